// Writes the answer of two points: whole states, φψ, or the sums of a Gaussian log-likelihood. Who
// failed has NaN for its state. Twin: worker/biofilm/solver/reference/emission.ts.
import {
  DATA_AT, EXPONENT_ROW, IS_FULL, IS_INDEPENDENT, LIKELIHOOD, MANTISSA_ROW, MISFIT_ROW, NOISE,
  OBSERVABLES, STATES, TIMES, stateRows
} from "./constants";
import {both, count, part, setting} from "./settings.as";
import {Point} from "./point.as";

/**
 * Answers for the time-th of the steps that are asked for. `phi` and `psi`: a vector for each
 * species. `slopes`: for each tangent those of φ, then of ψ; `gammaSlopes`: for each that of γ,
 * read for STATES only, as phi0 and gamma are.
 */
export function emit(
  point: Point, time: i32, phi: usize, psi: usize, phi0: v128, gamma: v128, slopes: usize,
  gammaSlopes: usize
): void {
  if (point.output == STATES) {
    emitState(point, time, phi, psi, phi0, gamma);
    emitTangents(point, time, slopes, gammaSlopes);
  } else if (point.output == OBSERVABLES) {
    const n = point.species;
    for (let i = 0; i < n; i++) {
      const at = <usize>i << 4;
      writeRow(point, time * n + i, f64x2.mul(v128.load(phi + at), v128.load(psi + at)));
    }
  } else {
    observe(point, time, phi, psi, slopes);
  }
}

/** After the last step. */
export function finishPoint(point: Point): void {
  if (point.output == LIKELIHOOD) {
    writeRow(point, MISFIT_ROW, v128.load(point.misfit));
    writeRow(point, MANTISSA_ROW, v128.load(point.mantissa));
    writeRow(point, EXPONENT_ROW, v128.load(point.exponent));
  } else if (point.output == STATES) {
    const rows = count(point.settings, TIMES) * stateRows(point.species, point.tangents);
    writeRow(point, rows, v128.load(point.code));
  }
}

@inline
function writeRow(point: Point, row: i32, value: v128): void {
  v128.store(point.rows + <usize>row * point.stride, value);
}

function emitState(
  point: Point, time: i32, phi: usize, psi: usize, phi0: v128, gamma: v128
): void {
  const n = point.species;
  const first = time * stateRows(n, point.tangents);
  for (let i = 0; i < n; i++) {
    writeRow(point, first + i, v128.load(phi + (<usize>i << 4)));
    writeRow(point, first + n + 1 + i, v128.load(psi + (<usize>i << 4)));
  }
  writeRow(point, first + n, phi0);
  writeRow(point, first + 2 * n + 1, gamma);
  writeRow(point, first + 2 * n + 2, v128.load(point.iterations));
}

/** φ_0 is 1 − Σφ. */
function emitTangents(point: Point, time: i32, slopes: usize, gammaSlopes: usize): void {
  const n = point.species;
  let row = time * stateRows(n, point.tangents) + 2 * n + 3;
  for (let k = 0; k < point.tangents; k++, row += 2 * n + 2) {
    const from = slopes + (<usize>(2 * n * k) << 4);
    let sum = f64x2.splat(0);
    for (let i = 0; i < n; i++) {
      const slope = v128.load(from + (<usize>i << 4));
      sum = f64x2.add(sum, slope);
      writeRow(point, row + i, slope);
      writeRow(point, row + n + 1 + i, v128.load(from + (<usize>(n + i) << 4)));
    }
    writeRow(point, row + n, f64x2.sub(f64x2.splat(0), sum));
    writeRow(point, row + 2 * n + 1, v128.load(gammaSlopes + (<usize>k << 4)));
  }
}

function observe(point: Point, time: i32, phi: usize, psi: usize, slopes: usize): void {
  const settings = point.settings, n = point.species, residual = point.residual;
  const data = part(settings, DATA_AT) + (<usize>(time * n) << 3);
  for (let i = 0; i < n; i++) {
    const at = <usize>i << 4;
    const y = f64x2.mul(v128.load(phi + at), v128.load(psi + at));
    v128.store(residual + at, f64x2.sub(both(data, i), y));
  }
  const rows = fillDeviations(point, phi, psi, slopes);
  if (setting(settings, IS_FULL) != 0) addFull(point, rows);
  else addDiagonal(point, rows);
}

