// The noise of single elements of a correlation matrix, from the matrix alone.

/** What a signal does along a diagonal, as time goes by: a polynomial of this degree. */
const DEGREE = 4;
/** With fewer degrees of freedom than these left, the plain deviation says more. */
const LEAST_FREE = 32;
/** Fewer far elements than these have no deviation worth the name: all lags are taken then. */
const LEAST_ELEMENTS = 3;

/**
 * Standard deviation at lags of at least half of the frames, as v2 has it, but about a smooth course along each diagonal:
 * a signal that far lags still hold (a plateau, fringes, aging) is no noise, and noise that neighbours share still is. Only
 * fringes that turn several times along a diagonal are taken for noise. Both triangles are averaged first.
 */
export function noiseOf(
  data: Float64Array,
  weights: Float64Array | undefined,
  frames: number
): number {
  const rough = scatterFrom(data, weights, frames, Math.ceil(frames / 2));
  if (rough.free >= LEAST_FREE) return Math.sqrt(rough.aboutCourse / rough.free);
  if (rough.elements >= LEAST_ELEMENTS) return rough.deviation;
  return scatterFrom(data, weights, frames, 1).deviation;
}

interface Scatter {
  elements: number;
  /** about one mean of all. */
  deviation: number;
  /** squares about each diagonal's own course, and the degrees of freedom left. */
  aboutCourse: number;
  free: number;
}

function scatterFrom(
  data: Float64Array,
  weights: Float64Array | undefined,
  frames: number,
  least: number
): Scatter {
  const values = new Float64Array(frames);
  const places = new Float64Array(frames);
  const basis = new Float64Array(2 * frames);
  let elements = 0;
  let mean = 0;
  let squares = 0;
  let aboutCourse = 0;
  let free = 0;
  for (let lag = least; lag < frames; lag++) {
    const n = foldDiagonal(data, weights, frames, lag, values, places);
    for (let k = 0; k < n; k++) {
      elements++;
      const away = values[k] - mean;
      mean += away / elements;
      squares += away * (values[k] - mean);
    }
    if (n <= DEGREE + 1) continue;
    aboutCourse += squaresAboutCourse(values, places, n, basis);
    free += n - DEGREE - 1;
  }
  const deviation = elements > 1 ? Math.sqrt(squares / (elements - 1)) : 0;
  return {elements, deviation, aboutCourse, free};
}

/** The elements of a diagonal that count, each the mean of it and its mirror image by their factors; gives their number. */
function foldDiagonal(
  data: Float64Array,
  weights: Float64Array | undefined,
  frames: number,
  lag: number,
  values: Float64Array,
  places: Float64Array
): number {
  const length = frames - lag;
  let n = 0;
  for (let i = 0; i < length; i++) {
    const upper = i * frames + i + lag;
    const lower = (i + lag) * frames + i;
    const w = weights ? weights[upper] : 1;
    const v = weights ? weights[lower] : 1;
    if (w + v === 0) continue;
    values[n] = (w * data[upper] + v * data[lower]) / (w + v);
    places[n++] = (2 * i) / length - 1;
  }
  return n;
}

/** Takes off `values` what each orthogonal polynomial of `places` has of them, degree by degree; gives the squares left. */
function squaresAboutCourse(
  values: Float64Array,
  places: Float64Array,
  n: number,
  basis: Float64Array
): number {
  // Two polynomials by turns: p_(d+1) = (x − α)·p_d − β·p_(d−1).
  const half = basis.length / 2;
  let now = basis.subarray(0, n).fill(1);
  let before = basis.subarray(half, half + n).fill(0);
  let normBefore = 1;
  for (let degree = 0; degree <= DEGREE; degree++) {
    let norm = 0;
    let centre = 0;
    let share = 0;
    for (let k = 0; k < n; k++) {
      norm += now[k] * now[k];
      centre += places[k] * now[k] * now[k];
      share += values[k] * now[k];
    }
    const alpha = centre / norm;
    const beta = degree > 0 ? norm / normBefore : 0;
    for (let k = 0; k < n; k++) {
      values[k] -= (share / norm) * now[k];
      before[k] = (places[k] - alpha) * now[k] - beta * before[k];
    }
    [now, before] = [before, now];
    normBefore = norm;
  }
  let squares = 0;
  for (let k = 0; k < n; k++) squares += values[k] * values[k];
  return squares;
}
