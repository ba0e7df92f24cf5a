import {expm1Fast} from "../expm1/lane.as";
import {TANH_ONE} from "./constants";

/** tanh x, lane by lane: t/(t + 2) with t = e^(2|x|) − 1, and the sign of x. */
@inline
export function tanhLane(x: v128): v128 {
  const a = f64x2.pmin(f64x2.abs(x), f64x2.splat(TANH_ONE));
  const t = expm1Fast(f64x2.add(a, a));
  const y = f64x2.div(t, f64x2.add(t, f64x2.splat(2)));
  return v128.or(y, v128.and(x, f64x2.splat(-0.0)));
}
