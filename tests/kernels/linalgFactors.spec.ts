// The factorisations against what they must multiply to, at sizes that meet every tile and panel, and
// their references to the bit.
import {describe, expect, it} from "vitest";
import {cholesky} from "../../kernels-as/linalg/cholesky/spec.ts";
import {choleskySolve} from "../../kernels-as/linalg/choleskySolve/spec.ts";
import {lu} from "../../kernels-as/linalg/lu/spec.ts";
import {luSolve} from "../../kernels-as/linalg/luSolve/spec.ts";
import {qr} from "../../kernels-as/linalg/qr/spec.ts";
import {qrQ} from "../../kernels-as/linalg/qrQ/spec.ts";
import {qrSolve} from "../../kernels-as/linalg/qrSolve/spec.ts";
import {
  distance, fill, hilbert, identity, multiply, norm, randomDefinite, randomMatrix, transpose, type Matrix
} from "./linalgMatrices.ts"; // prettier-ignore
import {makeRun, runReference, toBits} from "./specRun.ts";

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 25, 33, 100, 300];
const SHAPES = [[1, 1], [2, 1], [5, 2], [9, 9], [20, 3], [33, 17], [100, 8], [100, 100], [257, 65], [300, 300]]; // prettier-ignore
const EPSILON = Number.EPSILON;

const compiled = makeRun("strict");
const relaxed = makeRun("relaxed");

/** The outputs of the compiled kernel, once they are the reference's to the bit. */
function run(
  kernel: unknown,
  inputs: Record<string, ArrayLike<number>>,
  scalars: Record<string, number>
) {
  const outputs = compiled(kernel, inputs, scalars, 1);
  expect(toBits(outputs)).toEqual(toBits(runReference(kernel, inputs, scalars, 1)));
  expect(outputs.status[0]).toBe(0);
  return outputs as Record<string, Float64Array>;
}

describe("cholesky", () => {
  const check = (A: Matrix, n: number) => {
    const {L} = run(cholesky, {A}, {n});
    expect(fill(n, n, (i, j) => (j > i ? L[i * n + j] : 0))).toEqual(new Float64Array(n * n));
    expect(distance(A, multiply(L, transpose(L, n, n), n, n, n))).toBeLessThan(
      n * EPSILON * norm(A)
    );
    return L;
  };

  it.each(SIZES)("multiplies back and solves, n = %i", (n) => {
    const A = randomDefinite(n, n);
    const L = check(A, n);
    const B = randomMatrix(n, 3, 5);
    const {X} = run(choleskySolve, {L, B}, {n, m: 3});
    expect(distance(B, multiply(A, X, n, n, 3))).toBeLessThan(n * EPSILON * norm(A) * norm(X));
  });

  it("multiplies back for Hilbert matrices up to the last one that is definite in double", () => {
    for (let n = 2; n <= 12; n++) check(hilbert(n), n);
  });

  it("multiplies back element by element for a matrix graded over 300 decades", () => {
    const n = 11;
    const scale = (i: number) => 2 ** (50 * (i - 5));
    const base = randomDefinite(n, 3);
    const A = fill(n, n, (i, j) => base[i * n + j] * scale(i) * scale(j));
    const {L} = run(cholesky, {A}, {n});
    const back = multiply(L, transpose(L, n, n), n, n, n);
    const even = fill(n, n, (i, j) => back[i * n + j] / scale(i) / scale(j));
    expect(distance(base, even)).toBeLessThan(n * EPSILON * norm(base));
  });

  it("reads the lower triangle only", () => {
    const n = 9;
    const A = randomDefinite(n, 8);
    const spoiled = fill(n, n, (i, j) => (j > i ? NaN : A[i * n + j]));
    expect(run(cholesky, {A: spoiled}, {n})).toEqual(run(cholesky, {A}, {n}));
  });
});

describe("lu", () => {
  const check = (A: Matrix, n: number) => {
    const outputs = run(lu, {A}, {n});
    const {LU, pivots} = outputs;
    const L = fill(n, n, (i, j) => (j < i ? LU[i * n + j] : i === j ? 1 : 0));
    const U = fill(n, n, (i, j) => (j >= i ? LU[i * n + j] : 0));
    const PA = fill(n, n, (i, j) => A[pivots[i] * n + j]);
    expect([...pivots].sort((a, b) => a - b)).toEqual(Array.from({length: n}, (_, i) => i));
    expect(Math.max(...L.map(Math.abs))).toBe(1);
    expect(distance(PA, multiply(L, U, n, n, n))).toBeLessThan(n * EPSILON * norm(A));
    return outputs;
  };

  it.each(SIZES)("multiplies back and solves, n = %i", (n) => {
    const A = randomMatrix(n, n, n);
    const {LU, pivots} = check(A, n);
    const B = randomMatrix(n, 2, 5);
    const {X} = run(luSolve, {LU, pivots, B}, {n, m: 2});
    expect(distance(B, multiply(A, X, n, n, 2))).toBeLessThan(n * EPSILON * norm(A) * norm(X));
  });

  it("stays backward stable where A is all but singular", () => {
    const n = 30;
    const A = randomMatrix(n, n, 2);
    for (let j = 0; j < n; j++) A[(n - 1) * n + j] = A[j] + A[n + j] * (1 + EPSILON);
    const {LU, pivots} = check(A, n);
    const B = randomMatrix(n, 1, 5);
    const {X} = run(luSolve, {LU, pivots, B}, {n, m: 1});
    expect(norm(X)).toBeGreaterThan(1e12);
    expect(distance(B, multiply(A, X, n, n, 1))).toBeLessThan(n * EPSILON * norm(A) * norm(X));
  });

  it("chooses the first of equal pivots", () => {
    const A = Float64Array.of(1, 2, 0, -1, 1, 5, 1, 7, 3);
    expect([...run(lu, {A}, {n: 3}).pivots]).toEqual([0, 2, 1]);
  });
});

