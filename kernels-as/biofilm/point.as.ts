// Two neighbouring points under way: their parameters, where their answer goes, and what of it is
// summed up so far. It lies at the beginning of the scratch; all that follows it is the
// integrator's.
import {
  COV, LIKELIHOOD, OUTPUT, SPECIES, STATES, TANGENTS, TANGENTS_AT, THETA_AT, TIMES, VARYING,
  VARYING_AT, outputRows, pointVectors, thetaLength
} from "./constants";
import {both, count, part, setting, whole} from "./settings.as";

/** The points of a tile, as worker/compiler/wasm/abi.ts has them. */
const TILE: usize = 512;

/** Vectors are of two numbers, one a point; pointers are bytes. */
@unmanaged
export class Point {
  settings: usize;
  species: i32;
  tangents: i32;
  /** what kind of answer is written. */
  output: i32;
  /** θ, a vector each. */
  theta: usize;
  /** A whole, by rows, and b. */
  matrix: usize;
  decay: usize;
  /** standard deviations of the parameters that tangents are taken by. */
  weights: usize;
  /** room for one observation. */
  deviations: usize;
  covariance: usize;
  residual: usize;
  /** row 0 of the answer, and bytes from row to row. */
  rows: usize;
  stride: usize;
  /** vectors: misfit, mantissa, exponent, code, iterations. */
  misfit: usize;
  mantissa: usize;
  exponent: usize;
  code: usize;
  iterations: usize;
}

/** Bytes that the fields above take, and more. */
const FIELDS: usize = 15 << 4;

/** Lays out the room of a point, which is the same for all points of a call. */
export function placePoint(settings: usize, scratch: usize): Point {
  const point = changetype<Point>(scratch);
  const n = count(settings, SPECIES), tangents = count(settings, TANGENTS);
  const vector: usize = 16, square = <usize>(n * n) << 4;
  point.settings = settings;
  point.species = n;
  point.tangents = tangents;
  point.output = count(settings, OUTPUT);
  point.misfit = scratch + FIELDS;
  point.mantissa = point.misfit + vector;
  point.exponent = point.mantissa + vector;
  point.code = point.exponent + vector;
  point.iterations = point.code + vector;
  point.theta = point.iterations + vector;
  point.matrix = point.theta + (<usize>thetaLength(n) << 4);
  point.decay = point.matrix + square;
  point.weights = point.decay + (<usize>n << 4);
  point.covariance = point.weights + (<usize>tangents << 4);
  point.residual = point.covariance + square;
  point.deviations = point.residual + (<usize>(2 * n) << 4);
  return point;
}

/** Where the integrator's own room begins. */
export function roomAfter(point: Point): usize {
  const vectors = pointVectors(point.species, point.tangents);
  return changetype<usize>(point) + (<usize>vectors << 4);
}

/** Takes in points i and i + 1. */
export function beginPoint(point: Point, inputs: usize, outputs: usize, i: usize): void {
  const settings = point.settings, n = point.species;
  const tile = i / TILE, within = (i % TILE) << 3;
  const times = count(settings, TIMES);
  const rows = <usize>outputRows(point.output, times, n, point.tangents);
  point.stride = point.output == STATES ? 16 : TILE << 3;
  point.rows = outputs + tile * rows * point.stride + (point.output == STATES ? 0 : within);

  const varying = count(settings, VARYING);
  readTheta(point, inputs + tile * <usize>varying * (TILE << 3) + within, varying);
  fillMatrix(point);
  const zero = f64x2.splat(0);
  v128.store(point.misfit, zero);
  v128.store(point.mantissa, f64x2.splat(1));
  v128.store(point.exponent, zero);
  v128.store(point.code, zero);
  v128.store(point.iterations, zero);
}

function readTheta(point: Point, from: usize, varying: i32): void {
  const settings = point.settings, theta = point.theta;
  const values = part(settings, THETA_AT), places = part(settings, VARYING_AT);
  for (let k = 0, length = thetaLength(point.species); k < length; k++) {
    v128.store(theta + (<usize>k << 4), both(values, k));
  }
  for (let k = 0; k < varying; k++) {
    const value = v128.load(from + <usize>k * (TILE << 3));
    v128.store(theta + (<usize>whole(places, k) << 4), value);
  }
  if (point.output != LIKELIHOOD) return;
  const cov = f64x2.splat(setting(settings, COV));
  const tangents = part(settings, TANGENTS_AT);
  for (let k = 0; k < point.tangents; k++) {
    const value = v128.load(theta + (<usize>whole(tangents, 3 * k) << 4));
    v128.store(point.weights + (<usize>k << 4), f64x2.mul(cov, value));
  }
}

function fillMatrix(point: Point): void {
  const n = point.species, matrix = point.matrix;
  let from = point.theta;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++, from += 16) {
      const value = v128.load(from);
      v128.store(matrix + (<usize>(i * n + j) << 4), value);
      v128.store(matrix + (<usize>(j * n + i) << 4), value);
    }
  }
  memory.copy(point.decay, from, <usize>n << 4);
}
