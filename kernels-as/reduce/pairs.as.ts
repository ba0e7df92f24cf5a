// Sums in pairs of numbers, a value and the rest of its rounding: TwoSum (Knuth) and its use for
// sums as accurate as in twice the precision (Ogita, Rump and Oishi 2005, Sum2).

/** What the addition a + b = sum lost. */
@inline
export function lost(a: v128, b: v128, sum: v128): v128 {
  const z = f64x2.sub(sum, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(sum, z)), f64x2.sub(b, z));
}

/** The same for one addition. */
@inline
export function lostScalar(a: f64, b: f64, sum: f64): f64 {
  const z = sum - a;
  return (a - (sum - z)) + (b - z);
}

/** Adds the two lanes of (s, e) to the pair at (high, low), lane 0 first. */
@inline
export function foldLanes(high: usize, low: usize, s: v128, e: v128): void {
  foldPair(high, low, f64x2.extract_lane(s, 0), f64x2.extract_lane(e, 0));
  foldPair(high, low, f64x2.extract_lane(s, 1), f64x2.extract_lane(e, 1));
}

function foldPair(high: usize, low: usize, s: f64, e: f64): void {
  const h = load<f64>(high);
  const sum = h + s;
  store<f64>(low, load<f64>(low) + (lostScalar(h, s, sum) + e));
  store<f64>(high, sum);
}

/** Leaves in `low` only what `high` cannot hold, nothing where that is no finite number. */
export function settlePair(high: usize, low: usize): void {
  const h = load<f64>(high);
  if (h - h != 0) {
    store<f64>(high, h != h ? NaN : h);
    store<f64>(low, 0);
    return;
  }
  const l = load<f64>(low);
  const sum = h + l;
  store<f64>(high, sum);
  store<f64>(low, l - (sum - h));
}
