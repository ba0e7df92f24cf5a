import {REDUCE_BLOCK, SPLITTER} from "../constants";
import {foldLanes, lost, settlePair} from "../pairs.as";

export function dot(high: usize, low: usize, x: usize, y: usize, begin: i32, end: i32): void {
  const slot = <usize>(begin / REDUCE_BLOCK) << 3;
  high += slot;
  low += slot;
  x += <usize>begin << 3;
  y += <usize>begin << 3;
  const count = end - begin;
  twiceThePrecision(high, low, x, y, count);
  // splitting fails above 2^996, and products may overflow: then the plain sum says what is meant
  if (!isFinite(load<f64>(high)) || !isFinite(load<f64>(low))) plain(high, low, x, y, count);
  settlePair(high, low);
}

function twiceThePrecision(high: usize, low: usize, x: usize, y: usize, count: i32): void {
  const zero = f64x2.splat(0);
  let s0 = zero, s1 = zero, e0 = zero, e1 = zero;
  for (; count >= 4; count -= 4, x += 32, y += 32) {
    let a = v128.load(x), b = v128.load(y);
    let p = f64x2.mul(a, b), t = f64x2.add(s0, p);
    e0 = f64x2.add(e0, f64x2.add(lost(s0, p, t), lostProduct(a, b, p)));
    s0 = t;
    a = v128.load(x, 16), b = v128.load(y, 16);
    p = f64x2.mul(a, b), t = f64x2.add(s1, p);
    e1 = f64x2.add(e1, f64x2.add(lost(s1, p, t), lostProduct(a, b, p)));
    s1 = t;
  }
  if (count > 0) {
    const a = count >= 2 ? v128.load(x) : v128.load64_zero(x);
    const b = count >= 2 ? v128.load(y) : v128.load64_zero(y);
    const p = f64x2.mul(a, b), t = f64x2.add(s0, p);
    e0 = f64x2.add(e0, f64x2.add(lost(s0, p, t), lostProduct(a, b, p)));
    s0 = t;
  }
  if (count == 3) {
    const a = v128.load64_zero(x, 16), b = v128.load64_zero(y, 16);
    const p = f64x2.mul(a, b), t = f64x2.add(s1, p);
    e1 = f64x2.add(e1, f64x2.add(lost(s1, p, t), lostProduct(a, b, p)));
    s1 = t;
  }
  store<f64>(high, 0);
  store<f64>(low, 0);
  foldLanes(high, low, s0, e0);
  foldLanes(high, low, s1, e1);
}

/** What the product a·b = p lost (Dekker 1971). */
@inline
function lostProduct(a: v128, b: v128, p: v128): v128 {
  const splitter = f64x2.splat(SPLITTER);
  let c = f64x2.mul(splitter, a);
  const ah = f64x2.sub(c, f64x2.sub(c, a)), al = f64x2.sub(a, ah);
  c = f64x2.mul(splitter, b);
  const bh = f64x2.sub(c, f64x2.sub(c, b)), bl = f64x2.sub(b, bh);
  const rest = f64x2.sub(
    f64x2.sub(f64x2.sub(p, f64x2.mul(ah, bh)), f64x2.mul(al, bh)), f64x2.mul(ah, bl));
  return f64x2.sub(f64x2.mul(al, bl), rest);
}

function plain(high: usize, low: usize, x: usize, y: usize, count: i32): void {
  let s: f64 = 0;
  for (; count > 0; count--, x += 8, y += 8) s += load<f64>(x) * load<f64>(y);
  store<f64>(high, s);
  store<f64>(low, 0);
}
