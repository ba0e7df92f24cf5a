import {constant} from "../../lib/simd.as";
import {expLane} from "../../math/exp/lane.as";
import {logFast} from "../../math/log/lane.as";
import {cosOf, cosPolynomial, sinPolynomial} from "../../math/sincos/lane.as";
import {BOOST_ATTEMPT, FRACTION_LANES, SQUEEZE} from "../constants";
import {coarseLane, positiveLane} from "../fraction.as";
import {angleLane, quadrantLane, radiusLane} from "../normal/lane.as";
import {fourBlocks, oneBlock} from "../blocks.as";

export function gamma(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, shape: f64, scale: f64,
  begin: i32, end: i32
): void {
  const boosted = shape < 1.0;
  const d = (boosted ? shape + 1.0 : shape) - 1.0 / 3.0;
  const ds = f64x2.splat(d), cs = f64x2.splat(1.0 / Math.sqrt(9.0 * d));
  let i = begin;
  for (; i + 8 <= end; i += 8) {
    const at = y + (<usize>i << 3);
    // each place holds words twice before it holds its draw
    fourBlocks(at, i, 0, streamLow, streamHigh, keyLow, keyHigh);
    const g0 = candidate(v128.load(at), v128.load(at, 16), ds, cs);
    const g1 = candidate(v128.load(at, 32), v128.load(at, 48), ds, cs);
    fourBlocks(at, i + 4, 0, streamLow, streamHigh, keyLow, keyHigh);
    const g2 = candidate(v128.load(at), v128.load(at, 16), ds, cs);
    const g3 = candidate(v128.load(at, 32), v128.load(at, 48), ds, cs);
    v128.store(at, g0);
    v128.store(at, g1, 16);
    v128.store(at, g2, 32);
    v128.store(at, g3, 48);
    for (let j = i; j < i + 8; j++) {
      const place = y + (<usize>j << 3);
      if (isNaN(load<f64>(place))) {
        store<f64>(place, gammaOne(j, 1, ds, cs, streamLow, streamHigh, keyLow, keyHigh));
      }
    }
  }
  for (; i < end; i++) {
    store<f64>(y + (<usize>i << 3), gammaOne(i, 0, ds, cs, streamLow, streamHigh, keyLow, keyHigh));
  }

  const shapes = f64x2.splat(shape), scales = f64x2.splat(scale);
  for (i = begin; i < end; i += 2) {
    const place = y + (<usize>i << 3);
    const two = i + 2 <= end;
    let g = two ? v128.load(place) : v128.load64_splat(place);
    if (boosted) {
      const a = oneBlock(i, BOOST_ATTEMPT, streamLow, streamHigh, keyLow, keyHigh);
      const b = oneBlock(i + 1, BOOST_ATTEMPT, streamLow, streamHigh, keyLow, keyHigh);
      g = f64x2.mul(g, boost(a, b, shapes));
    }
    g = f64x2.mul(g, scales);
    if (two) v128.store(place, g);
    else v128.store64_lane(place, g, 0);
  }
}

/** d·v of two elements from the s and t of their blocks; NaN where it is rejected. */
function candidate(s: v128, t: v128, d: v128, c: v128): v128 {
  const one = constant(FRACTION_LANES, 9), zero = f64x2.splat(0);
  // 1 a normal draw z, from words 0 to 2
  const word = v128.shuffle<i32>(s, s, 1, 3, 1, 3);
  const r = radiusLane(
    v128.shuffle<i32>(s, s, 0, 2, 0, 2), v128.shuffle<i32>(t, t, 0, 2, 0, 2));
  const x = angleLane(word, constant(FRACTION_LANES, 7));
  const z = f64x2.mul(
    r, cosOf(quadrantLane(word), sinPolynomial(x, zero), cosPolynomial(x, zero)));
  // 2 v = (1 + cz)³
  const base = f64x2.add(one, f64x2.mul(c, z));
  const v = f64x2.mul(f64x2.mul(base, base), base);
  const positive = f64x2.gt(base, zero);
  // 3 accept: the squeeze, else the logarithms
  const u = coarseLane(v128.shuffle<i32>(t, t, 1, 3, 1, 3));
  const z2 = f64x2.mul(z, z);
  const most = f64x2.sub(one, f64x2.mul(f64x2.splat(SQUEEZE), f64x2.mul(z2, z2)));
  let accepted = f64x2.lt(u, most);
  if (!i64x2.all_true(v128.and(accepted, positive))) {
    const inner = f64x2.mul(d, f64x2.add(f64x2.sub(one, v), logFast(v)));
    const bound = f64x2.add(f64x2.mul(constant(FRACTION_LANES, 2), z2), inner);
    accepted = v128.or(accepted, f64x2.lt(logFast(u), bound));
  }
  return v128.bitselect(f64x2.mul(d, v), f64x2.splat(NaN), v128.and(accepted, positive));
}

/** The first accepted candidate of one element, from an attempt on. */
function gammaOne(
  i: u32, first: u32, d: v128, c: v128, streamLow: u32, streamHigh: u32, keyLow: u32, keyHigh: u32
): f64 {
  let attempt = first;
  while (true) {
    const words = oneBlock(i, attempt++, streamLow, streamHigh, keyLow, keyHigh);
    const s = v128.shuffle<i32>(words, words, 0, 2, 0, 2);
    const t = v128.shuffle<i32>(words, words, 1, 3, 1, 3);
    const g = f64x2.extract_lane(candidate(s, t, d, c), 0);
    if (!isNaN(g)) return g;
  }
}

/** u^(1/shape) of two elements, from words 0 and 1 of a block of each. */
@inline
function boost(a: v128, b: v128, shape: v128): v128 {
  const u = positiveLane(v128.shuffle<i32>(a, b, 0, 4, 0, 4), v128.shuffle<i32>(a, b, 1, 5, 1, 5));
  return expLane(f64x2.div(logFast(u), shape));
}
