// Inputs without an answer: a status and zeros, never NaN, the same from the references.
import {describe, expect, it} from "vitest";
import {
  PANEL,
  STATUS_INVALID,
  STATUS_NONFINITE,
  STATUS_OVERFLOW
} from "../../kernels-as/linalg/constants.ts";
import {cholesky} from "../../kernels-as/linalg/cholesky/spec.ts";
import {choleskySolve} from "../../kernels-as/linalg/choleskySolve/spec.ts";
import {lu} from "../../kernels-as/linalg/lu/spec.ts";
import {luSolve} from "../../kernels-as/linalg/luSolve/spec.ts";
import {qr} from "../../kernels-as/linalg/qr/spec.ts";
import {qrQ} from "../../kernels-as/linalg/qrQ/spec.ts";
import {qrSolve} from "../../kernels-as/linalg/qrSolve/spec.ts";
import {symmetricEigen} from "../../kernels-as/linalg/symmetricEigen/spec.ts";
import {fill, identity, randomDefinite} from "./linalgMatrices.ts";
import {makeRun, runReference, toBits} from "./specRun.ts";

const compiled = makeRun("strict");

/** The status of a single problem whose other outputs must be zero. */
function fail(
  kernel: unknown,
  inputs: Record<string, ArrayLike<number>>,
  scalars: Record<string, number>
) {
  const outputs = compiled(kernel, inputs, scalars, 1);
  expect(toBits(outputs)).toEqual(toBits(runReference(kernel, inputs, scalars, 1)));
  for (const [name, array] of Object.entries(outputs)) {
    if (name !== "status")
      expect(
        [...array].every((x) => x === 0),
        name
      ).toBe(true);
  }
  return outputs.status[0];
}

const withElement = (a: Float64Array, at: number, value: number) =>
  a.map((x, k) => (k === at ? value : x));

