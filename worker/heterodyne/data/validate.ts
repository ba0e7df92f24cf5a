// What a matrix of correlations must be: completed where half of it is kept, and refused where it is no correlation.
import type {Scan} from "../types.ts";

/** Two halves that differ by more, by the largest element, are worth a word; by so much more they are no halves. */
const SYMMETRIC = 1e-6;
const ALIKE = 0.1;
/** The share of elements that may be missing, besides frames of which all are. */
const MOST_MISSING = 0.5;

export interface Validity {
  /** 0 where an element is not finite; undefined where all are. */
  mask: Uint8Array | undefined;
  warnings: string[];
}

export interface MatrixPlace {
  what: string;
  /** for messages: the array, and which matrix of it. */
  name: string;
  frames: number;
  /** of the first row, so that messages count as the file does. */
  first: number;
}

/** Rows between two rests: below a millisecond or two of any matrix. */
const ROWS = 64;

/** Works in place: mirrors the one triangle there is, and evens out small differences of two. */
export function* validate(
  place: MatrixPlace,
  matrix: Float64Array,
  {isHalf, diagonal}: {isHalf: boolean; diagonal: Scan["diagonal"]}
): Generator<void, Validity> {
  const warnings: string[] = [];
  const {lower, upper} = findTriangles(matrix, place.frames);
  if (lower !== upper) {
    yield* mirror(matrix, place.frames, lower);
    if (!isHalf)
      warnings.push(`${place.name}: one triangle was empty and is filled from the other`);
  } else if (isHalf && lower) {
    warnings.push(`${place.name}: both triangles are there, where this format keeps one`);
  }
  const mask = yield* findMissing(place, matrix, warnings);
  yield* checkSymmetry(place, matrix, warnings);
  checkDiagonal(place, matrix, diagonal, warnings);
  return {mask, warnings};
}

/** Whether anything is below and above the diagonal; what is empty is 0 or NaN. */
function findTriangles(matrix: Float64Array, n: number): {lower: boolean; upper: boolean} {
  let lower = false;
  let upper = false;
  for (let i = 0; i < n && !(lower && upper); i++) {
    for (let j = 0; j < i; j++) {
      lower ||= isThere(matrix[i * n + j]);
      upper ||= isThere(matrix[j * n + i]);
    }
  }
  return {lower, upper};
}

function isThere(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}

/** half + halfᵀ, the diagonal once. */
function* mirror(matrix: Float64Array, n: number, isLower: boolean): Generator<void, void> {
  for (let i = 0; i < n; i++) {
    if (i % ROWS === 0) yield;
    for (let j = 0; j < i; j++) {
      const below = i * n + j;
      const above = j * n + i;
      if (isLower) matrix[above] = matrix[below];
      else matrix[below] = matrix[above];
    }
  }
}

function* findMissing(
  {what, name, frames, first}: MatrixPlace,
  matrix: Float64Array,
  warnings: string[]
): Generator<void, Uint8Array | undefined> {
  let at = 0;
  for (; at < matrix.length && matrix[at] - matrix[at] === 0; at++)
    if (at % (ROWS * frames) === 0) yield;
  if (at === matrix.length) return undefined;
  const mask = new Uint8Array(matrix.length).fill(1);
  let missing = 0;
  const isSeen = new Uint8Array(frames);
  for (let i = 0; i < frames; i++) {
    if (i % ROWS === 0) yield;
    for (let j = 0; j <= i; j++) {
      const [a, b] = [i * frames + j, j * frames + i];
      if (Number.isFinite(matrix[a]) && Number.isFinite(matrix[b])) {
        isSeen[i] = isSeen[j] = 1;
        continue;
      }
      mask[a] = mask[b] = 0;
      missing += a === b ? 1 : 2;
    }
  }
  const seen = isSeen.reduce((sum, one) => sum + one, 0);
  const found = matrix.length - missing;
  const place = `${matrix[at]} at frames ${first + Math.floor(at / frames)} and ${first + (at % frames)}`;
  if (seen < 2 || found < (1 - MOST_MISSING) * seen * seen)
    throw new RangeError(
      `${what}: expected finite numbers in ${name}, got ${place}, and ${missing} of ${matrix.length} elements missing: choose other frames or angles`
    );
  warnings.push(`${name}: ${missing} elements are not finite (${place}) and do not count`);
  return mask;
}

function* checkSymmetry(
  {what, name, frames, first}: MatrixPlace,
  matrix: Float64Array,
  warnings: string[]
): Generator<void, void> {
  let most = 0;
  let largest = 0;
  let at = 0;
  for (let i = 0; i < frames; i++) {
    if (i % ROWS === 0) yield;
    for (let j = 0; j < i; j++) {
      const below = matrix[i * frames + j];
      const above = matrix[j * frames + i];
      const difference = Math.abs(below - above);
      // what is not finite compares as false
      if (difference > most) [most, at] = [difference, i * frames + j];
      if (Math.abs(below) > largest && below - below === 0) largest = Math.abs(below);
    }
  }
  if (!(most > SYMMETRIC * largest)) return;
  const place = `${most} at frames ${first + Math.floor(at / frames)} and ${first + (at % frames)}`;
  if (most > ALIKE * largest)
    throw new RangeError(
      `${what}: expected ${name} as a symmetric matrix, got halves that differ by ${place}: it is no two-time correlation`
    );
  for (let i = 0; i < frames; i++) {
    if (i % ROWS === 0) yield;
    for (let j = 0; j < i; j++) {
      const mean = (matrix[i * frames + j] + matrix[j * frames + i]) / 2;
      matrix[i * frames + j] = matrix[j * frames + i] = mean;
    }
  }
  warnings.push(`${name}: the halves differ by up to ${place}; their mean is taken`);
}

/** A detector's own noise makes the diagonal too large, never 0. */
function checkDiagonal(
  {what, name, frames, first}: MatrixPlace,
  matrix: Float64Array,
  diagonal: Scan["diagonal"],
  warnings: string[]
): void {
  for (let i = 0; i < frames; i++) {
    const value = matrix[i * (frames + 1)];
    if (!(value <= 0)) continue;
    const problem = `a diagonal above 0 in ${name}, got ${value} at frame ${first + i}`;
    if (diagonal === undefined || diagonal === "keep")
      throw new RangeError(
        `${what}: expected ${problem}: pass diagonal: "correct" or "exclude", or other frames`
      );
    warnings.push(`expected ${problem}`);
    return;
  }
}
