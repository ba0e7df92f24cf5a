// Hyperbolic functions and their inverses, each from exp, expm1, log or log1p without cancellation.
import {exp} from "../../kernels-as/math/exp/reference.ts";
import {expm1} from "../../kernels-as/math/expm1/reference.ts";
import {log} from "../../kernels-as/math/log/reference.ts";
import {log1p} from "../../kernels-as/math/log1p/reference.ts";
import {
  COSH_SMALL, HYPERBOLIC_EXP_LIMIT as EXP_LIMIT, HYPERBOLIC_HUGE as HUGE, HYPERBOLIC_LARGE as LARGE,
  HYPERBOLIC_TINY as TINY
} from "../../kernels-as/math/hyperbolic/constants.ts"; // prettier-ignore

export function sinh(x: number): number {
  const a = Math.abs(x);
  if (!(a < LARGE)) return (x < 0 ? -1 : 1) * halfExp(a);
  if (a < TINY) return x;
  const t = expm1(a);
  const y = a < 1 ? (2 * t - (t * t) / (t + 1)) / 2 : (t + t / (t + 1)) / 2;
  return x < 0 ? -y : y;
}

export function cosh(x: number): number {
  const a = Math.abs(x);
  if (!(a < LARGE)) return halfExp(a);
  if (a < COSH_SMALL) {
    const t = expm1(a);
    return 1 + (t * t) / (2 * (1 + t));
  }
  const t = exp(a);
  return t / 2 + 0.5 / t;
}

/** eˣ/2 without overflow before its time. */
function halfExp(x: number): number {
  if (x < EXP_LIMIT) return exp(x) / 2;
  const root = exp(x / 2);
  return (root / 2) * root;
}

export function asinh(x: number): number {
  const a = Math.abs(x);
  if (!(a > TINY) || a === Infinity) return x;
  const square = a * a;
  let y: number;
  if (a > HUGE) y = log(a) + Math.LN2;
  else if (a > 2) y = log(2 * a + 1 / (Math.sqrt(square + 1) + a));
  else y = log1p(a + square / (1 + Math.sqrt(1 + square)));
  return x < 0 ? -y : y;
}

export function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x > HUGE) return log(x) + Math.LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

export function atanh(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 1)) return NaN;
  if (a < TINY) return x;
  const twice = a + a;
  const y = a < 0.5 ? log1p(twice + (twice * a) / (1 - a)) / 2 : log1p(twice / (1 - a)) / 2;
  return x < 0 ? -y : y;
}
