import {expFast, expInRange, expLane} from "../../math/exp/lane.as";
import {REDUCE_BLOCK} from "../constants";

export function logSumExp(largest: usize, sum: usize, x: usize, begin: i32, end: i32): void {
  const slot = <usize>(begin / REDUCE_BLOCK) << 3;
  x += <usize>begin << 3;
  const count = end - begin;
  const top = findLargest(x, count);
  store<f64>(largest + slot, top != top ? NaN : top);
  // at −∞ every term is zero, at +∞ and NaN the largest element is the answer
  store<f64>(sum + slot, top - top == 0 ? sumBelow(x, top, count) : 0);
}

function findLargest(x: usize, count: i32): f64 {
  let a = v128.load64_splat(x), b = a;
  for (; count >= 4; count -= 4, x += 32) {
    a = f64x2.max(a, v128.load(x));
    b = f64x2.max(b, v128.load(x, 16));
  }
  for (; count > 0; count--, x += 8) a = f64x2.max(a, v128.load64_splat(x));
  a = f64x2.max(a, b);
  return max(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
}

/** Σ exp(x − top) in eight lanes. */
function sumBelow(x: usize, top: f64, count: i32): f64 {
  const m = f64x2.splat(top), zero = f64x2.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
  for (; count >= 8; count -= 8, x += 64) {
    const x0 = f64x2.sub(v128.load(x), m), x1 = f64x2.sub(v128.load(x, 16), m);
    const x2 = f64x2.sub(v128.load(x, 32), m), x3 = f64x2.sub(v128.load(x, 48), m);
    const ok = v128.and(
      v128.and(expInRange(x0), expInRange(x1)), v128.and(expInRange(x2), expInRange(x3)));
    if (i64x2.all_true(ok)) {
      s0 = f64x2.add(s0, expFast(x0));
      s1 = f64x2.add(s1, expFast(x1));
      s2 = f64x2.add(s2, expFast(x2));
      s3 = f64x2.add(s3, expFast(x3));
    } else {
      s0 = f64x2.add(s0, expLane(x0));
      s1 = f64x2.add(s1, expLane(x1));
      s2 = f64x2.add(s2, expLane(x2));
      s3 = f64x2.add(s3, expLane(x3));
    }
  }
  for (let pair = 0; count > 0; count -= 2, x += 16, pair++) {
    // a lane without an element adds exp(−∞) = 0
    const a = count >= 2
      ? v128.load(x)
      : f64x2.replace_lane(f64x2.splat(-Infinity), 0, load<f64>(x));
    const y = expLane(f64x2.sub(a, m));
    if (pair == 0) s0 = f64x2.add(s0, y);
    else if (pair == 1) s1 = f64x2.add(s1, y);
    else if (pair == 2) s2 = f64x2.add(s2, y);
    else s3 = f64x2.add(s3, y);
  }
  const s = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}
