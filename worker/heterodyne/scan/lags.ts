// Which lags make one value of a one-time correlation.

/** A value: the lags from `first` on, with their weights; their middle is what it is called by. */
export interface LagGroup {
  readonly lag: number;
  readonly first: number;
  readonly weights: Float64Array;
}

const ONE = Float64Array.of(1);

/** Every lag by itself. */
export function everyLag(frames: number): LagGroup[] {
  return Array.from({length: frames}, (_, lag) => ({lag, first: lag, weights: ONE}));
}

/**
 * The lags of multi-tau correlators: `channels` of one frame, then half as many of each next level, twice as far apart.
 * A level of width w weighs the lags about its own as frames summed by w do: w − |distance|.
 */
export function multiTauLags(frames: number, channels: number, levels: number): LagGroup[] {
  const groups: LagGroup[] = [];
  for (let k = 0; k < channels; k++) groups.push({lag: k, first: k, weights: ONE});
  let width = 2;
  for (let level = 2; level <= levels && (channels / 2) * width < frames; level++, width *= 2) {
    const weights = triangle(width);
    for (let k = 0; k < channels / 2; k++) {
      const lag = (channels / 2 + k) * width;
      groups.push({lag, first: lag - width + 1, weights});
    }
  }
  // A group that would be cut short at the end would stand for a shorter lag than its own.
  return groups.filter(({first, weights}) => first + weights.length <= frames);
}

function triangle(width: number): Float64Array {
  return Float64Array.from(
    {length: 2 * width - 1},
    (_, k) => (width - Math.abs(k - width + 1)) / width
  );
}
