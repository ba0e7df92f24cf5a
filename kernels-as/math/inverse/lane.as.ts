import {
  ASIN_P, ASIN_Q, ATAN_CUTS, ATAN_EVEN, ATAN_HEADS, ATAN_ODD, ATAN_TAILS, HALF_PI_HI, HALF_PI_LO
} from "./constants";

/** The j-th number of a table, in both lanes. */
@inline
function at(table: StaticArray<f64>, j: i32): v128 {
  return v128.load64_splat(changetype<usize>(table) + (<usize>j << 3));
}

/** c0 + z (c1 + z (c2 + …)) of the first n numbers of a table. */
@inline
function horner(table: StaticArray<f64>, n: i32, z: v128): v128 {
  let y = at(table, n - 1);
  for (let j = n - 2; j >= 0; j--) y = f64x2.add(at(table, j), f64x2.mul(z, y));
  return y;
}

@inline
function signOf(x: v128): v128 {
  return v128.and(x, f64x2.splat(-0.0));
}

/** (asin √z)/√z − 1 for z ≤ ¼ */
function asinRest(z: v128): v128 {
  return f64x2.div(f64x2.mul(z, horner(ASIN_P, 6, z)), horner(ASIN_Q, 5, z));
}

/** The upper half of a double's digits: its square is exact. */
@inline
function headOf(x: v128): v128 {
  return v128.and(x, i64x2.splat(0xffffffff00000000));
}

/** √z − head, given both; 0 for √z = 0. */
@inline
function tailOf(z: v128, s: v128, head: v128): v128 {
  const tail = f64x2.div(f64x2.sub(z, f64x2.mul(head, head)), f64x2.add(s, head));
  return v128.andnot(tail, f64x2.eq(s, f64x2.splat(0)));
}

/** asin x, lane by lane. */
export function asinLane(x: v128): v128 {
  const a = f64x2.abs(x), half = f64x2.splat(0.5);
  const small = f64x2.lt(a, half);
  const z = v128.bitselect(
    f64x2.mul(a, a), f64x2.mul(f64x2.sub(f64x2.splat(1), a), half), small);
  const r = asinRest(z);
  const near = v128.bitselect(
    a, f64x2.add(a, f64x2.mul(a, r)), f64x2.lt(a, f64x2.splat(1e-9)));
  const s = f64x2.sqrt(z), head = headOf(s), tail = tailOf(z, s, head);
  const two = f64x2.splat(2), quarter = f64x2.splat(HALF_PI_HI / 2);
  const far = f64x2.sub(quarter, f64x2.sub(
    f64x2.sub(
      f64x2.mul(f64x2.mul(two, s), r),
      f64x2.sub(f64x2.splat(HALF_PI_LO), f64x2.mul(two, tail))),
    f64x2.sub(quarter, f64x2.mul(two, head))));
  return v128.xor(v128.bitselect(near, far, small), signOf(x));
}

/** acos x, lane by lane. */
export function acosLane(x: v128): v128 {
  const a = f64x2.abs(x), half = f64x2.splat(0.5), two = f64x2.splat(2);
  const hi = f64x2.splat(HALF_PI_HI), lo = f64x2.splat(HALF_PI_LO);
  const small = f64x2.lt(a, half);
  const z = v128.bitselect(
    f64x2.mul(x, x), f64x2.mul(f64x2.sub(f64x2.splat(1), a), half), small);
  const r = asinRest(z);
  const near = f64x2.sub(hi, f64x2.sub(x, f64x2.sub(lo, f64x2.mul(x, r))));
  const s = f64x2.sqrt(z), head = headOf(s), tail = tailOf(z, s, head);
  const left = f64x2.mul(
    two, f64x2.sub(hi, f64x2.add(s, f64x2.sub(f64x2.mul(r, s), lo))));
  const right = f64x2.mul(two, f64x2.add(head, f64x2.add(f64x2.mul(r, s), tail)));
  const far = v128.bitselect(left, right, f64x2.lt(x, f64x2.splat(0)));
  return v128.bitselect(near, far, small);
}

