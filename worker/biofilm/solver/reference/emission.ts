// Writes the answer of a point: whole states, φψ, or the sums of a Gaussian log-likelihood. Who failed has NaN
// for its state. Twin of kernels-as/biofilm/emission.as.ts.
import {
  DATA_AT,
  EXPONENT_ROW,
  IS_FULL,
  IS_INDEPENDENT,
  LIKELIHOOD,
  MANTISSA_ROW,
  MISFIT_ROW,
  NOISE,
  OBSERVABLES,
  STATES,
  TIMES,
  stateRows
} from "../../../../kernels-as/biofilm/constants.ts";
import type {Point} from "./point.ts";

export interface Seen {
  phi: Float64Array;
  psi: Float64Array;
  phi0: number;
  gamma: number;
  /** for each tangent the slopes of φ, then of ψ. */
  slopes: Float64Array;
  gammaSlopes: Float64Array;
}

/** Answers for the time-th of the steps that are asked for. */
export function emit(point: Point, time: number, seen: Seen): void {
  const {phi, psi, slopes} = seen;
  if (point.output === STATES) {
    emitState(point, time, seen);
    emitTangents(point, time, seen);
  } else if (point.output === OBSERVABLES) {
    const n = point.species;
    for (let i = 0; i < n; i++) point.rows[time * n + i] = phi[i] * psi[i];
  } else {
    observe(point, time, phi, psi, slopes);
  }
}

/** After the last step. */
export function finishPoint(point: Point): void {
  const {rows, settings, species, tangents} = point;
  if (point.output === LIKELIHOOD) {
    rows[MISFIT_ROW] = point.misfit;
    rows[MANTISSA_ROW] = point.mantissa;
    rows[EXPONENT_ROW] = point.exponent;
  } else if (point.output === STATES) {
    rows[settings[TIMES] * stateRows(species, tangents)] = point.code;
  }
}

function emitState(point: Point, time: number, {phi, psi, phi0, gamma}: Seen): void {
  const {species: n, rows} = point;
  const first = time * stateRows(n, point.tangents);
  rows.set(phi, first);
  rows[first + n] = phi0;
  rows.set(psi, first + n + 1);
  rows[first + 2 * n + 1] = gamma;
  rows[first + 2 * n + 2] = point.iterations;
}

/** φ_0 is 1 − Σφ. */
function emitTangents(point: Point, time: number, {slopes, gammaSlopes}: Seen): void {
  const {species: n, rows} = point;
  let row = time * stateRows(n, point.tangents) + 2 * n + 3;
  for (let k = 0; k < point.tangents; k++, row += 2 * n + 2) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const slope = slopes[2 * n * k + i];
      sum += slope;
      rows[row + i] = slope;
      rows[row + n + 1 + i] = slopes[2 * n * k + n + i];
    }
    rows[row + n] = 0 - sum;
    rows[row + 2 * n + 1] = gammaSlopes[k];
  }
}

function observe(
  point: Point,
  time: number,
  phi: Float64Array,
  psi: Float64Array,
  slopes: Float64Array
): void {
  const {settings, species: n, residual} = point;
  const data = settings[DATA_AT] + time * n;
  for (let i = 0; i < n; i++) residual[i] = settings[data + i] - phi[i] * psi[i];
  const rows = fillDeviations(point, phi, psi, slopes);
  if (settings[IS_FULL] !== 0) addFull(point, rows);
  else for (let i = 0; i < n; i++) addTerm(point, residual[i], covary(point, rows, i, i));
}

/** Rows of what one standard deviation of a parameter does to φψ; how many. */
function fillDeviations(
  point: Point,
  phi: Float64Array,
  psi: Float64Array,
  slopes: Float64Array
): number {
  const {species: n, tangents, deviations, weights} = point;
  const apart = point.settings[IS_INDEPENDENT] !== 0;
  let to = 0;
  for (let k = 0; k < tangents; k++) {
    for (let i = 0; i < n; i++) {
      const byPhi = psi[i] * slopes[2 * n * k + i];
      const byPsi = phi[i] * slopes[2 * n * k + n + i];
      deviations[to + i] = weights[k] * (apart ? byPhi : byPhi + byPsi);
      if (apart) deviations[to + n + i] = weights[k] * byPsi;
    }
    to += apart ? 2 * n : n;
  }
  return apart ? 2 * tangents : tangents;
}

/** An element of the covariance of φψ. */
function covary({settings, species: n, deviations}: Point, rows: number, i: number, j: number) {
  let sum = i === j ? settings[NOISE] : 0;
  for (let from = 0; from < rows * n; from += n) sum += deviations[from + i] * deviations[from + j];
  return sum;
}

/** V = L D Lᵀ, so that rᵀV⁻¹r = Σ z²/D with L z = r. */
function addFull(point: Point, rows: number): void {
  const {species: n, covariance: V, residual: r} = point;
  for (let i = 0; i < n; i++) {
    let z = r[i];
    let d = covary(point, rows, i, i);
    for (let j = 0; j < i; j++) {
      let scaled = covary(point, rows, i, j);
      for (let k = 0; k < j; k++) scaled -= V[i * n + k] * V[j * n + k] * r[n + k];
      const l = scaled / r[n + j];
      V[i * n + j] = l;
      d -= l * scaled;
      z -= l * r[j];
    }
    r[n + i] = d;
    r[i] = z;
    addTerm(point, z, d);
  }
}

/** One residual and its variance. What is no variance makes NaN of the point. */
function addTerm(point: Point, r: number, variance: number): void {
  const v = variance > 0 && variance < Infinity ? variance : NaN;
  point.misfit += (r * r) / v;
  multiply(point, point.mantissa * v);
}

const LEAST_NORMAL = 2.2250738585072014e-308;
const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);

/** Keeps a product as 1 ≤ mantissa < 2 and a power of two, exactly. */
function multiply(point: Point, product: number): void {
  if (!(product >= LEAST_NORMAL && product < Infinity)) {
    point.mantissa = point.exponent = NaN;
    return;
  }
  value[0] = product;
  point.exponent += (words[1] >>> 20) - 1023;
  words[1] = (words[1] & 0xfffff) | 0x3ff00000;
  point.mantissa = value[0];
}
