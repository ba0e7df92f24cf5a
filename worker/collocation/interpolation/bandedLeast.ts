// Least squares in which every row has only `width` neighbouring unknowns.

/** Rows go in one by one, their starts never falling; R, of the same width, is all that is kept. */
export interface BandedLeast {
  /** Takes in a row and its right-hand sides, one for each problem; both are written over. Parts beyond the unknowns are 0. */
  add(start: number, row: Float64Array, right: Float64Array): void;
  /** The unknowns of each problem. */
  solve(): Float64Array[];
}

/** By Givens rotations: what is small stays accurate, as it would not in the normal equations. */
export function makeBandedLeast(unknowns: number, width: number, problems: number): BandedLeast {
  const R = new Float64Array(unknowns * width);
  const z = new Float64Array(unknowns * problems);

  const add = (start: number, row: Float64Array, right: Float64Array): void => {
    for (let j = 0; j < width; j++) {
      if (row[j] === 0) continue;
      const place = (start + j) * width;
      const length = Math.sqrt(R[place] * R[place] + row[j] * row[j]);
      if (length === 0) continue;
      const c = R[place] / length;
      const s = row[j] / length;
      for (let m = 0; j + m < width; m++) {
        const above = R[place + m];
        R[place + m] = c * above + s * row[j + m];
        row[j + m] = c * row[j + m] - s * above;
      }
      for (let q = 0; q < problems; q++) {
        const above = z[(start + j) * problems + q];
        z[(start + j) * problems + q] = c * above + s * right[q];
        right[q] = c * right[q] - s * above;
      }
    }
  };

  const solve = (): Float64Array[] =>
    Array.from({length: problems}, (_, q) => {
      const x = new Float64Array(unknowns);
      for (let i = unknowns - 1; i >= 0; i--) {
        let sum = z[i * problems + q];
        for (let m = 1; m < width && i + m < unknowns; m++) sum -= R[i * width + m] * x[i + m];
        x[i] = sum / R[i * width];
      }
      return x;
    });

  return {add, solve};
}
