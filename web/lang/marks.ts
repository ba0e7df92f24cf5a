// What an author would like to be told about: chance and clocks, which make a cell give something else
// each time, ways round the exact Math, and changes to values that belong to other cells.
import type {Mark} from "./cell.ts";
import type {Edits} from "./edits.ts";
import {at, listAt, nameOf, rootOf, unwrap} from "./node.ts";
import type {Node} from "./node.ts";
import {eachTarget} from "./targets.ts";
import type {Visitor} from "./walk.ts";

export interface Marks extends Visitor {
  readonly found: Mark[];
}

const GLOBALS = new Set(["globalThis", "window", "self", "frames", "top", "parent"]);

/** Members of globals, as `object.member`. */
const MEMBERS: Record<string, Mark["kind"] | undefined> = {
  "Math.random": "random",
  "crypto.getRandomValues": "random",
  "crypto.randomUUID": "random",
  "Date.now": "clock",
  "performance.now": "clock",
  "performance.timeOrigin": "clock",
  "Temporal.Now": "clock"
};

/** Calls that compile text, in which `Math` is the browser's. */
const COMPILERS = new Set(["eval", "Function"]);

const MUTATORS = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear".split(" ")
);

export function makeMarks(edits: Edits, isFree: (node: Node) => boolean, isStrict: boolean): Marks {
  const found: Mark[] = [];
  const {source} = edits;

  function mark(kind: Mark["kind"], node: Node, what = source.slice(node.start, node.end)): void {
    found.push({kind, what, ...edits.place(node.start), length: node.end - node.start});
  }

  const freeName = (node: Node | undefined): string => {
    const inner = node && unwrap(node);
    return inner?.type === "Identifier" && isFree(inner) ? nameOf(inner) : "";
  };

  /** The global that an expression is: `Math`, or `globalThis.Math`. */
  const globalName = (node: Node): string => {
    const inner = unwrap(node);
    if (inner.type !== "MemberExpression") return freeName(inner);
    return GLOBALS.has(freeName(inner.object as Node)) ? propertyOf(inner) : "";
  };

  function markMember(node: Node): void {
    const name = `${globalName(node.object as Node)}.${propertyOf(node)}`;
    const kind = MEMBERS[name];
    if (kind) mark(kind, node);
    else if (isStrict && globalName(node) === "Math") mark("inexact", node);
  }

  function markCall(node: Node): void {
    const callee = node.callee as Node;
    const name = globalName(callee);
    if (name === "Date" && (node.type === "CallExpression" || !listAt(node, "arguments").length))
      mark("clock", node);
    else if (isStrict && COMPILERS.has(name)) mark("inexact", node, name);
    const member = unwrap(callee);
    if (member.type === "MemberExpression" && MUTATORS.has(propertyOf(member))) markTarget(member);
  }

  function markTarget(node: Node | undefined): void {
    const target = node && unwrap(node);
    if (target?.type !== "MemberExpression") return;
    const root = rootOf(target);
    if (root && isFree(root)) mark("mutation", target);
  }

  /** `const {random} = Math`. */
  function markDestructured(node: Node): void {
    const init = at(node, "init");
    const id = node.id as Node;
    if (!init || id.type !== "ObjectPattern") return;
    for (const property of listAt(id, "properties")) {
      const key = at(property, "key");
      const kind = key && MEMBERS[`${globalName(init)}.${nameOf(key)}`];
      if (kind) mark(kind, property, `${globalName(init)}.${nameOf(key)}`);
      else if (isStrict && key && GLOBALS.has(freeName(init)) && nameOf(key) === "Math")
        mark("inexact", property);
    }
  }

  return {
    found,
    enter(node) {
      if (node.type === "MemberExpression") markMember(node);
      else if (node.type === "CallExpression" || node.type === "NewExpression") markCall(node);
      else if (node.type === "AssignmentExpression")
        eachTarget(node.left as Node, {take: markTarget});
      else if (node.type === "UpdateExpression") markTarget(at(node, "argument"));
      else if (node.type === "UnaryExpression" && node.operator === "delete")
        markTarget(at(node, "argument"));
      else if (node.type === "VariableDeclarator") markDestructured(node);
    }
  };
}

function propertyOf(node: Node): string {
  const property = node.property as Node;
  if (!node.computed) return nameOf(property);
  return typeof property.value === "string" ? property.value : "";
}
