// Sums of products of columns.

/** Adds Σ_k a_p[k]·a_q[k] (k < length, p ≤ q) to the upper triangle of a count×count matrix by rows. */
export function addProducts(
  columns: readonly Float64Array[],
  count: number,
  length: number,
  into: Float64Array
): void {
  for (let p = 0; p < count; p++) {
    let q = p;
    for (; q + 3 < count; q += 4) addFour(columns, p, q, length, into, p * count + q);
    for (; q < count; q++) into[p * count + q] += dot(columns[p], columns[q], length);
  }
}

/** Four sums at a time: one column is read once for all of them, and no sum waits for another. */
function addFour(
  columns: readonly Float64Array[],
  p: number,
  q: number,
  length: number,
  into: Float64Array,
  at: number
): void {
  const a = columns[p];
  const b0 = columns[q];
  const b1 = columns[q + 1];
  const b2 = columns[q + 2];
  const b3 = columns[q + 3];
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < length; k++) {
    const x = a[k];
    s0 += x * b0[k];
    s1 += x * b1[k];
    s2 += x * b2[k];
    s3 += x * b3[k];
  }
  into[at] += s0;
  into[at + 1] += s1;
  into[at + 2] += s2;
  into[at + 3] += s3;
}

export function dot(a: Float64Array, b: Float64Array, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[k] * b[k];
  return sum;
}
