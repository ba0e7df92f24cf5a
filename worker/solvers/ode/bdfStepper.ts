// Steps by numerical differentiation formulas of order 1 to 5 in quasi-constant steps: L. F. Shampine and
// M. W. Reichelt, "The MATLAB ODE suite", SIAM J. Sci. Comput. 18 (1997), section 2. With y = predicted + d, a step solves
//   c·f(t, y) − M·(ψ + d) = 0,  c = h/((1 − κ)γ),  ψ = Σ γⱼ∇ʲy/((1 − κ)γ)
// by Newton's method, whose matrix M − cJ is kept while it serves. Sensitivities follow each step, their equation being
// linear, with the matrix at the solution.
import {pow} from "../../math.ts";
import {scaledNorm, startingStep} from "./core/control.ts";
import {factorise, solveFactored} from "./core/linear.ts";
import type {Vector} from "./core/shapes.ts";
import {makeDifferences, MOST_ORDER, rescale, valueAt} from "./differenceTable.ts";
import {isStuck, REJECTED, toFailure, type Attempt, type Start, type Stepper} from "./stepper.ts";

const KAPPA = [0, -0.185, -1 / 9, -0.0823, -0.0415, 0];
/** Σ 1/j up to each order. */
const GAMMA = [0, 1, 1.5, 11 / 6, 25 / 12, 137 / 60];
const ALPHA = GAMMA.map((gamma, k) => (1 - KAPPA[k]) * gamma);
/** An order's error is this times the next difference. */
const ERROR = GAMMA.map((gamma, k) => KAPPA[k] * gamma + 1 / (k + 1));
const MOST_ITERATIONS = 4;

