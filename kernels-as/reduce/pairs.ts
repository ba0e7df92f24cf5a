// The scalar twin of pairs.as.ts, and what joins the blocks' pairs on the host.

/** What the addition a + b = sum lost. */
export function lost(a: number, b: number, sum: number): number {
  const z = sum - a;
  return a - (sum - z) + (b - z);
}

/** A running sum: `high + low` is the sum of what was added. */
export class Pair {
  high = 0;
  low = 0;

  /** Adds the number s and its small correction e. */
  add(s: number, e = 0): void {
    const sum = this.high + s;
    this.low += lost(this.high, s, sum) + e;
    this.high = sum;
  }

  /** Leaves in `low` only what `high` cannot hold, nothing where that is no finite number. */
  settle(): this {
    if (!Number.isFinite(this.high)) {
      this.low = 0;
      return this;
    }
    const sum = this.high + this.low;
    this.low -= sum - this.high;
    this.high = sum;
    return this;
  }
}

/** The sum of the blocks' pairs, in index order. */
export function combinePairs({high, low}: {high: Float64Array; low: Float64Array}): number {
  const pair = new Pair();
  high.forEach((x, block) => pair.add(x, low[block]));
  return pair.settle().high;
}