describe("a status", () => {
  it("names the pivot at which a matrix turns out not to be positive definite", () => {
    const n = 20;
    for (const k of [0, 1, 7, 8, 13, 19]) {
      const A = randomDefinite(n, 3);
      A[k * (n + 1)] = -1;
      expect(fail(cholesky, {A}, {n})).toBe(k + 1);
    }
    expect(fail(cholesky, {A: new Float64Array(9)}, {n: 3})).toBe(1);
    // semidefinite: the second pivot is exactly zero
    expect(fail(cholesky, {A: [4, 2, 2, 1]}, {n: 2})).toBe(2);
    // no product of a definite matrix with these elements can overflow, so this one is not
    expect(fail(cholesky, {A: [1, 1e200, 1e200, 1]}, {n: 2})).toBe(2);
  });

  it("names the column in which LU finds no pivot", () => {
    for (const n of [1, 3, 20]) {
      const zeroColumn = fill(n, n, (i, j) => (j === n - 1 ? 0 : 1 / (1 + i + 2 * j)));
      expect(fail(lu, {A: zeroColumn}, {n})).toBe(n);
    }
    expect(fail(lu, {A: [1, 2, 3, 2, 4, 6, 1, 1, 1]}, {n: 3})).toBe(3);
  });

  it("names the zero on the diagonal that a solver would divide by", () => {
    const B = [1, 2, 3];
    const L = fill(3, 3, (i, j) => (i === 1 && j === 1 ? 0 : 1));
    expect(fail(choleskySolve, {L, B}, {n: 3, m: 1})).toBe(2);
    expect(fail(luSolve, {LU: L, pivots: [0, 1, 2], B}, {n: 3, m: 1})).toBe(2);
    const {QR, T} = compiled(qr, {A: new Float64Array(9)}, {rows: 3, n: 3}, 1);
    expect(fail(qrSolve, {QR, T, B}, {rows: 3, n: 3, m: 1})).toBe(1);
    // what a failed factorisation leaves behind is refused too
    const failed = compiled(lu, {A: [1, 1, 1, 1]}, {n: 2}, 1);
    expect(fail(luSolve, {LU: failed.LU, pivots: failed.pivots, B: [1, 1]}, {n: 2, m: 1})).toBe(1);
  });

  it.each([NaN, Infinity, -Infinity])("refuses %f wherever it is read", (bad) => {
    for (const at of [0, 12, 24]) {
      const A = withElement(randomDefinite(5, 1), at, bad);
      expect(fail(cholesky, {A}, {n: 5})).toBe(STATUS_NONFINITE);
      expect(fail(lu, {A}, {n: 5})).toBe(STATUS_NONFINITE);
      expect(fail(qr, {A}, {rows: 5, n: 5})).toBe(STATUS_NONFINITE);
      expect(fail(symmetricEigen, {A}, {n: 5})).toBe(STATUS_NONFINITE);
    }
    const good = identity(3);
    const T = new Float64Array(3 * PANEL);
    const pivots = [0, 1, 2];
    for (const at of [0, 5]) {
      const B = withElement(new Float64Array(6), at, bad);
      expect(fail(choleskySolve, {L: good, B}, {n: 3, m: 2})).toBe(STATUS_NONFINITE);
      expect(fail(luSolve, {LU: good, pivots, B}, {n: 3, m: 2})).toBe(STATUS_NONFINITE);
      expect(fail(qrSolve, {QR: good, T, B}, {rows: 3, n: 3, m: 2})).toBe(STATUS_NONFINITE);
    }
    const spoiled = withElement(good, 8, bad);
    const B = new Float64Array(3);
    expect(fail(choleskySolve, {L: spoiled, B}, {n: 3, m: 1})).toBe(STATUS_NONFINITE);
    expect(fail(luSolve, {LU: spoiled, pivots, B}, {n: 3, m: 1})).toBe(STATUS_NONFINITE);
    expect(fail(qrSolve, {QR: spoiled, T, B}, {rows: 3, n: 3, m: 1})).toBe(STATUS_NONFINITE);
    expect(fail(qrQ, {QR: spoiled, T}, {rows: 3, n: 3})).toBe(STATUS_NONFINITE);
  });

  it("says when a finite problem's answer is no f64", () => {
    expect(fail(lu, {A: [1, 1.5e308, -1, 1.5e308]}, {n: 2})).toBe(STATUS_OVERFLOW);
    expect(fail(qr, {A: [1.5e308, 1.5e308]}, {rows: 2, n: 1})).toBe(STATUS_OVERFLOW);
    expect(fail(symmetricEigen, {A: new Float64Array(4).fill(1.5e308)}, {n: 2})).toBe(
      STATUS_OVERFLOW
    );
    const small = [1e-200];
    expect(fail(choleskySolve, {L: small, B: [1]}, {n: 1, m: 1})).toBe(STATUS_OVERFLOW);
    expect(fail(luSolve, {LU: small, pivots: [0], B: [1e200]}, {n: 1, m: 1})).toBe(STATUS_OVERFLOW);
    const {QR, T} = compiled(qr, {A: small}, {rows: 1, n: 1}, 1);
    expect(fail(qrSolve, {QR, T, B: [1e200]}, {rows: 1, n: 1, m: 1})).toBe(STATUS_OVERFLOW);
  });

  it("refuses shapes and pivots that make no sense", () => {
    expect(fail(qr, {A: new Float64Array(6)}, {rows: 2, n: 3})).toBe(STATUS_INVALID);
    const LU = identity(2);
    for (const pivots of [
      [0, 2],
      [-1, 0]
    ]) {
      expect(fail(luSolve, {LU, pivots, B: [1, 2]}, {n: 2, m: 1})).toBe(STATUS_INVALID);
    }
  });

  it("concerns one matrix of a batch", () => {
    const good = randomDefinite(4, 1);
    const A = [...good, ...good.map((x) => -x), ...withElement(good, 0, NaN), ...good];
    const {L, status} = compiled(cholesky, {A}, {n: 4}, 4);
    expect([...status]).toEqual([0, 1, STATUS_NONFINITE, 0]);
    expect(L.slice(48)).toEqual(L.slice(0, 16));
  });
});