export function makeBdf({blocks, t: from, z: start, end: whole, rtol, atol}: Start): Stepper {
  const {system, size, count} = blocks;
  const {n, p, counts} = system;
  const tolerance = Math.max((10 * Number.EPSILON) / rtol, Math.min(0.03, Math.sqrt(rtol)));
  const matrix = new Array<number>(n * n).fill(0);
  const swaps = new Array<number>(n).fill(0);

  let t = from;
  let z = start;
  const slope = toSlope(Array.from(blocks.field(z, t)), system.mass, n);
  const rhs = (u: Vector, _: Vector, time: number): Vector =>
    toSlope(Array.from(blocks.field(u, time)), system.mass, n);
  let h = startingStep(rhs, z, slope, p, t, whole, 2, rtol, atol, size);
  let rows = makeDifferences(z, slope, h);
  let order = 1;
  let equalSteps = 0;
  let jacobian: Vector = Array.from(system.jacobian(z.slice(0, n), t));
  /** Whether the Jacobian is that of this step, and whether the matrix is that of this c. */
  let isFresh = true;
  let isFactorised = false;
  let pivot = 1;

  const resize = (factor: number): void => {
    rescale(rows, order, factor);
    h *= factor;
    equalSteps = 0;
    isFactorised = false;
  };

  /** M·x by rows, for block `at`. */
  const weigh = (x: Vector, at: number, i: number): number => {
    if (system.mass === undefined) return x[at + i];
    let sum = 0;
    for (let j = 0; j < n; j++) sum += system.mass[i * n + j] * x[at + j];
    return sum;
  };

  const factoriseNow = (by: Vector, c: number): void => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const inertia = system.mass ? system.mass[i * n + j] : i === j ? 1 : 0;
        matrix[i * n + j] = inertia - c * by[i * n + j];
      }
    }
    pivot = factorise(matrix, swaps, n);
    counts.factorisation++;
  };

  /** Newton's method for the states; leaves them in y and d, and returns the iterations or 0. */
  const iterate = (y: number[], d: number[], psi: Vector, c: number, after: number): number => {
    let before = 0;
    let rate = 0;
    for (let k = 1; k <= MOST_ITERATIONS; k++) {
      const f = system.field(y.slice(0, n), after);
      const change = new Array<number>(n);
      for (let i = 0; i < n; i++) change[i] = c * f[i] - weigh(psi, 0, i) - weigh(d, 0, i);
      solveFactored(matrix, swaps, change, 0, n);
      const norm = scaledNorm(change, y, y, rtol, atol, n);
      if (!(norm < 1e300)) return 0;
      if (k > 1) {
        rate = norm / before;
        if (rate >= 1 || (pow(rate, MOST_ITERATIONS - k) / (1 - rate)) * norm > tolerance) return 0;
      }
      for (let i = 0; i < n; i++) {
        y[i] += change[i];
        d[i] += change[i];
      }
      if (norm === 0 || (k > 1 && (rate / (1 - rate)) * norm < tolerance)) return k;
      before = norm;
    }
    return 0;
  };

  /** The sensitivities at the new states: (M − cJ)·d = c·(J·S + ∂f/∂q) − M·ψ, S the predicted one. */
  const follow = (y: number[], d: number[], psi: Vector, c: number, after: number): void => {
    const u = y.slice(0, n);
    const exact = Array.from(system.jacobian(u, after));
    const add = blocks.forcing(u, after);
    factoriseNow(exact, c);
    isFactorised = false;
    for (let block = 1; block < count; block++) {
      const at = block * n;
      const right = new Array<number>(n);
      for (let i = 0; i < n; i++) {
        let sum = add(block - 1, i);
        for (let j = 0; j < n; j++) sum += exact[i * n + j] * y[at + j];
        right[i] = c * sum - weigh(psi, at, i);
      }
      solveFactored(matrix, swaps, right, 0, n);
      for (let i = 0; i < n; i++) {
        y[at + i] += right[i];
        d[at + i] = right[i];
      }
    }
  };

  const errorOf = (row: Vector, k: number, y: Vector): number => {
    const scaled = new Array<number>(size);
    for (let i = 0; i < size; i++) scaled[i] = ERROR[k] * row[i];
    return scaledNorm(scaled, y, y, rtol, atol, size);
  };

  const giveUp = (error: number): Attempt =>
    pivot === 0 ? {kind: "failed", status: "singular"} : toFailure(error);

  /** After a step of the same length as `order` before it, the order that allows the longest step. */
  const adapt = (error: number, y: Vector, safety: number): void => {
    const factorOf = (k: number, e: number): number =>
      e === 0 ? 10 : Math.min(10, safety * pow(e, -1 / (k + 1)));
    let best = factorOf(order, error);
    let next = order;
    const below = order > 1 ? factorOf(order - 1, errorOf(rows[order], order - 1, y)) : 0;
    const above =
      order < MOST_ORDER ? factorOf(order + 1, errorOf(rows[order + 2], order + 1, y)) : 0;
    if (below > best) [best, next] = [below, order - 1];
    if (above > best) [best, next] = [above, order + 1];
    order = next;
    resize(best);
  };

  return {
    method: "bdf",
    get t() {
      return t;
    },
    get z() {
      return z;
    },
    attempt(end) {
      const direction = end >= t ? 1 : -1;
      if (isStuck(h, t, whole - from)) return giveUp(0);
      const isLast = (t + 1.0001 * h - end) * direction >= 0;
      if (isLast && end - t !== h) resize((end - t) / h);
      const after = isLast ? end : t + h;
      const predicted = new Array<number>(size).fill(0);
      const psi = new Array<number>(size).fill(0);
      for (let j = 0; j <= order; j++) {
        for (let i = 0; i < size; i++) {
          predicted[i] += rows[j][i];
          psi[i] += (GAMMA[j] * rows[j][i]) / ALPHA[order];
        }
      }
      const c = h / ALPHA[order];
      if (!isFactorised) factoriseNow(jacobian, c);
      isFactorised = true;
      const y = predicted.slice();
      const d = new Array<number>(size).fill(0);
      const iterations = iterate(y, d, psi, c, after);
      if (iterations === 0) {
        if (isFresh) resize(0.5);
        else {
          jacobian = Array.from(system.jacobian(predicted.slice(0, n), after));
          isFresh = true;
          isFactorised = false;
        }
        return isStuck(h, t, whole - from) ? giveUp(NaN) : REJECTED;
      }
      if (count > 1) follow(y, d, psi, c, after);
      const safety = (0.9 * (2 * MOST_ITERATIONS + 1)) / (2 * MOST_ITERATIONS + iterations);
      const error = errorOf(d, order, y);
      if (!(error <= 1)) {
        resize(error < 1e300 ? Math.max(0.2, safety * pow(error, -1 / (order + 1))) : 0.2);
        return isStuck(h, t, whole - from) ? giveUp(error) : REJECTED;
      }
      const came = t;
      t = after;
      z = y;
      isFresh = false;
      equalSteps++;
      const above = rows[order + 1];
      rows = rows.slice();
      rows[order + 2] = d.map((value, i) => value - above[i]);
      rows[order + 1] = d;
      for (let j = order; j >= 0; j--) {
        const next = rows[j + 1];
        rows[j] = rows[j].map((value, i) => value + next[i]);
      }
      rows[0] = y.slice();
      const kept = {rows: rows.slice(0, order + 1), order, h};
      const at = (time: number): number[] =>
        time === after ? y.slice() : valueAt(kept.rows, kept.order, after, kept.h, time);
      rows = rows.map((row) => row.slice());
      if (equalSteps > order) adapt(error, y, safety);
      return {kind: "accepted", segment: {from: came, to: after, at}};
    }
  };
}

/** u' of M·u' = f for the rows of a diagonal M that have it; elsewhere 0, from which an order-1 step starts too. */
function toSlope(slope: number[], mass: number[] | undefined, n: number): number[] {
  if (mass === undefined) return slope;
  return slope.map((value, k) => {
    const i = k % n;
    for (let j = 0; j < n; j++) if (j !== i && mass[i * n + j] !== 0) return 0;
    return mass[i * n + i] === 0 ? 0 : value / mass[i * n + i];
  });
}
