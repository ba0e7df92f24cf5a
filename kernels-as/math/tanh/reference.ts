import {expm1} from "../expm1/reference.ts";
import {TANH_ONE} from "./constants.ts";

/** tanh x: t/(t + 2) with t = e^(2|x|) − 1, and the sign of x. */
export function tanh(x: number): number {
  const a = Math.min(Math.abs(x), TANH_ONE);
  const t = expm1(a + a);
  const y = t / (t + 2);
  return x < 0 || Object.is(x, -0) ? -y : y;
}
