// Systematic resampling: N evenly spaced pointers with one common offset. A particle of weight w gets ⌊Nw⌋ or ⌈Nw⌉ copies,
// and they follow one another.

/** The ancestors' indices, rising. Weights add up to 1; u is in [0, 1). */
export function resample(weights: Float64Array, u: number): Float64Array {
  const n = weights.length;
  const ancestors = new Float64Array(n);
  // rounding may leave the sum below the last pointer: it then takes the last particle that has a weight
  let last = n - 1;
  while (last > 0 && weights[last] === 0) last--;
  let ancestor = 0;
  let sum = weights[0];
  for (let i = 0; i < n; i++) {
    const pointer = (i + u) / n;
    while (pointer >= sum && ancestor < last) sum += weights[++ancestor];
    ancestors[i] = ancestor;
  }
  return ancestors;
}

/** How many different values a rising sequence has. */
export function countRuns(rising: Float64Array): number {
  let count = rising.length > 0 ? 1 : 0;
  for (let i = 1; i < rising.length; i++) if (rising[i] !== rising[i - 1]) count++;
  return count;
}
