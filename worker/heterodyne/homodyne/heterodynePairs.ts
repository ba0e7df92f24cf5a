// The heterodyne model as a pair model: c_ij of two frames of its table, written out. Slow and plain: others are held to it.
import {
  PARAMETERS,
  ROW_FRACTION,
  ROW_REFERENCE,
  ROW_SAMPLE,
  ROW_SLOPES,
  ROW_VELOCITY
} from "../../../kernels-as/heterodyne/constants.ts";
import {strictMath} from "../../math.ts";
import {fillFrames, makeTable, phaseOf} from "../model/frames.ts";
import type {FrameGrid, Phase} from "../model/types.ts";
import type {PairModel} from "./pairModel.ts";

const {exp, sin, cos} = strictMath;

/** What x, the sample's fraction, says of a frame, and how that changes with x. */
interface Shares {
  /** (1 − x)²/n, x²/n and x(1 − x)/n, n = x² + (1 − x)². */
  R: Float64Array;
  S: Float64Array;
  X: Float64Array;
  /** dR/dx = −dS/dx. */
  dR: Float64Array;
  dX: Float64Array;
}

/** Of any semantics; v2's smoothed modulus, which changes less than 1e-11, is left out. */
export function makeHeterodynePairs(grid: FrameGrid, q: number): PairModel {
  const n = grid.frames;
  const table = makeTable(grid, true);
  const {numbers, stride} = table;
  const shares = makeShares(n);
  const {R, S, X, dR, dX} = shares;
  const theta = new Float64Array(PARAMETERS);
  const half = 0.5 * q * q;
  let phase: Phase = {factor: 0, slope: 0};
  const row = (r: number): Float64Array => numbers.subarray(r * stride, r * stride + n);
  const [a, b, v] = [row(ROW_REFERENCE), row(ROW_SAMPLE), row(ROW_VELOCITY)];
  const slopes = Array.from({length: PARAMETERS - 1}, (_, p) => row(ROW_SLOPES + p));

  const slopesOf = (i: number, j: number, into: readonly Float64Array[]): void => {
    const ea = exp(-half * (a[j] - a[i]));
    const eb = exp(-half * (b[j] - b[i]));
    const angle = phase.factor * (v[j] - v[i]);
    const wave = 2 * ea * eb * cos(angle);
    const [reference, sample] = [R[i] * R[j] * ea * ea, S[i] * S[j] * eb * eb];
    const cross = X[i] * X[j] * wave;
    const byF = -2 * X[i] * X[j] * ea * eb * sin(angle);
    const byA = -half * (2 * reference + cross);
    const byB = -half * (2 * sample + cross);
    const byXi = dR[i] * (R[j] * ea * ea - S[j] * eb * eb) + dX[i] * X[j] * wave;
    const byXj = dR[j] * (R[i] * ea * ea - S[i] * eb * eb) + dX[j] * X[i] * wave;
    const k = j - i;
    for (let p = 0; p < 3; p++) {
      into[p][k] = byA * (slopes[p][j] - slopes[p][i]);
      into[3 + p][k] = byB * (slopes[3 + p][j] - slopes[3 + p][i]);
      into[6 + p][k] = byF * phase.factor * (slopes[6 + p][j] - slopes[6 + p][i]);
    }
    for (let p = 9; p < 13; p++) into[p][k] = byXi * slopes[p][i] + byXj * slopes[p][j];
    into[13][k] = byF * phase.slope * (v[j] - v[i]);
  };

  return {
    parameters: PARAMETERS,
    frames: n,
    load(next, withSlopes) {
      theta.set(next);
      fillFrames(grid, theta, table, withSlopes);
      fillShares(row(ROW_FRACTION), shares);
    },
    turn(phi) {
      phase = phaseOf(grid.semantics, theta, phi, q);
    },
    row(i, into, at) {
      into[at] = 1;
      for (let j = i + 1; j < n; j++) {
        const ea = exp(-half * (a[j] - a[i]));
        const eb = exp(-half * (b[j] - b[i]));
        const wave = 2 * ea * eb * cos(phase.factor * (v[j] - v[i]));
        into[at + j - i] = R[i] * R[j] * ea * ea + S[i] * S[j] * eb * eb + X[i] * X[j] * wave;
      }
    },
    slopes(i, into) {
      // on the diagonal c is 1, whatever θ
      for (let p = 0; p < PARAMETERS; p++) into[p][0] = 0;
      for (let j = i + 1; j < n; j++) slopesOf(i, j, into);
    }
  };
}

const makeShares = (n: number): Shares => ({
  R: new Float64Array(n),
  S: new Float64Array(n),
  X: new Float64Array(n),
  dR: new Float64Array(n),
  dX: new Float64Array(n)
});

function fillShares(fraction: Float64Array, {R, S, X, dR, dX}: Shares): void {
  fraction.forEach((x, i) => {
    const rest = 1 - x;
    const n = x * x + rest * rest;
    R[i] = (rest * rest) / n;
    S[i] = (x * x) / n;
    X[i] = (x * rest) / n;
    dR[i] = (-2 * x * rest) / (n * n);
    dX[i] = (1 - 2 * x) / (n * n);
  });
}
