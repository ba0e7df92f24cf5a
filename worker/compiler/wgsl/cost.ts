// What a point of a program costs, roughly: additions, passes of loops counted.
import type {Region} from "../ir.ts";
import {OPS} from "../ops.ts";

/** Passes that a while loop is taken to make. */
const PASSES = 16;

export function costOf({ops}: Region): number {
  let cost = 0;
  for (const op of ops) {
    if (op.kind === "apply") cost += OPS[op.name].cost;
    else if (op.kind === "for") cost += op.trips * (1 + costOf(op.body));
    else if (op.kind === "while")
      cost += Math.min(op.limit, PASSES) * (1 + costOf(op.test) + costOf(op.body));
    else cost += 1;
  }
  return cost;
}
