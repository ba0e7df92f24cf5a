// Walks a tree for several purposes at once.
import {eachChild} from "./node.ts";
import type {Node} from "./node.ts";

export interface Visitor {
  /** before what is within; true: there is nothing left to see within. */
  enter?(node: Node, parent: Node | undefined): boolean | void;
  /** after what is within. */
  leave?(node: Node, parent: Node | undefined): void;
}

/** Visitors enter in their order and leave in reverse, as brackets do. */
export function walk(tree: Node, visitors: readonly Visitor[], parent?: Node): void {
  for (const visitor of visitors) if (visitor.enter?.(tree, parent)) return;
  eachChild(tree, (child) => walk(child, visitors, tree));
  for (let i = visitors.length - 1; i >= 0; i--) visitors[i].leave?.(tree, parent);
}
