// Sums along the diagonals of a two-time correlation, in stretches.

/** One matrix, and which of its elements do not count. */
export interface Correlation {
  readonly frames: number;
  readonly data: ArrayLike<number>;
  readonly mask: ArrayLike<number> | undefined;
  readonly isBad: Uint8Array;
}

/** Sums of a stretch of every diagonal; `blocks` parts of it each, where they are wanted. */
export interface DiagonalSums {
  readonly blocks: number;
  /** by lag: elements that count, their mean, and the sum of squares about it. */
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly squares: Float64Array;
  /** by lag and block. */
  readonly blockCounts: Float64Array;
  readonly blockSums: Float64Array;
}

export function makeDiagonalSums(frames: number, blocks: number): DiagonalSums {
  return {
    blocks,
    counts: new Float64Array(frames),
    means: new Float64Array(frames),
    squares: new Float64Array(frames),
    blockCounts: new Float64Array(frames * blocks),
    blockSums: new Float64Array(frames * blocks)
  };
}

/** The elements (i, i + lag) with their mirror images averaged, NaN where neither counts; gives how many there are. */
export function readDiagonal(correlation: Correlation, lag: number, into: Float64Array): number {
  const {frames, data, mask, isBad} = correlation;
  for (let i = 0; i + lag < frames; i++) {
    into[i] = NaN;
    if (isBad[i] || isBad[i + lag]) continue;
    const upper = i * frames + i + lag;
    const lower = (i + lag) * frames + i;
    const one = countedAt(data, mask, upper);
    const other = countedAt(data, mask, lower);
    if (Number.isNaN(one)) into[i] = other;
    else into[i] = Number.isNaN(other) ? one : 0.5 * (one + other);
  }
  return frames - lag;
}

function countedAt(
  data: ArrayLike<number>,
  mask: ArrayLike<number> | undefined,
  place: number
): number {
  if (mask !== undefined && (mask[place] === 0 || Number.isNaN(mask[place]))) return NaN;
  return Number.isFinite(data[place]) ? data[place] : NaN;
}

/** Of the elements [begin, end) of a diagonal. */
export function addStretch(
  sums: DiagonalSums,
  lag: number,
  diagonal: Float64Array,
  begin: number,
  end: number
): void {
  let count = 0;
  let sum = 0;
  for (let i = begin; i < end; i++) {
    if (Number.isNaN(diagonal[i])) continue;
    count++;
    sum += diagonal[i];
  }
  const mean = count > 0 ? sum / count : NaN;
  let squares = 0;
  for (let i = begin; i < end; i++) {
    const away = diagonal[i] - mean;
    if (!Number.isNaN(away)) squares += away * away;
  }
  sums.counts[lag] = count;
  sums.means[lag] = mean;
  sums.squares[lag] = squares;
  if (sums.blocks > 0) addBlocks(sums, lag, diagonal, begin, end);
}

/** Short diagonals fill the first blocks only, with one element each. */
function addBlocks(
  {blocks, blockCounts, blockSums}: DiagonalSums,
  lag: number,
  diagonal: Float64Array,
  begin: number,
  end: number
): void {
  const parts = Math.min(blocks, end - begin);
  for (let i = begin; i < end; i++) {
    if (Number.isNaN(diagonal[i])) continue;
    const block = Math.floor(((i - begin) * parts) / (end - begin));
    blockCounts[lag * blocks + block]++;
    blockSums[lag * blocks + block] += diagonal[i];
  }
}
