import {cosOf, cosPolynomial, sinOf, sinPolynomial} from "../../math/sincos/lane.as";
import {upper} from "../fraction.as";
import {CHUNK, fillWords, oneBlock} from "../blocks.as";
import {angleLane, quadrantLane, radiusLane, restLane} from "./lane.as";

export function normal(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, mean: f64, sd: f64,
  begin: i32, end: i32
): void {
  const m = f64x2.splat(mean), d = f64x2.splat(sd), zero = f64x2.splat(0);
  let i = begin;
  // the range may begin inside a block
  if (i & 1 && i < end) normalOne(y, keyLow, keyHigh, streamLow, streamHigh, m, d, i++);
  while (i + 8 <= end) {
    const stop = i + min((end - i) & ~7, CHUNK);
    fillWords(y, keyLow, keyHigh, streamLow, streamHigh, i, stop);
    for (; i < stop; i += 4) {
      const at = y + (<usize>i << 3);
      const s = v128.load(at), t = v128.load(at, 16);
      // words 0, 1 of the two blocks make the radii, words 2, 3 the angles
      const s0 = v128.shuffle<i32>(s, s, 0, 2, 0, 2), t0 = v128.shuffle<i32>(t, t, 0, 2, 0, 2);
      const s1 = v128.shuffle<i32>(s, s, 1, 3, 1, 3), t1 = v128.shuffle<i32>(t, t, 1, 3, 1, 3);
      const r = radiusLane(s0, t0), q = quadrantLane(s1), x = angleLane(s1, restLane(t1));
      const sine = sinPolynomial(x, zero), cosine = cosPolynomial(x, zero);
      const even = f64x2.add(m, f64x2.mul(d, f64x2.mul(r, cosOf(q, sine, cosine))));
      const odd = f64x2.add(m, f64x2.mul(d, f64x2.mul(r, sinOf(q, sine, cosine))));
      v128.store(at, v128.shuffle<i64>(even, odd, 0, 2));
      v128.store(at, v128.shuffle<i64>(even, odd, 1, 3), 16);
    }
  }
  for (; i < end; i++) normalOne(y, keyLow, keyHigh, streamLow, streamHigh, m, d, i);
}

function normalOne(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, m: v128, d: v128, i: i32
): void {
  const words = oneBlock(i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
  const angles = upper(words);
  const r = radiusLane(words, v128.shuffle<i32>(words, words, 1, 1, 1, 1));
  const q = quadrantLane(angles);
  const x = angleLane(angles, restLane(v128.shuffle<i32>(words, words, 3, 3, 3, 3)));
  const zero = f64x2.splat(0);
  const sine = sinPolynomial(x, zero), cosine = cosPolynomial(x, zero);
  const z = i & 1 ? sinOf(q, sine, cosine) : cosOf(q, sine, cosine);
  v128.store64_lane(y + (<usize>i << 3), f64x2.add(m, f64x2.mul(d, f64x2.mul(r, z))), 0);
}
