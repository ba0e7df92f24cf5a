import {
  COSINE, EPANECHNIKOV, GAUSSIAN, LOGISTIC, QUARTIC, SIGMOID, SILVERMAN, SILVERMAN_SCIML,
  TRIANGULAR, TRICUBE, TRIWEIGHT, UNIFORM
} from "../constants";
import {weightLane} from "../weights.as";

/** The sum of both lanes. */
@inline
function fold(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

/** The points at `p` in both lanes, or the last one alone. */
@inline
function place(p: usize, stop: usize, tau: v128, scale: v128): v128 {
  const t = p + 16 <= stop ? v128.load(p) : v128.load64_splat(p);
  return f64x2.mul(f64x2.sub(t, tau), scale);
}

/** Their weights: a lane without a point has none. */
@inline
function weigh(shape: i32, z: v128, p: usize, stop: usize): v128 {
  const w = weightLane(shape, z);
  return p + 16 <= stop ? w : f64x2.replace_lane(w, 1, 0);
}

@inline
function spreadOne(
  shape: i32, out: usize, from: usize, stop: usize, target: f64, inverse: f64
): void {
  const tau = f64x2.splat(target), scale = f64x2.splat(inverse), zero = f64x2.splat(0);
  // 1 moments of the weights
  let m0 = zero, m1 = zero, m2 = zero, m3 = zero, m4 = zero;
  for (let p = from; p < stop; p += 16) {
    const z = place(p, stop, tau, scale), a0 = weigh(shape, z, p, stop);
    const a1 = f64x2.mul(a0, z), a2 = f64x2.mul(a1, z), a3 = f64x2.mul(a2, z);
    m0 = f64x2.add(m0, a0), m1 = f64x2.add(m1, a1), m2 = f64x2.add(m2, a2);
    m3 = f64x2.add(m3, a3), m4 = f64x2.add(m4, f64x2.mul(a3, z));
  }
  const s0 = fold(m0), s1 = fold(m1), s2 = fold(m2), s3 = fold(m3), s4 = fold(m4);
  // 2 what a weight is multiplied by
  const c22 = s0 * s2 - s1 * s1, c01 = s2 * s3 - s1 * s4;
  const c11 = s0 * s4 - s2 * s2, c12 = s1 * s2 - s0 * s3;
  const det = s0 * (s2 * s4 - s3 * s3) + s1 * c01 + s2 * (s1 * s3 - s2 * s2);
  const u0 = f64x2.splat(s2 / c22), u1 = f64x2.splat(-s1 / c22);
  const d0 = f64x2.splat(c01 / det), d1 = f64x2.splat(c11 / det), d2 = f64x2.splat(c12 / det);
  // 3 squares
  let value = zero, slope = zero;
  for (let p = from; p < stop; p += 16) {
    const z = place(p, stop, tau, scale), w = weigh(shape, z, p, stop);
    const u = f64x2.mul(w, f64x2.add(u0, f64x2.mul(u1, z)));
    const d = f64x2.mul(w, f64x2.add(d0, f64x2.mul(z, f64x2.add(d1, f64x2.mul(d2, z)))));
    value = f64x2.add(value, f64x2.mul(u, u));
    slope = f64x2.add(slope, f64x2.mul(d, d));
  }
  store<f64>(out, fold(value));
  store<f64>(out, fold(slope) * (inverse * inverse), 8);
}

export function localSpread(
  spread: usize, target: usize, first: usize, last: usize, times: usize, count: i32, inverse: f64,
  shape: i32, begin: i32, end: i32
): void {
  for (let i = <usize>begin; i < <usize>end; i++) {
    const out = spread + (i << 4), tau = load<f64>(target + (i << 3));
    const p = times + (<usize>load<i32>(first + (i << 2)) << 3);
    const stop = times + (<usize>load<i32>(last + (i << 2)) << 3);
    switch (shape) {
      case EPANECHNIKOV:
        spreadOne(EPANECHNIKOV, out, p, stop, tau, inverse);
        break;
      case UNIFORM:
        spreadOne(UNIFORM, out, p, stop, tau, inverse);
        break;
      case TRIANGULAR:
        spreadOne(TRIANGULAR, out, p, stop, tau, inverse);
        break;
      case QUARTIC:
        spreadOne(QUARTIC, out, p, stop, tau, inverse);
        break;
      case TRIWEIGHT:
        spreadOne(TRIWEIGHT, out, p, stop, tau, inverse);
        break;
      case TRICUBE:
        spreadOne(TRICUBE, out, p, stop, tau, inverse);
        break;
      case GAUSSIAN:
        spreadOne(GAUSSIAN, out, p, stop, tau, inverse);
        break;
      case COSINE:
        spreadOne(COSINE, out, p, stop, tau, inverse);
        break;
      case LOGISTIC:
        spreadOne(LOGISTIC, out, p, stop, tau, inverse);
        break;
      case SIGMOID:
        spreadOne(SIGMOID, out, p, stop, tau, inverse);
        break;
      case SILVERMAN:
        spreadOne(SILVERMAN, out, p, stop, tau, inverse);
        break;
      default:
        spreadOne(SILVERMAN_SCIML, out, p, stop, tau, inverse);
    }
  }
}