/** atan a for a ≥ 0 or NaN. */
function atanPositive(a: v128): v128 {
  const one = f64x2.splat(1), two = f64x2.splat(2), threeHalves = f64x2.splat(1.5);
  // t = numerator/denominator, beside the angle head + tail
  let numerator = a, denominator = one;
  let head = f64x2.splat(0), tail = f64x2.splat(0);
  let past = f64x2.ge(a, at(ATAN_CUTS, 0));
  numerator = v128.bitselect(f64x2.sub(f64x2.mul(two, a), one), numerator, past);
  denominator = v128.bitselect(f64x2.add(two, a), denominator, past);
  head = v128.bitselect(at(ATAN_HEADS, 0), head, past);
  tail = v128.bitselect(at(ATAN_TAILS, 0), tail, past);
  past = f64x2.ge(a, at(ATAN_CUTS, 1));
  numerator = v128.bitselect(f64x2.sub(a, one), numerator, past);
  denominator = v128.bitselect(f64x2.add(a, one), denominator, past);
  head = v128.bitselect(at(ATAN_HEADS, 1), head, past);
  tail = v128.bitselect(at(ATAN_TAILS, 1), tail, past);
  past = f64x2.ge(a, at(ATAN_CUTS, 2));
  numerator = v128.bitselect(f64x2.sub(a, threeHalves), numerator, past);
  denominator = v128.bitselect(f64x2.add(one, f64x2.mul(threeHalves, a)), denominator, past);
  head = v128.bitselect(at(ATAN_HEADS, 2), head, past);
  tail = v128.bitselect(at(ATAN_TAILS, 2), tail, past);
  past = f64x2.ge(a, at(ATAN_CUTS, 3));
  numerator = v128.bitselect(f64x2.splat(-1), numerator, past);
  denominator = v128.bitselect(a, denominator, past);
  head = v128.bitselect(at(ATAN_HEADS, 3), head, past);
  tail = v128.bitselect(at(ATAN_TAILS, 3), tail, past);
  const t = f64x2.div(numerator, denominator);
  const z = f64x2.mul(t, t), w = f64x2.mul(z, z);
  const odd = f64x2.mul(z, horner(ATAN_ODD, 6, w));
  const even = f64x2.mul(w, horner(ATAN_EVEN, 5, w));
  const rest = f64x2.mul(t, f64x2.add(odd, even));
  return f64x2.sub(head, f64x2.sub(f64x2.sub(rest, tail), t));
}

/** atan x, lane by lane. */
export function atanLane(x: v128): v128 {
  return v128.or(atanPositive(f64x2.abs(x)), signOf(x));
}

/** The angle of the point (x, y), lane by lane. */
export function atan2Lane(y: v128, x: v128): v128 {
  const zero = f64x2.splat(0), infinity = f64x2.splat(Infinity), two = f64x2.splat(2);
  const hi = f64x2.splat(HALF_PI_HI), lo = f64x2.splat(HALF_PI_LO);
  const left = i64x2.lt_s(x, i64x2.splat(0));
  const u = f64x2.abs(x), v = f64x2.abs(y);
  let angle = atanPositive(f64x2.div(v, u));
  const mirrored = f64x2.sub(f64x2.mul(two, hi), f64x2.sub(angle, f64x2.mul(two, lo)));
  angle = v128.bitselect(mirrored, angle, left);
  const quarter = f64x2.mul(hi, f64x2.splat(0.5));
  const corner = v128.bitselect(f64x2.mul(f64x2.splat(3), quarter), quarter, left);
  const endless = v128.and(f64x2.eq(u, infinity), f64x2.eq(v, infinity));
  angle = v128.bitselect(corner, angle, endless);
  angle = v128.bitselect(hi, angle, f64x2.eq(u, zero));
  angle = v128.bitselect(v128.and(f64x2.mul(two, hi), left), angle, f64x2.eq(v, zero));
  const missing = v128.or(f64x2.ne(x, x), f64x2.ne(y, y));
  return v128.bitselect(f64x2.splat(NaN), v128.xor(angle, signOf(y)), missing);
}
