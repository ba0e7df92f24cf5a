// The backward differences that the multistep method carries: row j is the j-th difference of the solution at
// the last times, a step apart from one another.
import type {Vector} from "./core/shapes.ts";

export const MOST_ORDER = 5;

/** Rows 0 to MOST_ORDER + 2. */
export type Differences = number[][];

export function makeDifferences(z: Vector, slope: Vector, h: number): Differences {
  const rows = Array.from({length: MOST_ORDER + 3}, () => new Array<number>(z.length).fill(0));
  for (let i = 0; i < z.length; i++) {
    rows[0][i] = z[i];
    rows[1][i] = h * slope[i];
  }
  return rows;
}

/**
 * The differences for a step `factor` times as long: those of the same polynomial. R(factor)·R(1) takes them over, where
 * column j of R(r) is the j-th difference of what the polynomial's terms become (Shampine, Reichelt, "The MATLAB
 * ODE suite", SIAM J. Sci. Comput. 18 (1997), section 2.3).
 */
export function rescale(rows: Differences, order: number, factor: number): void {
  const scaled = toMatrix(order, factor);
  const unit = toMatrix(order, 1);
  const n = rows[0].length;
  const size = order + 1;
  const both = Array.from({length: size}, (_, i) =>
    Array.from({length: size}, (_unused, j) => {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += scaled[i][k] * unit[k][j];
      return sum;
    })
  );
  for (let i = 0; i < n; i++) {
    const old = rows.slice(0, size).map((row) => row[i]);
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += both[k][j] * old[k];
      rows[j][i] = sum;
    }
  }
}

/** R(r): row i is the product of (m − 1 − r·j)/m for m = 1 … i, by columns j. */
function toMatrix(order: number, r: number): number[][] {
  const rows = [new Array<number>(order + 1).fill(1)];
  for (let i = 1; i <= order; i++) {
    rows.push(rows[i - 1].map((above, j) => (j === 0 ? 0 : (above * (i - 1 - r * j)) / i)));
  }
  return rows;
}

/** The polynomial through the last order + 1 values, at a time. */
export function valueAt(
  rows: Differences,
  order: number,
  end: number,
  h: number,
  t: number
): number[] {
  const out = rows[0].slice();
  let product = 1;
  for (let j = 1; j <= order; j++) {
    product *= (t - end + h * (j - 1)) / (h * j);
    const row = rows[j];
    for (let i = 0; i < out.length; i++) out[i] += product * row[i];
  }
  return out;
}
