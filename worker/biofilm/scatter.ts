// Draws of parameters that scatter independently around their values, by a relative standard deviation.

/** Changes the columns in place; `z` is dealt out by point, then column. */
export function scatterTheta(
  columns: readonly Float64Array[],
  cov: number,
  z: ArrayLike<number>
): void {
  const d = columns.length;
  columns.forEach((column, k) => {
    for (let j = 0; j < column.length; j++) column[j] *= 1 + cov * z[j * d + k];
  });
}
