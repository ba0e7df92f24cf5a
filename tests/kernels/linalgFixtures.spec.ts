// Factors, solutions and eigenvalues against what mpmath found with 60 digits.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {cholesky} from "../../kernels-as/linalg/cholesky/spec.ts";
import {choleskySolve} from "../../kernels-as/linalg/choleskySolve/spec.ts";
import {lu} from "../../kernels-as/linalg/lu/spec.ts";
import {luSolve} from "../../kernels-as/linalg/luSolve/spec.ts";
import {qr} from "../../kernels-as/linalg/qr/spec.ts";
import {qrSolve} from "../../kernels-as/linalg/qrSolve/spec.ts";
import {symmetricEigen} from "../../kernels-as/linalg/symmetricEigen/spec.ts";
import {makeRun} from "./specRun.ts";

interface Problem {
  about: string;
  n: number;
  A: number[];
  condition: number;
}

interface Cases {
  cholesky: (Problem & {L: number[]})[];
  solve: (Problem & {m: number; B: number[]; X: number[]; determinant: number})[];
  leastSquares: (Problem & {rows: number; m: number; B: number[]; X: number[]; R: number[]})[];
  eigen: (Problem & {values: number[]})[];
}

const path = new URL("../fixtures/linalg/cases.json", import.meta.url);
const cases = JSON.parse(readFileSync(path, "utf8")) as Cases;
const compiled = makeRun("strict");

/** Largest difference over the largest expected magnitude. */
function relativeError(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  const size = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((x, i) => Math.abs(actual[i] - x))) / size;
}

describe("against mpmath", () => {
  it.each(cases.cholesky)("cholesky: $about", ({n, A, L, condition}) => {
    const outputs = compiled(cholesky, {A}, {n}, 1);
    expect(relativeError(outputs.L, L)).toBeLessThan(Number.EPSILON * (1 + condition));
    const X = compiled(choleskySolve, {L: outputs.L, B: A}, {n, m: n}, 1).X;
    const unit = A.map((_, k) => (k % (n + 1) === 0 ? 1 : 0));
    expect(relativeError(X, unit)).toBeLessThan(n * Number.EPSILON * (1 + condition));
  });

  it.each(cases.solve)("lu: $about", ({n, m, A, B, X, condition, determinant}) => {
    const {LU, pivots} = compiled(lu, {A}, {n}, 1);
    const outputs = compiled(luSolve, {LU, pivots, B}, {n, m}, 1);
    expect(relativeError(outputs.X, X)).toBeLessThan(Number.EPSILON * (1 + condition));
    let product = 1;
    for (let i = 0; i < n; i++) product *= LU[i * (n + 1)];
    const size = Math.abs(determinant);
    expect(Math.abs(Math.abs(product) - size) / size).toBeLessThan(
      n * Number.EPSILON * (1 + condition)
    );
  });

  it.each(cases.leastSquares)("qr: $about", ({rows, n, m, A, B, X, R, condition}) => {
    const {QR, T} = compiled(qr, {A}, {rows, n}, 1);
    const actual = R.map((_, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return j < i ? 0 : QR[k] * Math.sign(QR[i * (n + 1)]);
    });
    expect(relativeError(actual, R)).toBeLessThan(rows * Number.EPSILON * (1 + condition));
    const outputs = compiled(qrSolve, {QR, T, B}, {rows, n, m}, 1);
    expect(relativeError(outputs.X, X)).toBeLessThan(rows * Number.EPSILON * (1 + condition ** 2));
  });

  it.each(cases.eigen)("symmetricEigen: $about", ({n, A, values}) => {
    const outputs = compiled(symmetricEigen, {A}, {n}, 1);
    expect(relativeError(outputs.values, values)).toBeLessThan(n * Number.EPSILON);
  });
});