describe("qr", () => {
  const check = (A: Matrix, rows: number, n: number) => {
    const {QR, T} = run(qr, {A}, {rows, n});
    const {Q} = run(qrQ, {QR, T}, {rows, n});
    const R = fill(n, n, (i, j) => (j >= i ? QR[i * n + j] : 0));
    expect(distance(identity(n), multiply(transpose(Q, rows, n), Q, n, rows, n))).toBeLessThan(
      2 * n * EPSILON
    );
    const QtimesR = multiply(Q, R, rows, n, n);
    for (let j = 0; j < n; j++) {
      const column = A.filter((_, k) => k % n === j);
      const back = QtimesR.filter((_, k) => k % n === j);
      expect(distance(column, back)).toBeLessThanOrEqual(2 * n * EPSILON * norm(column));
    }
    return {QR, T, R};
  };

  it.each(SHAPES)("multiplies back column by column and solves, %i × %i", (rows, n) => {
    const A = randomMatrix(rows, n, rows + n);
    const {QR, T} = check(A, rows, n);
    const B = randomMatrix(rows, 2, 5);
    const {X} = run(qrSolve, {QR, T, B}, {rows, n, m: 2});
    // the residual of least squares is orthogonal to the columns of A
    const residual = multiply(A, X, rows, n, 2).map((x, k) => B[k] - x);
    const scale = norm(A) * (norm(A) * norm(X) + norm(B));
    expect(norm(multiply(transpose(A, rows, n), residual, n, rows, 2))).toBeLessThan(
      n * EPSILON * scale
    );
    if (rows === n) expect(norm(residual)).toBeLessThan(n * EPSILON * norm(A) * norm(X));
  });

  it("keeps each column's own accuracy when columns range over 600 decades", () => {
    const [rows, n] = [12, 5];
    const base = randomMatrix(rows, n, 4);
    check(
      fill(rows, n, (i, j) => base[i * n + j] * 10 ** (-300 + 150 * j)),
      rows,
      n
    );
  });

  it("takes a rank-deficient matrix and columns that need no reflector", () => {
    const {R} = check(
      fill(6, 4, (i, j) => (i + 1) * (j === 2 ? 0 : j + 1)),
      6,
      4
    );
    expect(Math.abs(R[5])).toBeLessThan(1e-14);
    expect(check(identity(9), 9, 9).R).toEqual(identity(9));
  });
});

describe("every dense kernel", () => {
  it("gives a matrix of a batch what it gives the matrix alone, in any block", () => {
    const [n, count] = [7, 11];
    const A = randomMatrix(count, n * n, 3);
    const batch = compiled(lu, {A}, {n}, count);
    expect(toBits(makeRun("strict", true)(lu, {A}, {n}, count))).toEqual(toBits(batch));
    for (let i = 0; i < count; i++) {
      const alone = compiled(lu, {A: A.subarray(i * 49, (i + 1) * 49)}, {n}, 1);
      expect(alone.LU).toEqual(batch.LU.slice(i * 49, (i + 1) * 49));
    }
    const tall = randomMatrix(count, 9 * n, 3);
    const factors = compiled(qr, {A: tall}, {rows: 9, n}, count);
    expect(toBits(makeRun("strict", true)(qr, {A: tall}, {rows: 9, n}, count))).toEqual(
      toBits(factors)
    );
  });

  it("is as accurate with fused products", () => {
    const n = 100;
    const A = randomDefinite(n, 2);
    const {L} = relaxed(cholesky, {A}, {n}, 1) as {L: Float64Array};
    expect(distance(A, multiply(L, transpose(L, n, n), n, n, n))).toBeLessThan(
      n * EPSILON * norm(A)
    );
  });

  it("takes a matrix without rows", () => {
    expect(run(cholesky, {A: []}, {n: 0}).L.length).toBe(0);
    expect(run(luSolve, {LU: [], pivots: [], B: []}, {n: 0, m: 2}).X.length).toBe(0);
    expect(run(qr, {A: []}, {rows: 3, n: 0}).QR.length).toBe(0);
  });
});
