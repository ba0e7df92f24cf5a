// One step of the Rosenbrock method of rodasTables.ts, for M·u' = f(u, p, t): linear systems instead of Newton's
// iterations, with the exact Jacobian. M may be singular (a DAE of index 1); without one it is the identity.
import {factorise, solveFactored} from "./linear.ts";
import type {Field, Vector} from "./shapes.ts";

/** Factorises M/(hγ) − J into `matrix`; returns the smallest pivot's size. */
export function factoriseShifted(
  matrix: number[],
  swaps: number[],
  jacobian: Vector,
  mass: Vector,
  hasMass: boolean | number,
  shift: number,
  n: number
): number {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const unit = i === j ? 1 : 0;
      const share = hasMass ? mass[i * n + j] : unit;
      matrix[i * n + j] = share * shift - jacobian[i * n + j];
    }
  }
  return factorise(matrix, swaps, n);
}

/**
 * The eight stages U of a step. A state may be of several blocks of n, of which the first goes by itself and the
 * others depend on it linearly, as sensitivities do: all then share one matrix, and `coupling` holds for each
 * other block its n×n derivative by the first.
 */
export function rodasStages(
  rhs: Field,
  A: Vector,
  C: Vector,
  alpha: Vector,
  d: Vector,
  matrix: Vector,
  swaps: Vector,
  slopeInTime: Vector,
  mass: Vector,
  hasMass: boolean | number,
  coupling: Vector,
  blocks: number,
  u: Vector,
  p: Vector,
  t: number,
  h: number,
  n: number
): number[] {
  const size = n * blocks;
  const stages = new Array<number>(8 * size).fill(0);
  const v = new Array<number>(size).fill(0);
  const earlier = new Array<number>(size).fill(0);
  for (let s = 0; s < 8; s++) {
    for (let i = 0; i < size; i++) {
      let place = u[i];
      let sum = 0;
      for (let j = 0; j < s; j++) {
        place += A[s * 8 + j] * stages[j * size + i];
        sum += C[s * 8 + j] * stages[j * size + i];
      }
      v[i] = place;
      earlier[i] = sum / h;
    }
    const slope = rhs(v, p, t + alpha[s] * h);
    for (let block = 0; block < blocks; block++) {
      const at = block * n;
      for (let i = 0; i < n; i++) {
        let inertia = earlier[at + i];
        if (hasMass) {
          inertia = 0;
          for (let j = 0; j < n; j++) inertia += mass[i * n + j] * earlier[at + j];
        }
        let right = slope[at + i] + inertia + h * d[s] * slopeInTime[at + i];
        if (block > 0) {
          const first = (block - 1) * n * n + i * n;
          for (let j = 0; j < n; j++) right += coupling[first + j] * stages[s * size + j];
        }
        stages[s * size + at + i] = right;
      }
      solveFactored(matrix, swaps, stages, s * size + at, n);
    }
  }
  return stages;
}

/** Where a step ends: the last stage's place and the stage itself, which is also the error's estimate. */
export function rodasEnd(A: Vector, stages: Vector, u: Vector, size: number): number[] {
  const v = new Array<number>(size).fill(0);
  for (let i = 0; i < size; i++) {
    let place = u[i];
    for (let j = 0; j < 7; j++) place += A[56 + j] * stages[j * size + i];
    v[i] = place + stages[7 * size + i];
  }
  return v;
}

/** The solution at the fraction θ of the step from u to v. */
export function rodasWithin(
  H: Vector,
  stages: Vector,
  u: Vector,
  v: Vector,
  theta: number,
  size: number
): number[] {
  const out = new Array<number>(size).fill(0);
  for (let i = 0; i < size; i++) {
    let square = 0;
    let cube = 0;
    let fourth = 0;
    for (let j = 0; j < 8; j++) {
      square += H[j] * stages[j * size + i];
      cube += H[8 + j] * stages[j * size + i];
      fourth += H[16 + j] * stages[j * size + i];
    }
    const bend = (1 - theta) * (square + theta * (cube + theta * fourth));
    out[i] = (1 - theta) * u[i] + theta * (v[i] + bend);
  }
  return out;
}
