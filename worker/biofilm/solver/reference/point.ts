// One point under way: its parameters, where its answer goes, and what of it is summed up so far. Twin of
// kernels-as/biofilm/point.as.ts.
import {
  COV,
  ETA_AT,
  OUTPUT,
  SPECIES,
  TANGENTS,
  TANGENTS_AT,
  THETA_AT,
  VARYING,
  VARYING_AT,
  thetaLength
} from "../../../../kernels-as/biofilm/constants.ts";

export interface Point {
  settings: Float64Array;
  species: number;
  tangents: number;
  /** what kind of answer is written. */
  output: number;
  theta: Float64Array;
  /** A whole, by rows, and b. */
  matrix: Float64Array;
  decay: Float64Array;
  eta: Float64Array;
  /** standard deviations of the parameters that tangents are taken by. */
  weights: Float64Array;
  /** room for one observation. */
  deviations: Float64Array;
  covariance: Float64Array;
  residual: Float64Array;
  /** the answer. */
  rows: Float64Array;
  misfit: number;
  mantissa: number;
  exponent: number;
  code: number;
  iterations: number;
}

/** `length` numbers of a part of the settings. */
export function readPart(settings: Float64Array, field: number, length: number): Float64Array {
  return settings.subarray(settings[field], settings[field] + length);
}

/** Takes in a point: the numbers that vary. `rows`: where the answer goes. */
export function beginPoint(
  settings: Float64Array,
  values: ArrayLike<number>,
  rows: Float64Array
): Point {
  const n = settings[SPECIES];
  const tangents = settings[TANGENTS];
  const theta = readPart(settings, THETA_AT, thetaLength(n)).slice();
  const places = readPart(settings, VARYING_AT, settings[VARYING]);
  for (let k = 0; k < places.length; k++) theta[places[k]] = values[k];
  const matrix = new Float64Array(n * n);
  let from = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++, from++) matrix[i * n + j] = matrix[j * n + i] = theta[from];
  }
  const which = readPart(settings, TANGENTS_AT, 3 * tangents);
  const weights = new Float64Array(tangents);
  for (let k = 0; k < tangents; k++) weights[k] = settings[COV] * theta[which[3 * k]];
  return {
    settings,
    species: n,
    tangents,
    output: settings[OUTPUT],
    theta,
    matrix,
    decay: theta.subarray(from),
    eta: readPart(settings, ETA_AT, n),
    weights,
    deviations: new Float64Array(2 * tangents * n),
    covariance: new Float64Array(n * n),
    residual: new Float64Array(2 * n),
    rows,
    misfit: 0,
    mantissa: 1,
    exponent: 0,
    code: 0,
    iterations: 0
  };
}
