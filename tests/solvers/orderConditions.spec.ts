import {describe, expect, it} from "vitest";
import {weightsWithin} from "../../worker/solvers/ode/core/explicit.ts";
import {factorise, solveFactored} from "../../worker/solvers/ode/core/linear.ts";
import {EXPLICIT} from "../../worker/solvers/ode/explicitMethods.ts";
import {
  RODAS_A,
  RODAS_ALPHA,
  RODAS_C,
  RODAS_D,
  RODAS_GAMMA,
  RODAS_H
} from "../../worker/solvers/ode/rodasTables.ts";
import {toRows, treesOf, violations} from "./trees.ts";

/** Coefficients of some 200 with 16 digits leave this much in a condition. */
const ROUNDING = 3e-13;

const holds = (errors: number[]) => expect(Math.max(...errors)).toBeLessThan(ROUNDING);

it("there are 1, 1, 2, 4, 9, 20, 48 trees", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((n) => treesOf(n).length)).toEqual([1, 1, 2, 4, 9, 20, 48]);
});

describe.each([
  ["tsit5", 5, 4, 4],
  ["vern7", 7, 6, 6]
] as const)("%s", (name, order, embedded, within) => {
  const {A, C, E, P, width, main, degree} = EXPLICIT[name];
  const rows = toRows(A, width);
  const b = rows[main - 1];

  it("has rows that sum to where their stages are", () => {
    rows.forEach((row, i) => expect(row.reduce((a, x) => a + x, 0)).toBeCloseTo(C[i], 13));
  });

  it(`meets all conditions up to order ${order}, and not those of the next`, () => {
    holds(violations(b, rows, order));
    expect(violations(b, rows, order + 1)[order]).toBeGreaterThan(1e-6);
  });

  it(`has an embedded solution of order ${embedded}`, () => {
    const other = b.map((weight, i) => weight - E[i]);
    holds(violations(other, rows, embedded));
    expect(violations(other, rows, embedded + 1)[embedded]).toBeGreaterThan(1e-6);
  });

  it(`has an interpolant of order ${within}, which ends at the solution with its slope`, () => {
    for (const theta of [0.1, 0.37, 0.5, 0.8]) {
      holds(violations(weightsWithin(P, degree, width, theta), rows, within, {theta}));
    }
    weightsWithin(P, degree, width, 1).forEach((weight, i) => expect(weight).toBeCloseTo(b[i], 12));
    const slope = toRows(P, degree).map((row) => row.reduce((sum, x, j) => sum + x * (j + 1), 0));
    slope.forEach((weight, i) => expect(weight).toBeCloseTo(i === main - 1 ? 1 : 0, 10));
  });
});

describe("rodas", () => {
  // back from the form without products: U = ΓK, C = 1/γ − Γ⁻¹, A = αΓ⁻¹
  const C = toRows(RODAS_C, 8);
  const inverse = C.map((row, i) => row.map((c, j) => (i === j ? 1 / RODAS_GAMMA : 0) - c)).flat();
  const Gamma = invert(inverse, 8);
  const alpha = multiply(toRows(RODAS_A, 8), Gamma);
  const beta = alpha.map((row, i) => row.map((a, j) => a + Gamma[i][j]));
  const m = [...RODAS_A.slice(56, 63), 1];
  const weigh = (weights: number[]) => multiply([weights], Gamma)[0];

  it("has rows that sum to where their stages are, and to their weight of the slope in time", () => {
    alpha.forEach((row, i) =>
      expect(row.reduce((a, x) => a + x, 0)).toBeCloseTo(RODAS_ALPHA[i], 12)
    );
    Gamma.forEach((row, i) => expect(row.reduce((a, x) => a + x, 0)).toBeCloseTo(RODAS_D[i], 12));
  });

  it("meets all conditions up to order 5, and not those of the next", () => {
    holds(violations(weigh(m), alpha, 5, {lone: beta}));
    expect(violations(weigh(m), alpha, 6, {lone: beta})[5]).toBeGreaterThan(1e-3);
  });

  it("has an embedded solution of order 4: all but the last stage", () => {
    const other = weigh([...m.slice(0, 7), 0]);
    holds(violations(other, alpha, 4, {lone: beta}));
    expect(violations(other, alpha, 5, {lone: beta})[4]).toBeGreaterThan(1e-3);
  });

  it("is stiffly accurate: the last two stages look where the solutions are", () => {
    const last = alpha.at(-1);
    weigh([...m.slice(0, 7), 0]).forEach((weight, i) => expect(weight).toBeCloseTo(last[i], 12));
    weigh(m).forEach((weight, i) => expect(weight).toBeCloseTo(beta.at(-1)[i], 12));
  });

  it("has dense output of order 4", () => {
    const [square, cube, fourth] = toRows(RODAS_H, 8);
    for (const theta of [0.1, 0.37, 0.5, 0.8]) {
      const weights = m.map(
        (weight, i) =>
          theta * weight + theta * (1 - theta) * (square[i] + theta * (cube[i] + theta * fourth[i]))
      );
      holds(violations(weigh(weights), alpha, 4, {theta, lone: beta}));
    }
  });
});

function invert(flat: number[], n: number): number[][] {
  const matrix = flat.slice();
  const swaps = new Array<number>(n).fill(0);
  factorise(matrix, swaps, n);
  const columns = Array.from({length: n}, (_, k) => {
    const b = Array.from({length: n}, (_unused, i) => (i === k ? 1 : 0));
    solveFactored(matrix, swaps, b, 0, n);
    return b;
  });
  return columns[0].map((_, i) => columns.map((column) => column[i]));
}

function multiply(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
}
