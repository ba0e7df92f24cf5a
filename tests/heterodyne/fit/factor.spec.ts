// Normal equations as least-squares searches read them, and eigenvalues of small matrices.
import {describe, expect, it} from "vitest";
import {toEigen} from "../../../worker/heterodyne/fit/eigen.ts";
import {toFactor} from "../../../worker/heterodyne/fit/factor.ts";
import {makeDraws} from "../../../kernels-as/random/draws.ts";

const k = 5;
/** m×k numbers in columns of very different sizes. */
function makeColumns(m: number): Float64Array {
  const draws = makeDraws(3, 0, m);
  return Float64Array.from({length: m * k}, (_, i) => draws.normal() * 10 ** (3 * (i % k) - 6));
}

function toNormal(J: Float64Array, r: Float64Array) {
  const normal = new Float64Array(k * k);
  const half = new Float64Array(k);
  for (let m = 0; m < r.length; m++)
    for (let i = 0; i < k; i++) {
      half[i] += J[m * k + i] * r[m];
      for (let j = 0; j < k; j++) normal[i * k + j] += J[m * k + i] * J[m * k + j];
    }
  return {normal, half};
}

function factorOf({normal, half}: {normal: Float64Array; half: Float64Array}) {
  const probe = {factor: new Float64Array(k * k), projected: new Float64Array(k)};
  toFactor(normal, half, probe);
  return probe;
}

function expectEquations({normal, half}: ReturnType<typeof toNormal>): void {
  const {factor, projected} = factorOf({normal, half});
  for (let i = 0; i < k; i++) {
    let g = 0;
    for (let m = 0; m < k; m++) g += factor[m * k + i] * projected[m];
    const size = Math.sqrt(normal[i * k + i]);
    expect(Math.abs(g - half[i])).toBeLessThanOrEqual(1e-9 * (Math.abs(half[i]) + size));
    for (let j = 0; j < k; j++) {
      let a = 0;
      for (let m = 0; m < k; m++) a += factor[m * k + i] * factor[m * k + j];
      const whole = size * Math.sqrt(normal[j * k + j]);
      expect(Math.abs(a - normal[i * k + j])).toBeLessThanOrEqual(1e-12 * whole);
    }
  }
}

const residuals = Float64Array.from({length: 20}, (_, m) => Math.sin(m));

describe("toFactor", () => {
  it("gives R and q with RᵀR = JᵀJ and Rᵀq = Jᵀr", () => {
    expectEquations(toNormal(makeColumns(20), residuals));
  });

  it("gives zero rows to columns that depend on others, and to empty ones", () => {
    const J = makeColumns(20);
    for (let m = 0; m < 20; m++) {
      J[m * k + 2] = 3e4 * J[m * k] - 7 * J[m * k + 1];
      J[m * k + 3] = 0;
    }
    const equations = toNormal(J, residuals);
    expectEquations(equations);
    const {factor, projected} = factorOf(equations);
    for (const i of [2, 3]) {
      expect(Array.from(factor.subarray(i * k, i * k + k))).toEqual([0, 0, 0, 0, 0]);
      expect(projected[i]).toBe(0);
    }
  });

  it("lets a NaN show", () => {
    const equations = toNormal(makeColumns(20), residuals);
    equations.normal[1] = NaN;
    expect(factorOf(equations).factor.some(Number.isNaN)).toBe(true);
  });
});

describe("toEigen", () => {
  it("takes a symmetric matrix apart", () => {
    const {normal} = toNormal(makeColumns(20), residuals);
    const A = normal.map((value, m) => value / 10 ** (3 * (m % k) + 3 * Math.floor(m / k) - 12));
    const {values, vectors} = toEigen(A, k);
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) {
        let [a, unit] = [0, 0];
        for (let m = 0; m < k; m++) {
          a += vectors[i * k + m] * values[m] * vectors[j * k + m];
          unit += vectors[m * k + i] * vectors[m * k + j];
        }
        expect(Math.abs(a - A[i * k + j])).toBeLessThan(1e-12);
        expect(Math.abs(unit - (i === j ? 1 : 0))).toBeLessThan(1e-14);
      }
  });

  it("finds what is exactly flat", () => {
    const A = Float64Array.of(1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1);
    const {values} = toEigen(A, 3);
    expect(Math.min(...values.map(Math.abs))).toBeLessThan(1e-15);
  });
});
