// The range of the colours of several maps.

/** Least and greatest value off the diagonal, where spikes lie; whole-number ends where nothing is finite. */
export function findRange(maps: readonly ArrayLike<number>[], side: number): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const values of maps)
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++) {
        const value = values[i * side + j];
        if (i === j || !Number.isFinite(value)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
  return low <= high ? [low, high] : [0, 1];
}

/** The same around zero. */
export function findLimit(maps: readonly ArrayLike<number>[], side: number): [number, number] {
  const [low, high] = findRange(maps, side);
  const limit = Math.max(-low, high, Number.MIN_VALUE);
  return [-limit, limit];
}
