// Sums over points in one order, however the points are computed: in each tile those of the even points and those of
// the odd ones, as lanes have them, then tile by tile.

/** Adds the pairs of one tile, which begin at `from`. Returns nothing, so that no number needs a box. */
export function addPairs(
  pairs: Float64Array,
  from: number,
  rows: number,
  totals: Float64Array
): void {
  for (let row = 0; row < rows; row++)
    totals[row] += pairs[from + 2 * row] + pairs[from + 2 * row + 1];
}
