export function meanOf(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
}

/** Over the number less one. */
export function varianceOf(x: ArrayLike<number>): number {
  const mean = meanOf(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - mean) * (x[i] - mean);
  return sum / (x.length - 1);
}
