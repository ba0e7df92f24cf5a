// What can be told of a piece of the tree without carrying it out: the names it assigns, where it may leave,
// how much it is.
import type {Node} from "acorn";

type Holder = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** Calls `visit` for every node right below. */
function eachChild(node: Node, visit: (child: Node) => void): void {
  const holder = node as unknown as Holder;
  for (const key in holder) {
    const value = holder[key];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

const assigned = new WeakMap<Node, ReadonlySet<string>>();

/** The names of variables that are assigned somewhere inside. */
export function assignedIn(node: Node): ReadonlySet<string> {
  const found = assigned.get(node);
  if (found) return found;
  const names = new Set<string>();
  collectAssigned(node, names);
  assigned.set(node, names);
  return names;
}

function collectAssigned(node: Node, names: Set<string>): void {
  const {left, argument} = node as unknown as Record<string, Node>;
  if (node.type === "AssignmentExpression") collectTargets(left, names);
  if (node.type === "UpdateExpression") collectTargets(argument, names);
  if (node.type === "ForOfStatement" && left.type !== "VariableDeclaration")
    collectTargets(left, names);
  eachChild(node, (child) => collectAssigned(child, names));
}

function collectTargets(target: Node, names: Set<string>): void {
  if (target.type === "Identifier") names.add((target as Node & {name: string}).name);
  else if (target.type !== "MemberExpression")
    eachChild(target, (child) => collectTargets(child, names));
}

const named = new WeakMap<Node, ReadonlySet<string>>();

/** All names inside, whatever they are. */
export function namesIn(node: Node): ReadonlySet<string> {
  const found = named.get(node);
  if (found) return found;
  const names = new Set<string>();
  const visit = (inner: Node): void => {
    if (inner.type === "Identifier") names.add((inner as Node & {name: string}).name);
    eachChild(inner, visit);
  };
  visit(node);
  named.set(node, names);
  return names;
}

/** Whether an expression only reads: a bound with a call in it may say something else each time. */
export function isPlain(node: Node): boolean {
  if (/^(?:Assignment|Update|Call|New|Await|Yield|Function|ArrowFunction)/.test(node.type)) {
    return isMathCall(node) && areChildrenPlain(node);
  }
  return areChildrenPlain(node);
}

function areChildrenPlain(node: Node): boolean {
  let answer = true;
  eachChild(node, (child) => (answer &&= isPlain(child)));
  return answer;
}

function isMathCall(node: Node): boolean {
  if (node.type !== "CallExpression") return false;
  const {object} = (node as unknown as {callee: {object?: {name?: string}}}).callee;
  return object?.name === "Math";
}

const LOOP = /^(?:For|ForOf|ForIn|While|DoWhile)Statement$/;
const FUNCTION = /Function/;

/** Whether a loop's body may leave the loop by itself. */
export function mayLeave(body: Node): boolean {
  return mayBreak(body) || mayReturn(body);
}

export function mayBreak(body: Node): boolean {
  return has(body, "BreakStatement", LOOP);
}

export function mayReturn(body: Node): boolean {
  return has(body, "ReturnStatement");
}

const kinds = new WeakMap<Node, Map<string, boolean>>();

/** Whether there is such a statement, functions and, if said, inner loops apart. */
function has(node: Node, type: string, except?: RegExp): boolean {
  if (node.type === type) return true;
  if (FUNCTION.test(node.type) || except?.test(node.type)) return false;
  const found = kinds.get(node)?.get(type);
  if (found !== undefined) return found;
  let answer = false;
  eachChild(node, (child) => (answer ||= has(child, type, except)));
  const known = kinds.get(node) ?? new Map<string, boolean>();
  kinds.set(node, known.set(type, answer));
  return answer;
}

const weights = new WeakMap<Node, number>();
const COUNTED = /^(?:Binary|Unary|Update|Assignment|Call|Conditional|Logical|Member)Expression$/;

/** A call is of a function of the library, or of one that is written out in its place. */
const CALL = 20;

/** Roughly how many operations it is; loops inside count once. */
export function weightOf(node: Node): number {
  const found = weights.get(node);
  if (found !== undefined) return found;
  let weight = COUNTED.test(node.type) ? 1 : 0;
  if (node.type === "CallExpression") weight += CALL;
  eachChild(node, (child) => (weight += weightOf(child)));
  weights.set(node, weight);
  return weight;
}
