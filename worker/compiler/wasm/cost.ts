// Roughly what a program costs for one point.
import type {Op} from "../ir.ts";
import {OPS} from "../ops.ts";

/** How often a while loop is thought to go round: nobody knows. */
const PASSES = 8;

export function costOf(ops: readonly Op[]): number {
  let cost = 0;
  for (const op of ops) {
    if (op.kind === "apply") cost += OPS[op.name].cost;
    else if (op.kind === "load" || op.kind === "store") cost += 1;
    else if (op.kind === "for") cost += op.trips * (1 + costOf(op.body.ops));
    else if (op.kind === "while")
      cost += Math.min(op.limit, PASSES) * (2 + costOf(op.test.ops) + costOf(op.body.ops));
  }
  return cost;
}
