import {REDUCE_BLOCK} from "../constants";
import {foldLanes, lost, settlePair} from "../pairs.as";

export function sum(high: usize, low: usize, x: usize, begin: i32, end: i32): void {
  const slot = <usize>(begin / REDUCE_BLOCK) << 3;
  high += slot;
  low += slot;
  x += <usize>begin << 3;
  const zero = f64x2.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
  let e0 = zero, e1 = zero, e2 = zero, e3 = zero;
  let count = end - begin;
  for (; count >= 8; count -= 8, x += 64) {
    let a = v128.load(x), t = f64x2.add(s0, a);
    e0 = f64x2.add(e0, lost(s0, a, t));
    s0 = t;
    a = v128.load(x, 16), t = f64x2.add(s1, a);
    e1 = f64x2.add(e1, lost(s1, a, t));
    s1 = t;
    a = v128.load(x, 32), t = f64x2.add(s2, a);
    e2 = f64x2.add(e2, lost(s2, a, t));
    s2 = t;
    a = v128.load(x, 48), t = f64x2.add(s3, a);
    e3 = f64x2.add(e3, lost(s3, a, t));
    s3 = t;
  }
  store<f64>(high, 0);
  store<f64>(low, 0);
  // the last few elements stay in their lanes; a lane without one adds zero
  for (let pair = 0; count > 0; count -= 2, x += 16, pair++) {
    const a = count >= 2 ? v128.load(x) : v128.load64_zero(x);
    const s = pair == 0 ? s0 : pair == 1 ? s1 : pair == 2 ? s2 : s3;
    const t = f64x2.add(s, a);
    const e = lost(s, a, t);
    if (pair == 0) s0 = t, e0 = f64x2.add(e0, e);
    else if (pair == 1) s1 = t, e1 = f64x2.add(e1, e);
    else if (pair == 2) s2 = t, e2 = f64x2.add(e2, e);
    else s3 = t, e3 = f64x2.add(e3, e);
  }
  foldLanes(high, low, s0, e0);
  foldLanes(high, low, s1, e1);
  foldLanes(high, low, s2, e2);
  foldLanes(high, low, s3, e3);
  settlePair(high, low);
}