/** Rows of what one standard deviation of a parameter does to φψ; how many. */
function fillDeviations(point: Point, phi: usize, psi: usize, slopes: usize): i32 {
  const n = point.species, tangents = point.tangents;
  const apart = setting(point.settings, IS_INDEPENDENT) != 0;
  let to = point.deviations;
  for (let k = 0; k < tangents; k++) {
    const weight = v128.load(point.weights + (<usize>k << 4));
    for (let i = 0; i < n; i++) {
      const at = <usize>i << 4;
      const from = slopes + (<usize>(2 * n * k + i) << 4);
      const byPhi = f64x2.mul(v128.load(psi + at), v128.load(from));
      const byPsi = f64x2.mul(v128.load(phi + at), v128.load(from + (<usize>n << 4)));
      if (apart) {
        v128.store(to + at, f64x2.mul(weight, byPhi));
        v128.store(to + at + (<usize>n << 4), f64x2.mul(weight, byPsi));
      } else {
        v128.store(to + at, f64x2.mul(weight, f64x2.add(byPhi, byPsi)));
      }
    }
    to += <usize>(apart ? 2 * n : n) << 4;
  }
  return apart ? 2 * tangents : tangents;
}

/** An element of the covariance of φψ. */
function covary(point: Point, rows: i32, i: i32, j: i32): v128 {
  const stride = <usize>point.species << 4;
  const noise = i == j ? setting(point.settings, NOISE) : 0;
  let sum = f64x2.splat(noise);
  let from = point.deviations;
  for (let k = 0; k < rows; k++, from += stride) {
    const a = v128.load(from + (<usize>i << 4)), b = v128.load(from + (<usize>j << 4));
    sum = f64x2.add(sum, f64x2.mul(a, b));
  }
  return sum;
}

function addDiagonal(point: Point, rows: i32): void {
  for (let i = 0, n = point.species; i < n; i++) {
    addTerm(point, v128.load(point.residual + (<usize>i << 4)), covary(point, rows, i, i));
  }
}

/** V = L D Lᵀ, so that rᵀV⁻¹r = Σ z²/D with L z = r. */
function addFull(point: Point, rows: i32): void {
  const n = point.species, V = point.covariance, r = point.residual;
  const D = r + (<usize>n << 4);
  for (let i = 0; i < n; i++) {
    let z = v128.load(r + (<usize>i << 4));
    let d = covary(point, rows, i, i);
    for (let j = 0; j < i; j++) {
      let scaled = covary(point, rows, i, j);
      for (let k = 0; k < j; k++) {
        const left = v128.load(V + (<usize>(i * n + k) << 4));
        const right = v128.load(V + (<usize>(j * n + k) << 4));
        scaled = f64x2.sub(scaled, f64x2.mul(f64x2.mul(left, right), loadAt(D, k)));
      }
      const l = f64x2.div(scaled, loadAt(D, j));
      v128.store(V + (<usize>(i * n + j) << 4), l);
      d = f64x2.sub(d, f64x2.mul(l, scaled));
      z = f64x2.sub(z, f64x2.mul(l, loadAt(r, j)));
    }
    v128.store(D + (<usize>i << 4), d);
    v128.store(r + (<usize>i << 4), z);
    addTerm(point, z, d);
  }
}

@inline
function loadAt(from: usize, i: i32): v128 {
  return v128.load(from + (<usize>i << 4));
}

/** One residual and its variance. What is no variance makes NaN of the point. */
function addTerm(point: Point, r: v128, variance: v128): void {
  const nan = f64x2.splat(NaN);
  const isVariance = v128.and(
    f64x2.gt(variance, f64x2.splat(0)), f64x2.lt(variance, f64x2.splat(Infinity)));
  const v = v128.bitselect(variance, nan, isVariance);
  const term = f64x2.div(f64x2.mul(r, r), v);
  v128.store(point.misfit, f64x2.add(v128.load(point.misfit), term));
  multiply(point, f64x2.mul(v128.load(point.mantissa), v));
}

/** Keeps a product as 1 ≤ mantissa < 2 and a power of two, exactly. */
@inline
function multiply(point: Point, product: v128): void {
  const isNormal = v128.and(
    f64x2.ge(product, f64x2.splat(2.2250738585072014e-308)),
    f64x2.lt(product, f64x2.splat(Infinity)));
  const fraction = v128.and(product, i64x2.splat(0x000fffffffffffff));
  const mantissa = v128.or(fraction, i64x2.splat(0x3ff0000000000000));
  const nan = f64x2.splat(NaN);
  v128.store(point.mantissa, v128.bitselect(mantissa, nan, isNormal));
  // 2^52 + the exponent's bits, as a number
  const bits = v128.or(i64x2.shr_u(product, 52), i64x2.splat(0x4330000000000000));
  const exponent = f64x2.sub(bits, f64x2.splat(4503599627370496.0 + 1023));
  const sum = f64x2.add(v128.load(point.exponent), exponent);
  v128.store(point.exponent, v128.bitselect(sum, nan, isNormal));
}
