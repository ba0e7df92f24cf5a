// The matrix B of L-BFGS in its compact form (Byrd, Nocedal, Schnabel 1994),
//   B = θ·I − W·M·Wᵀ,  W = [Y, θ·S],  M⁻¹ = [−D, Lᵀ; L, θ·SᵀS],
// where S and Y have the last steps and changes of the gradient as columns, D and L are the diagonal and what is below
// it of SᵀY. Each pair is scaled to sᵀy = 1, which leaves B as it is and M well conditioned.
import {factorise, solveFactored} from "../solvers/ode/core/linear.ts";

export interface Corrections {
  /** how many pairs there are; W has twice as many columns. */
  readonly count: number;
  readonly theta: number;
  /** Takes in a pair; false where its curvature is not positive enough. */
  add(s: Float64Array, y: Float64Array): boolean;
  clear(): void;
  /** out = Wᵀ·v, of the elements that `free` lists (all, where it is undefined). */
  project(v: Float64Array, out: number[], free?: Int32Array, freeCount?: number): void;
  /** out = row i of W. */
  row(i: number, out: number[]): void;
  /** v ← M·v. */
  applyM(v: number[]): void;
  /** v ← (M⁻¹ − WᵀZZᵀW/θ)⁻¹·v, Z choosing the free elements; not finite where that does not exist. */
  applyReduced(v: number[], free: Int32Array, freeCount: number): void;
  /** out_i −= (W·v)_i·factor for the free elements. */
  subtract(
    v: number[],
    factor: number,
    out: Float64Array,
    free: Int32Array,
    freeCount: number
  ): void;
}

const LEAST_CURVATURE = Number.EPSILON;

export function makeCorrections(k: number, memory: number): Corrections {
  /** pairs by age, the oldest first. */
  const S: Float64Array[] = [];
  const Y: Float64Array[] = [];
  const grid = () => Array.from({length: memory}, () => new Float64Array(memory));
  const [SS, SY, YY] = [grid(), grid(), grid()];
  const size = 2 * memory;
  const middle = new Array<number>(size * size).fill(0);
  const reduced = new Array<number>(size * size).fill(0);
  const swaps = {middle: new Array<number>(size).fill(0), reduced: new Array<number>(size).fill(0)};
  let theta = 1;

  const dropOldest = (): void => {
    S.push(S.shift()!);
    Y.push(Y.shift()!);
    for (const G of [SS, SY, YY])
      for (let a = 1; a < memory; a++) for (let b = 1; b < memory; b++) G[a - 1][b - 1] = G[a][b];
  };
  const factorizeMiddle = (): void => {
    const n = S.length;
    fill(
      middle,
      n,
      (a, b) => (a === b ? -SY[a][a] : 0),
      (a, b) => (a > b ? SY[a][b] : 0),
      (a, b) => theta * SS[a][b]
    );
    factorise(middle, swaps.middle, 2 * n);
  };

  return {
    get count() {
      return S.length;
    },
    get theta() {
      return theta;
    },
    add(s, y) {
      const [sy, yy] = [dot(s, y), dot(y, y)];
      if (!(sy > LEAST_CURVATURE * yy) || !Number.isFinite(yy)) return false;
      if (S.length === memory) dropOldest();
      else {
        S.push(new Float64Array(k));
        Y.push(new Float64Array(k));
      }
      const n = S.length - 1;
      const scale = 1 / Math.sqrt(sy);
      for (let i = 0; i < k; i++) {
        S[n][i] = s[i] * scale;
        Y[n][i] = y[i] * scale;
      }
      for (let a = 0; a <= n; a++) {
        SS[a][n] = SS[n][a] = dot(S[a], S[n]);
        YY[a][n] = YY[n][a] = dot(Y[a], Y[n]);
        SY[a][n] = dot(S[a], Y[n]);
        SY[n][a] = dot(S[n], Y[a]);
      }
      theta = yy / sy;
      factorizeMiddle();
      return true;
    },
    clear() {
      S.length = 0;
      Y.length = 0;
      theta = 1;
    },
    project(v, out, free, freeCount = k) {
      const n = S.length;
      for (let a = 0; a < n; a++) {
        let [y, s] = [0, 0];
        for (let c = 0; c < freeCount; c++) {
          const i = free === undefined ? c : free[c];
          y += Y[a][i] * v[i];
          s += S[a][i] * v[i];
        }
        out[a] = y;
        out[n + a] = theta * s;
      }
    },
    row(i, out) {
      const n = S.length;
      for (let a = 0; a < n; a++) {
        out[a] = Y[a][i];
        out[n + a] = theta * S[a][i];
      }
    },
    applyM(v) {
      solveFactored(middle, swaps.middle, v, 0, 2 * S.length);
    },
    applyReduced(v, free, freeCount) {
      const n = S.length;
      // with all free: YᵀY is known, and of the rest only −R is left of L − SᵀY
      const isAll = freeCount === k;
      const over = (A: Float64Array[], B: Float64Array[], a: number, b: number): number => {
        let sum = 0;
        for (let c = 0; c < freeCount; c++) sum += A[a][free[c]] * B[b][free[c]];
        return sum;
      };
      fill(
        reduced,
        n,
        (a, b) => -(isAll ? YY[a][b] : over(Y, Y, a, b)) / theta - (a === b ? SY[a][a] : 0),
        (a, b) => (isAll ? (a > b ? 0 : -SY[a][b]) : (a > b ? SY[a][b] : 0) - over(S, Y, a, b)),
        (a, b) => (isAll ? 0 : theta * (SS[a][b] - over(S, S, a, b)))
      );
      factorise(reduced, swaps.reduced, 2 * n);
      solveFactored(reduced, swaps.reduced, v, 0, 2 * n);
    },
    subtract(v, factor, out, free, freeCount) {
      const n = S.length;
      for (let a = 0; a < n; a++) {
        const [y, s] = [factor * v[a], factor * theta * v[n + a]];
        for (let c = 0; c < freeCount; c++) out[free[c]] -= y * Y[a][free[c]] + s * S[a][free[c]];
      }
    }
  };
}

type Element = (a: number, b: number) => number;

/** A symmetric matrix of 2n rows from its blocks [upper left, lowerᵀ; lower, lower right]. */
function fill(out: number[], n: number, corner: Element, lower: Element, right: Element): void {
  const size = 2 * n;
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) {
      out[a * size + b] = corner(a, b);
      out[(n + a) * size + b] = out[b * size + n + a] = lower(a, b);
      out[(n + a) * size + n + b] = right(a, b);
    }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
