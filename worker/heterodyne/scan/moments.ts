// Mean and sum of squares of millions of numbers, exact to rounding: sums of short chunks, added with their errors.

/** Plain running sums over such a chunk, in a few parts, round away less than the mean's own last digit. */
const CHUNK = 128;

export interface Moments {
  /** how many elements count, and the sum of their factors. */
  points: number;
  total: number;
  mean: number;
  /** Σ w (x − mean)². */
  see: number;
}

/** Of the elements whose factor is not 0; without factors each counts once. What counts must be finite. */
export function momentsOf(data: Float64Array, weights: Float64Array | undefined): Moments {
  return weights ? weighted(data, weights) : unweighted(data);
}

function unweighted(data: Float64Array): Moments {
  const points = data.length;
  const sum = makeSum();
  for (let begin = 0; begin < points; begin += CHUNK)
    sum.add(sumOf(data, begin, Math.min(begin + CHUNK, points)));
  const mean = sum.value() / points;
  const squares = makeSum();
  for (let begin = 0; begin < points; begin += CHUNK)
    squares.add(squaresAbout(data, mean, begin, Math.min(begin + CHUNK, points)));
  return {points, total: points, mean, see: squares.value()};
}

function weighted(data: Float64Array, weights: Float64Array): Moments {
  const totals = makeSum();
  const sum = makeSum();
  let points = 0;
  for (let k = 0; k < data.length; k++) {
    if (weights[k] === 0) continue;
    points++;
    totals.add(weights[k]);
    sum.add(weights[k] * data[k]);
  }
  const total = totals.value();
  const mean = sum.value() / total;
  const squares = makeSum();
  for (let k = 0; k < data.length; k++) {
    if (weights[k] === 0) continue;
    const away = data[k] - mean;
    squares.add(weights[k] * away * away);
  }
  return {points, total, mean, see: squares.value()};
}

function sumOf(data: Float64Array, begin: number, end: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = begin;
  for (; k + 3 < end; k += 4) {
    s0 += data[k];
    s1 += data[k + 1];
    s2 += data[k + 2];
    s3 += data[k + 3];
  }
  for (; k < end; k++) s0 += data[k];
  return s0 + s1 + (s2 + s3);
}

function squaresAbout(data: Float64Array, mean: number, begin: number, end: number): number {
  let s0 = 0;
  let s1 = 0;
  let k = begin;
  for (; k + 1 < end; k += 2) {
    const x = data[k] - mean;
    const y = data[k + 1] - mean;
    s0 += x * x;
    s1 += y * y;
  }
  for (; k < end; k++) s0 += (data[k] - mean) * (data[k] - mean);
  return s0 + s1;
}

export interface Sum {
  add(value: number): void;
  value(): number;
}

/** A sum that keeps what its additions round away. */
export function makeSum(): Sum {
  let sum = 0;
  let lost = 0;
  return {
    add(value) {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    value: () => sum + lost
  };
}
