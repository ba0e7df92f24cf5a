/** The smallest and the largest element; of nothing, [∞, −∞]. */
export function combineMinMax(partials: {
  least: Float64Array;
  greatest: Float64Array;
}): [number, number] {
  const {least, greatest} = partials;
  return [
    least.reduce((a, b) => Math.min(a, b), Infinity),
    greatest.reduce((a, b) => Math.max(a, b), -Infinity)
  ];
}
