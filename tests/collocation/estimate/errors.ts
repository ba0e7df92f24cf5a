// How far results are from what is expected.
type Rows = readonly ArrayLike<number>[];

/** The largest difference, in units of the largest expected magnitude of that series. */
export function largestError(found: Rows, expected: Rows): number {
  if (found.length !== expected.length) return NaN;
  return Math.max(...expected.map((row, k) => errorOf(found[k], row)));
}

export function errorOf(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return NaN;
  let scale = 0;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i]));
    const error = Math.abs(found[i] - expected[i]);
    // NaN must not slip through a maximum
    if (!(error <= worst)) worst = error;
  }
  return scale > 0 ? worst / scale : worst;
}
