// What cells do differently from the JavaScript they are written in: powers with the engine's bits,
// loops that can be stopped, and modules that come through the notebook. All of it hangs on one name,
// `cuvette`, so that a function's text says whatever it needs.
import {CellSyntaxError} from "./cell.ts";
import type {Edits} from "./edits.ts";
import {at, isLoop, nameOf, unwrap} from "./node.ts";
import type {Node} from "./node.ts";
import {findToken} from "./text.ts";
import type {Visitor} from "./walk.ts";

/** Passes of loops between two looks at the clock. */
const PASSES = 1023;

/** The statement at the beginning of every loop's body. */
export function guardAt(line: number): string {
  return `if(++cuvette.passes>${PASSES})cuvette.guard(${line});`;
}

export function makeGuards(edits: Edits): Visitor {
  return {
    enter(node) {
      const body = isLoop(node) ? at(node, "body") : undefined;
      if (!body) return;
      const guard = guardAt(edits.place(node.start).line);
      if (body.type === "BlockStatement") edits.open(body.start + 1, guard);
      else edits.open(body.start, `{${guard}`);
    },
    leave(node, parent) {
      if (parent && isLoop(parent) && parent.body === node && node.type !== "BlockStatement")
        edits.close(node.end, "}");
    }
  };
}

export function makePowers(edits: Edits): Visitor {
  return {
    enter(node) {
      if (node.operator === "**" && node.type === "BinaryExpression") {
        edits.open(node.start, "cuvette.pow(");
        replaceOperator(node, edits, "**", ",");
      } else if (node.operator === "**=") raise(node, edits);
    },
    leave(node) {
      const isPower =
        (node.operator === "**" && node.type === "BinaryExpression") || node.operator === "**=";
      if (isPower) edits.close(node.end, ")");
    }
  };
}

function replaceOperator(node: Node, edits: Edits, operator: string, text: string): void {
  const start = findToken(edits.source, (node.left as Node).end, operator, ")");
  edits.replace(start, start + operator.length, text);
}

/** `a **= b`: what stands on the left is evaluated once, before the right. */
function raise(node: Node, edits: Edits): void {
  const target = unwrap(node.left as Node);
  const plain = toPlainText(target, edits);
  if (plain) replaceOperator(node, edits, "**=", `= cuvette.pow(${plain},`);
  else {
    raiseMember(target, edits);
    replaceOperator(node, edits, "**=", ".raise(");
  }
}

/** A target that can be written twice, since reading its parts does nothing else. */
function toPlainText(target: Node, {place}: Edits): string | undefined {
  if (target.type === "Identifier") return nameOf(target);
  const object = unwrap(target.object as Node);
  const property = target.property as Node;
  const isPlain = /^(?:Identifier|ThisExpression|Super)$/.test(object.type);
  const key = target.computed ? toPlainKey(unwrap(property)) : `.${toMemberName(property)}`;
  if (isPlain && key) return `${toRootText(object)}${key}`;
  if (object.type === "Super" || property.type === "PrivateIdentifier")
    throw new CellSyntaxError("**= is too hard here: write a = a ** b", place(target.start));
  return undefined;
}

function toRootText(object: Node): string {
  return object.type === "ThisExpression"
    ? "this"
    : object.type === "Super"
      ? "super"
      : nameOf(object);
}

function toMemberName(property: Node): string {
  return property.type === "PrivateIdentifier" ? `#${nameOf(property)}` : nameOf(property);
}

function toPlainKey(key: Node): string | undefined {
  if (key.type === "Identifier") return `[${nameOf(key)}]`;
  return key.type === "Literal" && typeof key.raw === "string" ? `[${key.raw}]` : undefined;
}

/** `a.b[c()]` becomes `cuvette.member(a.b, c())`, which holds both and the value between them. */
function raiseMember(target: Node, edits: Edits): void {
  const {source} = edits;
  const object = target.object as Node;
  const property = target.property as Node;
  edits.open(target.start, "cuvette.member(");
  if (target.computed) {
    const open = findToken(source, object.end, "[", ")!");
    edits.replace(open, open + 1, ",");
    edits.replace(target.end - 1, target.end, ")");
  } else {
    const dot = findToken(source, object.end, ".", ")!");
    edits.replace(dot, dot + 1, ",");
    edits.replace(property.start, property.end, `${JSON.stringify(nameOf(property))})`);
  }
}

/** `import("…")`, and what modules have but cells do not. */
export function makeDynamicImports(edits: Edits): Visitor {
  return {
    enter(node) {
      if (node.type === "ImportExpression") edits.open(node.start, "cuvette.");
      else if (node.type === "MetaProperty" && nameOf(node.meta as Node) === "import")
        throw new CellSyntaxError(
          "import.meta is not available in cells: write the address, or FileAttachment(name)",
          {...edits.place(node.start), length: node.end - node.start}
        );
    }
  };
}

/** Modules know no `<!--`, but the text of a function takes it for a comment. */
export function makeArrowGaps(edits: Edits): Visitor {
  return {
    enter(node) {
      if (node.type === "UnaryExpression" && edits.source.startsWith("<!--", node.start - 1))
        edits.open(node.start, " ");
    }
  };
}
