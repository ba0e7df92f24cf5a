// Fixed steps halved: the error falls by the order of the method, and of its values within a step.
import {describe, expect, it} from "vitest";
import {combineStages, fillStages, weightsWithin} from "../../worker/solvers/ode/core/explicit.ts";
import {
  factoriseShifted,
  rodasEnd,
  rodasStages,
  rodasWithin
} from "../../worker/solvers/ode/core/rodas.ts";
import {makeDifferences, rescale, valueAt} from "../../worker/solvers/ode/differenceTable.ts";
import {EXPLICIT} from "../../worker/solvers/ode/explicitMethods.ts";
import {
  RODAS_A,
  RODAS_ALPHA,
  RODAS_C,
  RODAS_D,
  RODAS_GAMMA,
  RODAS_H
} from "../../worker/solvers/ode/rodasTables.ts";
import {slopeOf} from "./problems.ts";

// u' = −2t·u², v' = u·v·cos t: nonlinear, depends on time; u = 1/(1 + t²) in closed form
type Numbers = ArrayLike<number>;
const rhs = (u: Numbers, _p: Numbers, t: number) => [-2 * t * u[0] * u[0], u[1] - Math.sin(t)];
const exact = (t: number) => [1 / (1 + t * t), (Math.sin(t) + Math.cos(t)) / 2 + Math.exp(t) / 2];
const jacobian = (u: Numbers, t: number) => [-4 * t * u[0], 0, 0, 1];
const inTime = (u: Numbers, t: number) => [-2 * u[0] * u[0], -Math.cos(t)];
const END = 2;

interface Errors {
  end: number;
  within: number;
}

const distance = (a: Numbers, b: Numbers) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));

/** One step: where it ends, and the values within it. */
type Take = (u: number[], t: number, h: number) => [number[], (theta: number) => number[]];

/** Errors at the end, and of values within steps that start from exact ones. */
function integrate(take: Take, steps: number): Errors {
  const h = END / steps;
  let u = exact(0);
  let within = 0;
  for (let k = 0; k < steps; k++) {
    const t = k * h;
    [u] = take(u, t, h);
    const [, at] = take(exact(t), t, h);
    for (const theta of [0.3, 0.6, 0.9])
      within = Math.max(within, distance(at(theta), exact(t + theta * h)));
  }
  return {end: distance(u, exact(END)), within};
}

const takeExplicit =
  (name: keyof typeof EXPLICIT): Take =>
  (u, t, h) => {
    const {A, C, P, width, main, degree} = EXPLICIT[name];
    const k = new Array<number>(width * 2).fill(0);
    k.splice(0, 2, ...rhs(u, [], t));
    const v = fillStages(rhs, A, C, width, 1, main, k, u, [], t, h, 2);
    if (width > main) fillStages(rhs, A, C, width, main, width, k, u, [], t, h, 2);
    const within = (theta: number) =>
      combineStages(k, weightsWithin(P, degree, width, theta), width, h, 2).map((x, i) => u[i] + x);
    return [v, within];
  };

const takeRodas: Take = (u, t, h) => {
  const matrix = [0, 0, 0, 0];
  const swaps = [0, 0];
  factoriseShifted(matrix, swaps, jacobian(u, t), [], false, 1 / (h * RODAS_GAMMA), 2);
  const stages = rodasStages(
    rhs, RODAS_A, RODAS_C, RODAS_ALPHA, RODAS_D, matrix, swaps, inTime(u, t), [], false, [], 1, u, [], t, h, 2
  ); // prettier-ignore
  const v = rodasEnd(RODAS_A, stages, u, 2);
  return [v, (theta) => rodasWithin(RODAS_H, stages, u, v, theta, 2)];
};

describe.each([
  ["tsit5", takeExplicit("tsit5"), 5, 5, [16, 32, 64]],
  ["vern7", takeExplicit("vern7"), 7, 7, [8, 16, 32]],
  ["rodas", takeRodas, 5, 5, [16, 32, 64]]
] as const)("%s", (_name, take, order, local, counts) => {
  const errors = counts.map((steps) => integrate(take, steps));
  const h = counts.map((steps) => END / steps);

  it(`is of order ${order}`, () => {
    const slope = slopeOf(h, errors.map(({end}) => end)); // prettier-ignore
    expect(slope).toBeGreaterThan(order - 0.35);
  });

  it(`has values within a step whose error falls as h^${local}`, () => {
    const slope = slopeOf(h, errors.map(({within}) => within)); // prettier-ignore
    expect(slope).toBeGreaterThan(local - 0.35);
  });
});

describe("the multistep method's differences", () => {
  // t³ − 2t + 1 by backward differences of step h at time 2
  const cubic = (t: number) => t * t * t - 2 * t + 1;
  const toRows = (h: number) => {
    const rows = makeDifferences([0], [0], h);
    let row = [0, 1, 2, 3, 4].map((k) => cubic(2 - k * h));
    for (let j = 0; j < 4; j++) {
      rows[j][0] = row[0];
      row = row.slice(1).map((older, k) => row[k] - older);
    }
    return rows;
  };

  it("give the polynomial back", () => {
    for (const t of [2, 1.9, 1.33, 2.5])
      expect(valueAt(toRows(0.1), 3, 2, 0.1, t)[0]).toBeCloseTo(cubic(t), 12);
  });

  it.each([0.5, 0.2, 1.7, 10])(
    "are those of the same polynomial for steps %f times as long",
    (factor) => {
      const rows = toRows(0.1);
      rescale(rows, 3, factor);
      const expected = toRows(0.1 * factor);
      for (let j = 0; j <= 3; j++) expect(rows[j][0]).toBeCloseTo(expected[j][0], 11);
    }
  );
});
