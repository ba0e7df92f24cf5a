// A function in pieces: row j of a table has 16 doubles, the value at the piece's centre in two
// parts and the coefficients of t, t² … t^14. Twin: pieces.as.ts, the same steps in two lanes.

/** What piece j adds to its head, `table[16 j]`, at a distance t from its centre. */
export function pieceRest(table: Float64Array, j: number, t: number): number {
  const row = j << 4;
  const t2 = t * t;
  const t4 = t2 * t2;
  const slope = t * half(table, row + 3, t2, t4) + half(table, row + 2, t2, t4);
  return t * slope + table[row + 1];
}

/** c_i + c_(i+2) t² + … + c_(i+12) t^12 */
function half(c: Float64Array, i: number, t2: number, t4: number): number {
  const low = t2 * c[i + 2] + c[i];
  const middle = t2 * c[i + 6] + c[i + 4];
  const high = t4 * c[i + 12] + (t2 * c[i + 10] + c[i + 8]);
  return t4 * (t4 * high + middle) + low;
}
