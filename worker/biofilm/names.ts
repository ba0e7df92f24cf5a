// What the parameters of n species are called, in the order in which the solvers take them.

/** a_ij (i ≤ j) by rows, then b_i; `labels` are the numbers of the species: 3 and 4 in M2. */
export function parameterNames(labels: readonly number[]): string[] {
  const pairs = labels.flatMap((i, row) => labels.slice(row).map((j) => `a${i}${j}`));
  return [...pairs, ...labels.map((i) => `b${i}`)];
}
