import {constant, madd, nmadd} from "../../lib/simd.as";
import {
  fastHead, fastTail, firstStep, hugeReduce, middleReduce, quotient, sinInRange, unshifted
} from "./reduce.as";
import {SIN_LANES, SIN_MIDDLE} from "./sincosTables";

/** sin(y + t) for |y| ≤ π/4 and a small t. */
@inline
export function sinPolynomial(y: v128, t: v128): v128 {
  const z = f64x2.mul(y, y), w = f64x2.mul(z, z), v = f64x2.mul(z, y);
  const low = madd(z, constant(SIN_LANES, 10), constant(SIN_LANES, 9));
  const high = madd(z, constant(SIN_LANES, 12), constant(SIN_LANES, 11));
  const r = madd(w, madd(w, constant(SIN_LANES, 13), high), low);
  const inner = nmadd(v, r, f64x2.mul(constant(SIN_LANES, 6), t));
  return f64x2.sub(y, nmadd(v, constant(SIN_LANES, 8), f64x2.sub(f64x2.mul(z, inner), t)));
}

/** cos(y + t) for |y| ≤ π/4 and a small t. */
@inline
export function cosPolynomial(y: v128, t: v128): v128 {
  const z = f64x2.mul(y, y), w = f64x2.mul(z, z);
  const low = madd(z, constant(SIN_LANES, 15), constant(SIN_LANES, 14));
  const middle = madd(z, constant(SIN_LANES, 17), constant(SIN_LANES, 16));
  const high = madd(z, constant(SIN_LANES, 19), constant(SIN_LANES, 18));
  const q = madd(w, madd(w, high, middle), low);
  const half = f64x2.mul(constant(SIN_LANES, 6), z), one = constant(SIN_LANES, 7);
  const c = f64x2.sub(one, half);
  return f64x2.add(c, f64x2.add(
    f64x2.sub(f64x2.sub(one, c), half), f64x2.sub(f64x2.mul(w, q), f64x2.mul(y, t))));
}

/** All ones where the quadrant in the low bits of z is odd. */
@inline
export function oddQuadrant(z: v128): v128 {
  return i64x2.neg(v128.and(z, i64x2.splat(1)));
}

/** sin x, given sine and cosine of the reduced argument. */
@inline
export function sinOf(z: v128, s: v128, c: v128): v128 {
  const sign = v128.and(i64x2.shl(z, 62), f64x2.splat(-0.0));
  return v128.xor(v128.bitselect(c, s, oddQuadrant(z)), sign);
}

/** cos x, given sine and cosine of the reduced argument. */
@inline
export function cosOf(z: v128, s: v128, c: v128): v128 {
  const sign = v128.and(i64x2.shl(i64x2.add(z, i64x2.splat(1)), 62), f64x2.splat(-0.0));
  return v128.xor(v128.bitselect(s, c, oddQuadrant(z)), sign);
}

/** tan x, given sine and cosine of the reduced argument. */
@inline
export function tanOf(z: v128, s: v128, c: v128): v128 {
  const odd = oddQuadrant(z);
  const numerator = v128.bitselect(c, s, odd), denominator = v128.bitselect(s, c, odd);
  return v128.xor(f64x2.div(numerator, denominator), v128.and(odd, f64x2.splat(-0.0)));
}

/** Which function `trigSpecial` returns. */
export const SIN: i32 = 0;
export const COS: i32 = 1;
export const TAN: i32 = 2;

/** Any argument: each lane is reduced as its own magnitude asks. */
function trigSpecial(x: v128, which: i32): v128 {
  const magnitude = f64x2.abs(x);
  const fast = sinInRange(x);
  let z = quotient(x);
  const k = unshifted(z), a = firstStep(x, k), y0 = fastHead(a, k);
  let y = v128.bitselect(y0, middleReduce(x, k, 0), fast);
  let t = v128.bitselect(fastTail(a, y0, k), middleReduce(x, k, 1), fast);
  const x0 = f64x2.extract_lane(x, 0), x1 = f64x2.extract_lane(x, 1);
  if (!(f64x2.extract_lane(magnitude, 0) <= SIN_MIDDLE)) {
    y = f64x2.replace_lane(y, 0, hugeReduce(x0, 0));
    t = f64x2.replace_lane(t, 0, hugeReduce(x0, 1));
    z = f64x2.replace_lane(z, 0, hugeReduce(x0, 2));
  }
  if (!(f64x2.extract_lane(magnitude, 1) <= SIN_MIDDLE)) {
    y = f64x2.replace_lane(y, 1, hugeReduce(x1, 0));
    t = f64x2.replace_lane(t, 1, hugeReduce(x1, 1));
    z = f64x2.replace_lane(z, 1, hugeReduce(x1, 2));
  }
  const s = sinPolynomial(y, t), c = cosPolynomial(y, t);
  if (which == SIN) return sinOf(z, s, c);
  if (which == COS) return cosOf(z, s, c);
  return tanOf(z, s, c);
}

/** One of the three functions where every lane is in the fast range. */
@inline
export function trigFast(x: v128, which: i32): v128 {
  const z = quotient(x), k = unshifted(z), a = firstStep(x, k), y = fastHead(a, k);
  const t = fastTail(a, y, k);
  const s = sinPolynomial(y, t), c = cosPolynomial(y, t);
  if (which == SIN) return sinOf(z, s, c);
  if (which == COS) return cosOf(z, s, c);
  return tanOf(z, s, c);
}

@inline
export function trigLane(x: v128, which: i32): v128 {
  if (i64x2.all_true(sinInRange(x))) return trigFast(x, which);
  return trigSpecial(x, which);
}

/** sin x, lane by lane. */
@inline
export function sinLane(x: v128): v128 {
  return trigLane(x, SIN);
}

/** cos x, lane by lane. */
@inline
export function cosLane(x: v128): v128 {
  return trigLane(x, COS);
}

/** tan x, lane by lane. */
@inline
export function tanLane(x: v128): v128 {
  return trigLane(x, TAN);
}

/** Both sine and cosine of lanes in the fast range, into two addresses. */
@inline
export function sincosFast(x: v128, sine: usize, cosine: usize): void {
  const z = quotient(x), k = unshifted(z), a = firstStep(x, k), y = fastHead(a, k);
  const t = fastTail(a, y, k);
  const s = sinPolynomial(y, t), c = cosPolynomial(y, t);
  v128.store(sine, sinOf(z, s, c));
  v128.store(cosine, cosOf(z, s, c));
}

/** Both sine and cosine, into two addresses (16 bytes each). */
@inline
export function sincosLane(x: v128, sine: usize, cosine: usize): void {
  if (i64x2.all_true(sinInRange(x))) {
    sincosFast(x, sine, cosine);
  } else {
    v128.store(sine, trigSpecial(x, SIN));
    v128.store(cosine, trigSpecial(x, COS));
  }
}
