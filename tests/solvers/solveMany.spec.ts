// The whole-solve programs: compiled with a model they give the very bits that their text gives as TypeScript.
import {describe, expect, it} from "vitest";
import {solveExplicit} from "../../worker/solvers/ode/core/solveExplicit.ts";
import {solveRodas} from "../../worker/solvers/ode/core/solveRodas.ts";
import {EXPLICIT} from "../../worker/solvers/ode/explicitMethods.ts";
import {
  RODAS_A,
  RODAS_ALPHA,
  RODAS_C,
  RODAS_D,
  RODAS_GAMMA,
  RODAS_H
} from "../../worker/solvers/ode/rodasTables.ts";
import type {CompiledModel} from "../../worker/model/types.ts";
import type {OdeManyOptions, OdeManySolution, OdeModel} from "../../worker/solvers/ode/types.ts";
import {models, ode} from "./oneThread.ts";
import {problem} from "./problems.ts";

type Numbers = ArrayLike<number>;
const [RTOL, ATOL, STEPS] = [1e-6, 1e-9, 100_000];

/** One problem by the text as it is. */
function runDirectly(
  model: CompiledModel,
  method: "tsit5" | "vern7" | "rodas",
  [u0, p]: [number[], number[]],
  span: number[],
  times: number[]
): number[] {
  const call = (f: CompiledModel) => (u: Numbers, q: Numbers, t: number) => f(u, q, t) as number[];
  const rest = [
    u0.length,
    times.length,
    u0,
    p,
    span,
    times,
    RTOL,
    u0.map(() => ATOL),
    STEPS
  ] as const;
  if (method !== "rodas") {
    const {A, C, E, P, width, main, degree, q} = EXPLICIT[method];
    return solveExplicit(call(model), A, C, E, P, width, main, degree, q, ...rest);
  }
  return solveRodas(
    call(model), call(model.jacobian("u")), call(model.jacobian("t")), RODAS_A, RODAS_C, RODAS_ALPHA, RODAS_D, RODAS_H,
    RODAS_GAMMA, [0], false, ...rest
  ); // prettier-ignore
}

function pick({u, status, steps, rejected}: OdeManySolution, i: number): number[] {
  const count = u[0].length;
  const states = Array.from({length: count}, (_, k) => u.map((rows) => rows[k][i])).flat();
  return [...states, status[i] + 1, steps[i], rejected[i]];
}

describe.each(["tsit5", "vern7", "rodas"] as const)("many problems by %s", (method) => {
  it("have the bits of one after the other", async () => {
    const text = `(u, p, t) => [
      p[0] * u[0] - p[1] * u[0] * u[1] + 0.1 * Math.sin(t),
      -p[2] * u[1] + p[3] * u[0] * u[1]
    ]`;
    const model = await models.compile(text, {u: 2, p: 4, t: 1});
    const n = 7;
    const row = (value: number) => Float64Array.from({length: n}, (_, i) => value * (1 + 0.05 * i));
    const p = [1.5, 1, 3, 1].map(row);
    const times = [0, 0.5, 3, 3, 7.25, 8];
    const many = await ode.solveMany(model, {u0: [1, 1], p, t: [0, 8], saveat: times, method});
    for (let i = 0; i < n; i++) {
      const own = p.map((values) => values[i]);
      const expected = runDirectly(model, method, [[1, 1], own], [0, 8], times);
      expected.splice(expected.length - 3, 1);
      expect(pick(many, i)).toEqual(expected);
    }
    expect(Array.from(many.status)).toEqual(new Array(n).fill(0));
    expect(many.advice).toBe("The solve got to its end.");
    expect(many.u[0][5]).toBeInstanceOf(Float64Array);
  });
});

