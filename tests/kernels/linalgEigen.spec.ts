// Eigenvalues and vectors against A V = V Λ, closed forms and fixtures; the reference to the bit.
import {describe, expect, it} from "vitest";
import {symmetricEigen} from "../../kernels-as/linalg/symmetricEigen/spec.ts";
import {
  distance, fill, hilbert, identity, multiply, norm, randomMatrix, randomSymmetric, transpose, type Matrix
} from "./linalgMatrices.ts"; // prettier-ignore
import {makeRun, runReference, toBits} from "./specRun.ts";

const EPSILON = Number.EPSILON;
const compiled = makeRun("strict");
const relaxed = makeRun("relaxed");

function check(A: Matrix, n: number, run = compiled) {
  const outputs = run(symmetricEigen, {A}, {n}, 1) as Record<string, Float64Array>;
  const {values, V, status} = outputs;
  expect(status[0]).toBe(0);
  expect([...values]).toEqual([...values].sort((a, b) => a - b));
  expect(distance(identity(n), multiply(transpose(V, n, n), V, n, n, n))).toBeLessThan(
    3 * n * EPSILON
  );
  // scaled first: the largest matrices here would overflow in the norm
  const size = Math.max(...A.map(Math.abs)) || 1;
  const scaled = A.map((x) => x / size);
  const scaledValues = values.map((x) => x / size);
  const VL = fill(n, n, (i, j) => V[i * n + j] * scaledValues[j]);
  expect(distance(multiply(scaled, V, n, n, n), VL)).toBeLessThan(
    n * EPSILON * (norm(scaled) + EPSILON)
  );
  if (run === compiled) {
    expect(toBits(outputs)).toEqual(toBits(runReference(symmetricEigen, {A}, {n}, 1)));
  }
  return values;
}

describe("symmetricEigen", () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 16, 17, 30, 33, 100, 300])(
    "satisfies A V = V Λ and VᵀV = I, n = %i",
    (n) => {
      check(randomSymmetric(n, n), n);
    }
  );

  it("finds the closed form of the second difference", () => {
    const n = 101;
    const A = fill(n, n, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
    check(A, n).forEach((value, k) => {
      const exact = 4 * Math.sin(((k + 1) * Math.PI) / (2 * (n + 1))) ** 2;
      expect(Math.abs(value - exact)).toBeLessThan(4 * 4 * EPSILON);
    });
  });

  it("takes repeated, zero and diagonal matrices", () => {
    for (const n of [2, 6, 40]) {
      check(identity(n), n);
      check(new Float64Array(n * n), n);
      const ones = check(new Float64Array(n * n).fill(1), n);
      expect(ones[n - 1]).toBeCloseTo(n, 11);
      expect(Math.abs(ones[0])).toBeLessThan(n * n * EPSILON);
      expect([
        ...check(
          fill(n, n, (i, j) => (i === j ? 0 - i : 0)),
          n
        )
      ]).toEqual(Array.from({length: n}, (_, i) => i + 1 - n));
    }
  });

  it("takes Hilbert, Wilkinson, graded and low-rank matrices", () => {
    check(hilbert(30), 30);
    check(
      fill(21, 21, (i, j) => (i === j ? Math.abs(i - 10) : Math.abs(i - j) === 1 ? 1 : 0)),
      21
    );
    const base = randomSymmetric(20, 5);
    check(
      fill(20, 20, (i, j) => base[i * 20 + j] * 10 ** (-3 * (i + j))),
      20
    );
    check(
      fill(20, 20, (i, j) => base[i * 20 + j] * 10 ** (3 * (i + j - 38))),
      20
    );
    const u = randomMatrix(50, 1, 5);
    check(
      fill(50, 50, (i, j) => u[i] * u[j]),
      50
    );
  });

  it("takes matrices near overflow and among the subnormals", () => {
    const n = 9;
    const A = randomSymmetric(n, 3);
    const values = check(A, n);
    for (const scale of [2 ** 1020, 2 ** -600, 2 ** 500]) {
      expect(
        check(
          A.map((x) => x * scale),
          n
        )
      ).toEqual(values.map((x) => x * scale));
    }
    // of 2⁻¹⁰⁶⁰ the subnormals keep 14 bits
    const {values: tiny} = compiled(symmetricEigen, {A: A.map((x) => x * 2 ** -1060)}, {n}, 1);
    tiny.forEach((x, i) =>
      expect(Math.abs(x * 2 ** 530 * 2 ** 530 - values[i])).toBeLessThan(n * 2 ** -14)
    );
  });

  it("reads the lower triangle only", () => {
    const A = randomSymmetric(8, 8);
    const spoiled = fill(8, 8, (i, j) => (j > i ? NaN : A[i * 8 + j]));
    expect(toBits(compiled(symmetricEigen, {A: spoiled}, {n: 8}, 1))).toEqual(
      toBits(compiled(symmetricEigen, {A}, {n: 8}, 1))
    );
  });

  it("is as accurate with fused products", () => {
    check(randomSymmetric(65, 4), 65, relaxed);
  });

  it("gives a batch the same in any order of its blocks", () => {
    const A = Array.from({length: 9}, (_, i) => [...randomSymmetric(6, i + 1)]).flat();
    const forwards = compiled(symmetricEigen, {A}, {n: 6}, 9);
    expect(toBits(makeRun("strict", true)(symmetricEigen, {A}, {n: 6}, 9))).toEqual(
      toBits(forwards)
    );
  });
});
