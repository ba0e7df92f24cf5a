// Test statistics with known laws, and the distribution functions they need: plain formulas in doubles,
// independent of the kernels.

/** Five standard deviations, and the probability of being further out. */
export const Z = 5;
export const P = 5.7e-7;

/** Kolmogorov and Smirnov's D·√n against a distribution function; sorts its argument. */
export function kolmogorov(draws: Float64Array, cdf: (x: number) => number): number {
  const n = draws.length;
  draws.sort();
  let d = 0;
  for (let i = 0; i < n; i++) {
    const f = cdf(draws[i]);
    d = Math.max(d, (i + 1) / n - f, f - i / n);
  }
  return d * Math.sqrt(n);
}

/** D·√n that a true law exceeds with probability `p` (the limit law's first term). */
export function kolmogorovBound(p: number): number {
  return Math.sqrt(-Math.log(p / 2) / 2);
}

/** χ² of counts against expected counts, as a normal deviate (Wilson and Hilferty). */
export function chiSquareDeviate(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  let chi2 = 0;
  for (let i = 0; i < counts.length; i++) chi2 += (counts[i] - expected[i]) ** 2 / expected[i];
  const df = counts.length - 1;
  const spread = 2 / (9 * df);
  return (Math.cbrt(chi2 / df) - (1 - spread)) / Math.sqrt(spread);
}

export function count(values: ArrayLike<number>, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) counts[values[i]]++;
  return counts;
}

export function mean(draws: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < draws.length; i++) sum += draws[i];
  return sum / draws.length;
}

/** Correlation of two sequences times √n: standard normal where there is none. */
export function correlationDeviate(a: Float64Array, b: Float64Array): number {
  const n = Math.min(a.length, b.length);
  const ma = mean(a.subarray(0, n));
  const mb = mean(b.subarray(0, n));
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
    ab += (a[i] - ma) * (b[i] - mb);
  }
  return (ab / Math.sqrt(aa * bb)) * Math.sqrt(n);
}

/** ln Γ(x) by Stirling's series, moved up to x ≥ 12. */
function lnGamma(x: number): number {
  let shift = 0;
  while (x < 12) shift += Math.log(x++);
  const y = 1 / (x * x);
  const series = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** The gamma law's distribution function P(a, x): the power series, or 1 less Lentz's continued fraction. */
export function gammaCdf(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - lnGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; term > sum * 1e-16; k++) sum += term *= x / (a + k);
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 10_000; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return 1 - front * h;
}

export function normalCdf(z: number): number {
  const half = gammaCdf(0.5, (z * z) / 2) / 2;
  return z > 0 ? 0.5 + half : 0.5 - half;
}