describe("many problems", () => {
  it("may go backwards, vary in their start and end early, each by itself", async () => {
    const model = await models.compile("(u, p, t) => [u[0] * u[0]]", {u: 1, p: 1, t: 1});
    const u0 = [0.1, -1, 5];
    const many = await ode.solveMany(model, {u0, p: 0, t: [0, 2], saveat: 1});
    expect(Array.from(many.status, (k) => many.statuses[k] === "converged")).toEqual([
      true,
      true,
      false
    ]);
    expect(many.u[0][2][0]).toBeCloseTo(0.1 / 0.8, 6);
    expect(many.u[0][2][1]).toBeCloseTo(-1 / 3, 6);
    expect(many.u[0][2][2]).toBeNaN();
    const back = await ode.solveMany(model, {u0, p: 0, t: [0, -0.5]});
    u0.forEach((value, i) => expect(back.u[0][0][i]).toBeCloseTo(value / (1 + value / 2), 4));
  });

  it.each(["tsit5", "rodas"] as const)("may be a scalar model's, by %s", async (method) => {
    const model = await models.compile("(u, p) => -p * u", {u: 1, p: 1});
    const many = await ode.solveMany(model, {u0: 2, p: [1, 3], t: [0, 1], method});
    [1, 3].forEach((rate, i) => expect(many.u[0][0][i]).toBeCloseTo(2 * Math.exp(-rate), 5));
    const one = await ode.solve(model, {u0: 2, p: 3, t: [0, 1], saveat: [1], method});
    expect(one.u[0][0]).toBeCloseTo(many.u[0][0][1], 14);
  });

  it("may be a plain function's", async () => {
    const decay: OdeModel = (u, p) => [-p[0] * u[0]];
    const many = await ode.solveMany(decay, {u0: [1], p: [[0.5, 1, 2]], t: [0, 1]});
    [0.5, 1, 2].forEach((rate, i) => expect(many.u[0][0][i]).toBeCloseTo(Math.exp(-rate), 5));
  });

  it("may be DAEs by rodas", async () => {
    const {p, t, u} = problem("robertson");
    const text = `(u, p) => [
      -p[0] * u[0] + p[1] * u[1] * u[2],
      p[0] * u[0] - p[1] * u[1] * u[2] - p[2] * u[1] * u[1],
      u[0] + u[1] + u[2] - 1
    ]`;
    const model = await models.compile(text, {u: 3, p: 3});
    const many = await ode.solveMany(model, {
      u0: [1, 0, 0], p: [[p[0], p[0]], [p[1], p[1]], [p[2], 2 * p[2]]], t: [0, t[4]], saveat: t,
      method: "rodas", mass: [1, 0, 0, 0, 1, 0, 0, 0, 0], rtol: 1e-7, atol: 1e-11
    }); // prettier-ignore
    t.forEach((_, k) => expect(many.u[0][k][0]).toBeCloseTo(u[0][k], 6));
    expect(many.u[0][4][1]).not.toBeCloseTo(u[0][4], 4);
  });

  it("run out of steps one by one", async () => {
    const model = await models.compile("(u, p, t) => [u[1], -p[0] * u[0]]", {u: 2, p: 1, t: 1});
    const many = await ode.solveMany(model, {u0: [1, 0], p: [[1, 1e4]], t: [0, 10], maxSteps: 200});
    expect(Array.from(many.status, (k) => many.statuses[k])).toEqual(["converged", "maxSteps"]);
    expect(many.advice).toContain("maxSteps");
    expect(many.steps[1] + many.rejected[1]).toBe(200);
  });

  const plain: OdeModel = (u) => [-u[0]];
  it.each<[Record<string, unknown>, string]>([
    [{u0: [1]}, "ode.solveMany: expected u0 or p with vectors over the problems, got one problem: use ode.solve"],
    [{u0: [[1, 2]], p: [[1, 2, 3]]}, "ode.solveMany: expected u0 and p for the same problems, got 2 and 3 of them"],
    [{u0: [[1, 2], [1]]}, "ode.solveMany: expected vectors of one length in u0, got 2 and 1"],
    [{method: "bdf"}, 'ode.solveMany: expected method as one of "tsit5", "vern7", "rodas", got "bdf"'],
    [{mass: [1]}, 'ode.solveMany: expected method "rodas" for problems with mass, got "tsit5"'],
    [{saveat: [3]}, "ode.solveMany: expected saveat within t, from 0 to 1, got 3 at index 0"],
    [{events: []}, 'ode.solveMany: unknown option "events"']
  ])("misuse throws at the call: %o", (options, message) => {
    const given = {u0: [[1, 2]], t: [0, 1], ...options} as unknown as OdeManyOptions;
    expect(() => ode.solveMany(plain, given)).toThrow(message);
  }); // prettier-ignore
});
