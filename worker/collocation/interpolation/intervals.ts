// Which interval of rising times a time lies in.

/**
 * The last i with t[i] ≤ x, or −1. The search spreads from `guess`: times asked for in order cost O(1) each, others
 * O(log n).
 */
export function findInterval(t: Float64Array, x: number, guess: number): number {
  const n = t.length;
  let low = Math.max(0, Math.min(guess, n - 1));
  let high = low + 1;
  if (t[low] > x) {
    for (let step = 1; low >= 0 && t[low] > x; step *= 2) {
      high = low;
      low -= step;
    }
    low = Math.max(low, -1);
  } else {
    for (let step = 1; high < n && t[high] <= x; step *= 2) {
      low = high;
      high += step;
    }
    high = Math.min(high, n);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (t[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}
