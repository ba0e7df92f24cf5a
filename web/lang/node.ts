// The syntax tree as this room reads it: acorn's nodes and those of its TypeScript plugin, by name.

export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** The node under a key, if there is one. */
export function at(node: Node, key: string): Node | undefined {
  const value = node[key];
  return isNode(value) ? value : undefined;
}

/** The nodes under a key; holes of arrays are left out. */
export function listAt(node: Node, key: string): Node[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function nameOf(node: Node | undefined): string {
  return node && typeof node.name === "string" ? node.name : "";
}

/** Calls `visit` for every node right below. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  for (const key in node) {
    const value = node[key];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

const WRAPPERS = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "ChainExpression",
  "ParenthesizedExpression"
]);

/** What an expression is once types are erased: `(x as T)!` is `x`. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (WRAPPERS.has(inner.type)) inner = inner.expression as Node;
  return inner;
}

/** The name that a chain of members hangs on: `x` of `x.y[0]`. */
export function rootOf(node: Node): Node | undefined {
  let root = unwrap(node);
  while (root.type === "MemberExpression") root = unwrap(root.object as Node);
  return root.type === "Identifier" ? root : undefined;
}

export const isFunction = (node: Node): boolean =>
  node.type === "FunctionDeclaration" ||
  node.type === "FunctionExpression" ||
  node.type === "ArrowFunctionExpression";

export const isLoop = (node: Node): boolean =>
  node.type === "ForStatement" ||
  node.type === "ForOfStatement" ||
  node.type === "ForInStatement" ||
  node.type === "WhileStatement" ||
  node.type === "DoWhileStatement";
