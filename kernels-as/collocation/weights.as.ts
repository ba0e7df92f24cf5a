// The weight of a point at z, lane by lane; constant factors are left out, which a local fit does
// not notice. `shape` is a constant where this is inlined. Twin: weights.ts.
import {expLane} from "../math/exp/lane.as";
import {cosLane, sinLane} from "../math/sincos/lane.as";
import {
  COSINE, EPANECHNIKOV, GAUSSIAN, HALF_PI, LOGISTIC, QUARTER_PI, QUARTIC, ROOT_HALF, SIGMOID,
  SILVERMAN, TRIANGULAR, TRICUBE, TRIWEIGHT, UNIFORM
} from "./constants";

@inline
export function weightLane(shape: i32, z: v128): v128 {
  const one = f64x2.splat(1);
  if (shape == UNIFORM) return one;
  if (shape == TRIANGULAR) return f64x2.sub(one, f64x2.abs(z));
  if (shape == TRICUBE) {
    const a = f64x2.abs(z);
    const q = f64x2.sub(one, f64x2.mul(f64x2.mul(a, a), a));
    return f64x2.mul(f64x2.mul(q, q), q);
  }
  if (shape == GAUSSIAN) return expLane(f64x2.mul(f64x2.mul(z, z), f64x2.splat(-0.5)));
  if (shape == COSINE) return cosLane(f64x2.mul(z, f64x2.splat(HALF_PI)));
  if (shape == LOGISTIC || shape == SIGMOID) {
    const e = expLane(f64x2.neg(f64x2.abs(z)));
    if (shape == SIGMOID) return f64x2.div(e, f64x2.add(one, f64x2.mul(e, e)));
    const d = f64x2.add(one, e);
    return f64x2.div(e, f64x2.mul(d, d));
  }
  if (shape == EPANECHNIKOV || shape == QUARTIC || shape == TRIWEIGHT) {
    const q = f64x2.sub(one, f64x2.mul(z, z));
    if (shape == EPANECHNIKOV) return q;
    const square = f64x2.mul(q, q);
    return shape == QUARTIC ? square : f64x2.mul(square, q);
  }
  const a = f64x2.abs(z), decay = f64x2.mul(a, f64x2.splat(ROOT_HALF));
  const turn = shape == SILVERMAN ? decay : f64x2.mul(a, f64x2.splat(0.5));
  const wave = sinLane(f64x2.add(turn, f64x2.splat(QUARTER_PI)));
  return f64x2.mul(expLane(f64x2.neg(decay)), wave);
}
