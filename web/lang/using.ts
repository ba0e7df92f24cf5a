// `using` for engines without it. At the top level of a cell the value lives until the cell runs again;
// within a block it is disposed of when the block is left, by try and finally.
import {CellSyntaxError} from "./cell.ts";
import type {Edits} from "./edits.ts";
import {at, listAt, nameOf} from "./node.ts";
import type {Node} from "./node.ts";
import {findToken} from "./text.ts";
import type {Visitor} from "./walk.ts";

/** A block, function body or loop whose `using` declarations end with it. */
interface Holder {
  name: string;
  isAsync: boolean;
}

export function makeUsing(edits: Edits): Visitor {
  const holders = new Map<Node, Holder>();
  const owners = new Map<Node, string>();
  /** those of `for … of`, which give a name to what the loop takes. */
  const passes = new Set<Node>();
  let count = 0;

  function hold(node: Node, declarations: Node[]): Holder | undefined {
    if (!declarations.length) return undefined;
    const isAsync = declarations.some(({kind}) => kind === "await using");
    const holder = {name: `cuvette$${++count}`, isAsync};
    holders.set(node, holder);
    for (const declaration of declarations) owners.set(declaration, holder.name);
    return holder;
  }

  return {
    enter(node, parent) {
      if (node.type === "BlockStatement" || node.type === "StaticBlock") {
        const holder = hold(node, listAt(node, "body").filter(isUsing));
        if (holder) edits.open(edits.source.indexOf("{", node.start) + 1, begin(holder));
      } else if (node.type === "ForStatement") {
        const init = at(node, "init");
        const holder = hold(node, init && isUsing(init) ? [init] : []);
        if (!holder) return;
        if (parent?.type === "LabeledStatement") throw refuse(node, edits, "before the loop");
        edits.open(node.start, `{${begin(holder)}`);
      } else if (node.type === "ForOfStatement" && isUsing(node.left as Node)) {
        const holder = hold(node, [node.left as Node]);
        passes.add(node.left as Node);
        if (holder) beginPass(node, holder, edits);
      } else if (isUsing(node)) {
        if (!passes.has(node)) rewriteDeclaration(node, owners.get(node) ?? "cuvette", edits);
      }
    },
    leave(node, parent) {
      if (node.type === "VariableDeclarator" && parent && isUsing(parent) && !passes.has(parent))
        edits.close(node.end, parent.kind === "await using" ? ", true)" : ")");
      const holder = holders.get(node);
      if (holder && node.type === "ForStatement") edits.close(node.end, `${end(holder)}}`);
      else if (holder && node.type !== "ForOfStatement") edits.close(node.end - 1, end(holder));
      const outer =
        parent?.type === "ForOfStatement" && parent.body === node && holders.get(parent);
      if (outer) edits.close(node.end, `${end(outer)}}`);
    }
  };
}

function isUsing(node: Node): boolean {
  return node.type === "VariableDeclaration" && /using$/.test(String(node.kind));
}

function begin({name}: Holder): string {
  return `const ${name}=cuvette.scope();try{`;
}

function end({name, isAsync}: Holder): string {
  const fail = `}catch(${name}$e){${name}.fail(${name}$e)}`;
  return `${fail}finally{${isAsync ? "await " : ""}${name}.end()}`;
}

/** Gives `const x = owner.use(…)`; the end of the call follows when the declaration is left. */
function rewriteDeclaration(node: Node, owner: string, edits: Edits): void {
  replaceKeyword(node, edits);
  for (const declarator of listAt(node, "declarations")) {
    const equals = findToken(edits.source, (declarator.id as Node).end, "=", "!");
    edits.open(equals + 1, `${owner}.use(`);
  }
}

/** `for (using x of xs)`: every pass disposes of its own. */
function beginPass(node: Node, holder: Holder, edits: Edits): void {
  const left = node.left as Node;
  const [declarator] = listAt(left, "declarations");
  const id = declarator.id as Node;
  const passed = `${holder.name}$x`;
  replaceKeyword(left, edits);
  edits.replace(id.start, id.start + nameOf(id).length, passed);
  const suffix = left.kind === "await using" ? ", true" : "";
  edits.open(
    (node.body as Node).start,
    `{${begin(holder)}const ${nameOf(id)}=${holder.name}.use(${passed}${suffix});`
  );
}

function replaceKeyword(node: Node, edits: Edits): void {
  const start = findToken(edits.source, node.start, "using", "await");
  edits.replace(node.start, start + "using".length, "const");
}

function refuse(node: Node, {place}: Edits, where: string): CellSyntaxError {
  return new CellSyntaxError(`using is not possible here: write it ${where}`, place(node.start));
}
