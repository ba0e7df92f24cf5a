// Positive definite systems of a step.
import {choleskySolveReference} from "../../../kernels-as/linalg/choleskySolve/reference.ts";
import {toFactor} from "../../samplers/mcmc/factor.ts";
import type {StepModel} from "./squares.ts";

/** L of JᵀJ + lambda·I + damping; with a little more on the diagonal where that has no root. */
export function factorStep({squares, damping}: StepModel, lambda: number): Float64Array {
  const k = damping.length;
  const A = squares.normal.slice();
  for (let i = 0; i < k; i++) A[i * k + i] += lambda + damping[i];
  return toFactor(A, k);
}

/** x of L·Lᵀ·x = b. */
export function solveFactored(L: Float64Array, b: Float64Array): Float64Array {
  const X = new Float64Array(b.length);
  choleskySolveReference({X, status: new Int32Array(1), L, B: b, n: b.length, m: 1}, 0, 1);
  return X;
}

/** y of L·y = b. */
export function solveLower(L: Float64Array, b: Float64Array): Float64Array {
  const k = b.length;
  const y = b.slice();
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < i; j++) y[i] -= L[i * k + j] * y[j];
    y[i] /= L[i * k + i];
  }
  return y;
}
