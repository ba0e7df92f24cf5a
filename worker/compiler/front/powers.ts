// a ** b: small powers are the products that a reader would write instead, as everywhere in strict numerics.
import type {Machine} from "./machine.ts";
import {applyOp, arithmetic} from "./numbers.ts";
import {knownOf, type Numeric} from "./values.ts";

export function raise(machine: Machine, base: Numeric, exponent: Numeric): Numeric {
  const times = (a: Numeric, b: Numeric): Numeric => arithmetic(machine, "mul", a, b);
  switch (knownOf(exponent)) {
    case 2:
      return times(base, base);
    case 3:
      return times(times(base, base), base);
    case 4:
      return times(times(base, base), times(base, base));
    default:
      return applyOp(machine, "pow", base, exponent);
  }
}
