// Σ over pixels of what two frames have in common, for all pairs of frames: a matrix times its transpose, a few rows at a time.

/** Pixels of one pass: the frames' parts stay near the processor. */
export const STRIP = 128;

/**
 * Adds to the lower triangle of a frames×frames matrix by rows, and somewhat above it; `strip`: STRIP values a frame.
 * Always in the same order, whatever rests between.
 */
export function* addStrip(
  strip: Float64Array,
  width: number,
  frames: number,
  into: Float64Array
): Generator<void, void> {
  for (let i = 0; i < frames; i += 2) {
    const hasTwo = i + 1 < frames;
    let j = 0;
    if (hasTwo) for (; j + 3 < i + 2; j += 4) addEight(strip, i, j, width, frames, into);
    for (; j <= i + 1 && j < frames; j++) {
      into[i * frames + j] += dot(strip, i, j, width);
      if (hasTwo) into[(i + 1) * frames + j] += dot(strip, i + 1, j, width);
    }
    if (i % 16 === 0) yield;
  }
}

/** Two rows by four columns: no sum waits for another. */
function addEight(
  strip: Float64Array,
  i: number,
  j: number,
  width: number,
  frames: number,
  into: Float64Array
): void {
  let a = i * STRIP;
  let b = j * STRIP;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (const end = a + width; a < end; a++, b++) {
    const x = strip[a];
    const y = strip[a + STRIP];
    const b0 = strip[b];
    const b1 = strip[b + STRIP];
    const b2 = strip[b + 2 * STRIP];
    const b3 = strip[b + 3 * STRIP];
    s00 += x * b0;
    s01 += x * b1;
    s02 += x * b2;
    s03 += x * b3;
    s10 += y * b0;
    s11 += y * b1;
    s12 += y * b2;
    s13 += y * b3;
  }
  const at = i * frames + j;
  into[at] += s00;
  into[at + 1] += s01;
  into[at + 2] += s02;
  into[at + 3] += s03;
  into[at + frames] += s10;
  into[at + frames + 1] += s11;
  into[at + frames + 2] += s12;
  into[at + frames + 3] += s13;
}

function dot(strip: Float64Array, i: number, j: number, width: number): number {
  let sum = 0;
  for (let p = 0; p < width; p++) sum += strip[i * STRIP + p] * strip[j * STRIP + p];
  return sum;
}
