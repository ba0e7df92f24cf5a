/** Writes x to y in ascending order: −0 before 0, every NaN last, as typed arrays sort by the language. */
export function sortNumbers(y: Float64Array, x: Float64Array): void {
  y.set(x);
  y.sort();
  // one NaN is as good as another: their bits are not kept
  for (let i = y.length - 1; i >= 0 && Number.isNaN(y[i]); i--) y[i] = NaN;
}
