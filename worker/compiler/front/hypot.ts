// √(a² + b² + …) of any count of numbers, step for step as worker/math/roots.ts computes it: the bits are the same.
import {
  HYPOT_ABOVE, HYPOT_BELOW, HYPOT_DOWN, HYPOT_UP
} from "../../../kernels-as/math/roots/constants.ts"; // prettier-ignore
import type {Machine} from "./machine.ts";
import {applyOp, arithmetic, choose, compare, or} from "./numbers.ts";
import type {Condition, Numeric} from "./values.ts";

export function hypotOf(machine: Machine, numbers: readonly Numeric[]): Numeric {
  const pick = (c: Condition, a: Numeric, b: Numeric): Numeric =>
    typeof c === "boolean" ? (c ? a : b) : choose(machine, c, a, b);
  const [add, sub, mul, div] = (["add", "sub", "mul", "div"] as const).map(
    (name) => (a: Numeric, b: Numeric) => arithmetic(machine, name, a, b)
  );
  const sizes = numbers.map((x) => applyOp(machine, "abs", x));
  const largest = sizes.reduce((a, b) => applyOp(machine, "max", a, b));
  const low = pick(compare(machine, "lt", largest, HYPOT_BELOW), HYPOT_UP, 1);
  const scale = pick(compare(machine, "lt", HYPOT_ABOVE, largest), HYPOT_DOWN, low);
  let sum: Numeric = 0;
  let rest: Numeric = 0;
  for (const x of numbers) {
    const scaled = mul(x, scale);
    const square = mul(scaled, scaled);
    const next = add(sum, square);
    const lost = pick(
      compare(machine, "lt", square, sum),
      add(sub(sum, next), square),
      add(sub(square, next), sum)
    );
    rest = add(rest, lost);
    sum = next;
  }
  const root = div(applyOp(machine, "sqrt", add(sum, rest)), scale);
  const endless = sizes
    .map((size) => compare(machine, "eq", size, Infinity))
    .reduce((a, b) => or(machine, a, b));
  return pick(endless, Infinity, root);
}
