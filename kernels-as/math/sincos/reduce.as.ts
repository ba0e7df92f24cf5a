// x = n π/2 + (head + tail), |head| ≤ π/4, in three ranges of |x|. The quadrant n travels in the
// low bits of z, as the rounding by 1.5·2^52 leaves it.
import {SHIFT} from "../exp/expTables";
import {constant} from "../../lib/simd.as";
import {
  HALF_PI_HI, HALF_PI_LO, HALVING, SIN_FAST, SIN_LANES, SPLIT_SHIFT, TWO_OVER_PI_WORDS
} from "./sincosTables";

/** Where the fast reduction holds (false for NaN). */
@inline
export function sinInRange(x: v128): v128 {
  return f64x2.le(f64x2.abs(x), f64x2.splat(SIN_FAST));
}

/** The quotient, shifted. */
@inline
export function quotient(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, constant(SIN_LANES, 0)), constant(SIN_LANES, 1));
}

/** The quotient as a number. */
@inline
export function unshifted(z: v128): v128 {
  return f64x2.sub(z, constant(SIN_LANES, 1));
}

/** x less the first part, exactly. */
@inline
export function firstStep(x: v128, k: v128): v128 {
  return f64x2.sub(x, f64x2.mul(k, constant(SIN_LANES, 2)));
}

@inline
export function fastHead(a: v128, k: v128): v128 {
  return f64x2.sub(a, f64x2.mul(k, constant(SIN_LANES, 3)));
}

@inline
export function fastTail(a: v128, head: v128, k: v128): v128 {
  return f64x2.sub(
    f64x2.sub(f64x2.sub(a, head), f64x2.mul(k, constant(SIN_LANES, 3))),
    f64x2.mul(k, constant(SIN_LANES, 20)));
}

/** Head (part 0) or tail (part 1) for |x| ≤ 2^30: k = high + low, so that products stay exact. */
@inline
export function middleReduce(x: v128, k: v128, part: i32): v128 {
  const split = f64x2.splat(SPLIT_SHIFT);
  const high = f64x2.sub(f64x2.add(k, split), split);
  const low = f64x2.sub(k, high);
  const a = f64x2.sub(
    f64x2.sub(x, f64x2.mul(high, constant(SIN_LANES, 2))), f64x2.mul(low, constant(SIN_LANES, 2)));
  const u0 = f64x2.mul(high, constant(SIN_LANES, 3)), y0 = f64x2.sub(a, u0);
  const u1 = f64x2.mul(low, constant(SIN_LANES, 3)), y1 = f64x2.sub(y0, u1);
  const u2 = f64x2.mul(high, constant(SIN_LANES, 4)), y2 = f64x2.sub(y1, u2);
  if (part == 0) return y2;
  let tail = f64x2.add(f64x2.sub(f64x2.sub(a, y0), u0), f64x2.sub(f64x2.sub(y0, y1), u1));
  tail = f64x2.add(tail, f64x2.sub(f64x2.sub(y1, y2), u2));
  tail = f64x2.sub(tail, f64x2.mul(low, constant(SIN_LANES, 4)));
  return f64x2.sub(tail, f64x2.mul(k, constant(SIN_LANES, 5)));
}

/** 64 bits of 2/π from bit `at`. */
@inline
function bitsAt(at: i32): u64 {
  const word = changetype<usize>(TWO_OVER_PI_WORDS) + (<usize>(at >> 5) << 2);
  const shift = <u64>(at & 31);
  const first = (<u64>load<u32>(word) << 32) | <u64>load<u32>(word, 4);
  return (first << shift) | (<u64>load<u32>(word, 8) >> (32 - shift));
}

/** The high half of a product of 64-bit words. */
@inline
function highProduct(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff, a1 = a >> 32, b0 = b & 0xffffffff, b1 = b >> 32;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  return a1 * b1 + (middle >> 32) + ((a0 * b1 + (middle & 0xffffffff)) >> 32);
}

/** 2^−n for 0 ≤ n ≤ 1022 */
@inline
function inversePower(n: i64): f64 {
  return reinterpret<f64>((1023 - n) << 52);
}

/** Head (part 0), tail (1) or shifted quotient (2) for |x| > 2^30; NaN for NaN and infinities. */
export function hugeReduce(x: f64, part: i32): f64 {
  const bits = reinterpret<u64>(x);
  const exponent = <i32>((bits >> 52) & 0x7ff);
  if (exponent == 0x7ff) return NaN;
  const m = (bits & 0xfffffffffffff) | 0x10000000000000;
  // 1 the bits of 2/π that matter, the first worth 2 quadrants
  const at = exponent - 1075 + 30;
  const w0 = bitsAt(at), w1 = bitsAt(at + 64), w2 = bitsAt(at + 128);
  // 2 the product modulo 4 quadrants, 128 bits of it
  const low = m * w1;
  const p1 = low + highProduct(m, w2);
  const p0 = m * w0 + highProduct(m, w1) + <u64>(p1 < low);
  const negative = <i64>bits < 0;
  if (part == 2) {
    const n = <f64>((p0 + 0x2000000000000000) >> 62);
    return negative ? SHIFT - n : SHIFT + n;
  }
  // 3 the signed fraction, normalised
  let h = (p0 << 2) | (p1 >> 62), l = p1 << 2;
  const minus = <i64>h < 0;
  if (minus) {
    l = ~l + 1;
    h = ~h + <u64>(l == 0);
  }
  let zeros: i64 = 0;
  if (h == 0) {
    h = l;
    l = 0;
    zeros = 64;
  }
  const s = clz(h);
  if (s > 0) {
    h = (h << s) | (l >> (64 - s));
    l <<= s;
  }
  const scale = inversePower(zeros + <i64>s + 53);
  const head = <f64>(h >> 11);
  const tail = <f64>(((h & 0x7ff) << 42) | (l >> 22)) * inversePower(53);
  // 4 times π/2, with the product's error
  const y = head * HALF_PI_HI;
  const sign: f64 = minus != negative ? -scale : scale;
  if (part == 0) return y * sign;
  const c = head * HALVING, head1 = c - (c - head), head0 = head - head1;
  const d = HALF_PI_HI * HALVING, pi1 = d - (d - HALF_PI_HI), pi0 = HALF_PI_HI - pi1;
  const error = head1 * pi1 - y + head1 * pi0 + head0 * pi1 + head0 * pi0;
  return (error + (head * HALF_PI_LO + tail * HALF_PI_HI)) * sign;
}
