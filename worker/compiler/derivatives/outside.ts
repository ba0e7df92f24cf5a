// What a loop uses from around it: the values whose adjoints the loop adds to.
import {regionsOf, type ForOp, type LoadOp, type Op, type Value} from "../ir.ts";
import type {Activity} from "./flow.ts";
import {differentiable} from "./rules.ts";

/** Active values and elements of parameters (`keyOf` gives their number) in the order of their first use. */
export function findOutside(
  loop: ForOp,
  activity: Activity,
  keyOf: (load: LoadOp) => number | undefined
): number[] {
  const inside = new Set<Value>();
  const used = new Set<number>();
  const use = (value: Value): void => {
    if (activity.value(value)) used.add(value);
  };
  const visit = (op: Op): void => {
    switch (op.kind) {
      case "const":
        return;
      case "apply":
        inside.add(op.result);
        if (!activity.value(op.result)) return;
        for (const k of differentiable(op.name, op.args)) use(op.args[k]);
        return;
      case "load": {
        inside.add(op.result);
        const key = activity.value(op.result) ? keyOf(op) : undefined;
        if (key !== undefined) used.add(key);
        return;
      }
      case "store":
        if (activity.array(op.array)) use(op.value);
        return;
      default:
        for (const {start, within, result} of op.carries) {
          use(start);
          inside.add(within).add(result);
        }
        for (const {ops} of regionsOf(op)) ops.forEach(visit);
        for (const {next} of op.carries) use(next);
    }
  };
  for (const {within} of loop.carries) inside.add(within);
  loop.body.ops.forEach(visit);
  for (const {next} of loop.carries) use(next);
  return [...used].filter((key) => !inside.has(key));
}
