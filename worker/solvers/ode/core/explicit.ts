// One step of an explicit Runge–Kutta method, the method being its tables: `width` stages a row of A, of which
// the first `main` make the step. The last of those is the slope at the step's end, at the solution itself.
import type {Field, Vector} from "./shapes.ts";

/**
 * Computes the stages [from, to) into k, whose rows are n long, from those before them; returns where the last one
 * looked, which is the solution if that is stage main − 1.
 */
export function fillStages(
  rhs: Field,
  A: Vector,
  C: Vector,
  width: number,
  from: number,
  to: number,
  k: number[],
  u: Vector,
  p: Vector,
  t: number,
  h: number,
  n: number
): number[] {
  const v = new Array<number>(n).fill(0);
  for (let s = from; s < to; s++) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < s; j++) sum += A[s * width + j] * k[j * n + i];
      v[i] = u[i] + h * sum;
    }
    const slope = rhs(v, p, t + C[s] * h);
    for (let i = 0; i < n; i++) k[s * n + i] = slope[i];
  }
  return v;
}

/** h·Σ weightₛ kₛ over the first `stages`. */
export function combineStages(
  k: Vector,
  weights: Vector,
  stages: number,
  h: number,
  n: number
): number[] {
  const out = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let s = 0; s < stages; s++) sum += weights[s] * k[s * n + i];
    out[i] = h * sum;
  }
  return out;
}

/** Each stage's weight at the fraction θ of the step: a polynomial without a constant, its coefficients a row of P. */
export function weightsWithin(P: Vector, degree: number, stages: number, theta: number): number[] {
  const weights = new Array<number>(stages).fill(0);
  for (let s = 0; s < stages; s++) {
    let value = 0;
    for (let j = 1; j <= degree; j++) value = theta * (P[s * degree + degree - j] + value);
    weights[s] = value;
  }
  return weights;
}
