// Positive numbers written by unknowns without bounds: p = exp(y) or p = softplus(y) = log(1 + exp(y)).
import {strictMath} from "../../math.ts";

export type Positive = "exp" | "softplus";

interface Rule {
  value: (y: number) => number;
  slope: (y: number) => number;
  /** y for p > 0. */
  inverse: (p: number) => number;
}

export const POSITIVE: Readonly<Record<Positive, Rule>> = {
  exp: {value: strictMath.exp, slope: strictMath.exp, inverse: strictMath.log},
  softplus: {
    // exp never overflows
    value: (y) => Math.max(y, 0) + strictMath.log1p(strictMath.exp(-Math.abs(y))),
    slope: (y) => {
      const small = strictMath.exp(-Math.abs(y));
      return (y > 0 ? 1 : small) / (1 + small);
    },
    inverse: (p) => p + strictMath.log(-strictMath.expm1(-p))
  }
};
