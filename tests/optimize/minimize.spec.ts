import {describe, expect, it} from "vitest";
import {makeOptimize} from "../../worker/optimize/optimize.ts";
import scipy from "../fixtures/optimize/scipy.json" with {type: "json"};
import {apart, rosenbrock, scalars} from "./problems.ts";

type Pairs = [number | null, number | null][];
const optimize = makeOptimize();
const named = scipy.minimize.map((wanted) => ({
  ...wanted,
  title: `${wanted.name} of ${wanted.x.length}${wanted.bounds === null ? "" : " in a box"}`,
  bounds: (wanted.bounds ?? undefined) as Pairs | undefined
}));

describe("lbfgs", () => {
  it.each(named)("goes the way of scipy's L-BFGS-B: $title", async (wanted) => {
    const {name, start, bounds, value, steps, evaluations} = wanted;
    const found = await optimize.minimize(scalars[name], {start, bounds});
    expect(found.status).toBe("converged");
    expect(Math.abs(found.value - value)).toBeLessThan(1e-8 * Math.max(1, Math.abs(value)));
    const last = found.trace.at(-1);
    expect(last.step).toBeLessThanOrEqual(1.25 * steps + 1);
    expect(last.evaluations).toBeLessThanOrEqual(1.25 * evaluations + 2);
  });

  // one memory for all pairs and no rounding of note: step for step the same
  it.each(named.filter(({name, x}) => name !== "hs45" && x.length === 2 && name !== "hs5"))(
    "ends where scipy does: $title",
    async ({name, start, bounds, x}) => {
      const found = await optimize.minimize(scalars[name], {start, bounds});
      expect(apart(found.x, x, 1)).toBeLessThan(1e-6);
    }
  );

  it("finds the minimum as precisely as is asked for", async () => {
    const start = Array.from({length: 10}, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const found = await optimize.minimize(rosenbrock, {start, ftol: 0, gtol: 1e-8});
    expect(apart(found.x, new Array<number>(10).fill(1))).toBeLessThan(1e-7);
    const [slope] = found.trace.slice(-1).map((row) => row.slope);
    expect(slope).toBe(Math.max(...found.gradient.map(Math.abs)));
  });

  it.each([
    [[0, 0], [3, 2]],
    [[-4, 4], [-2.805118086952745, 3.131312518250573]],
    [[-4, -4], [-3.779310253377747, -3.283185991286170]],
    [[4, -3], [3.584428340330492, -1.848126526964404]]
  ])("finds Himmelblau's minimum near %j", async (start, x) => {
    const found = await optimize.minimize(scalars.himmelblau, {start, ftol: 0, gtol: 1e-9});
    expect(apart(found.x, x)).toBeLessThan(1e-9);
  }); // prettier-ignore

  it("solves Hock and Schittkowski's 25 and 38", async () => {
    const bounds: Pairs = [[0.1, 100], [0, 25.6], [0, 5]]; // prettier-ignore
    const near = await optimize.minimize(scalars.hs25, {start: [60, 20, 2], bounds, ftol: 0});
    expect(near.value).toBeLessThan(1e-8);
    const start = [-3, -1, -3, -1];
    const wood = await optimize.minimize(scalars.wood, {start, bounds: {lower: [-10, -10, -10, -10], upper: [10, 10, 10, 10]}, ftol: 0}); // prettier-ignore
    expect(apart(wood.x, [1, 1, 1, 1])).toBeLessThan(1e-5);
  });

  it("needs fewer steps with a longer memory", async () => {
    const start = Array.from({length: 30}, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const steps = async (memory: number) =>
      (await optimize.minimize(rosenbrock, {start, memory, gtol: 1e-6, ftol: 0})).trace.length;
    expect(await steps(20)).toBeLessThan((await steps(1)) / 1.5);
  });

  it("steps back from where the objective is not finite", async () => {
    const found = await optimize.minimize(([x]) => x - Math.log(x), {start: [1e-3], gtol: 1e-9});
    expect(found.status).toBe("converged");
    expect(found.x[0]).toBeCloseTo(1, 7);
  });
});

describe("nelder-mead", () => {
  it.each([
    ["rosenbrock", [-1.2, 1], undefined, [1, 1]],
    ["beale", [1, 1], undefined, [3, 0.5]],
    ["booth", [-5, 8], undefined, [1, 3]],
    ["wood", [-3, -1, -3, -1], undefined, [1, 1, 1, 1]],
    ["brown", [1, 1], undefined, [1e6, 2e-6]],
    ["rosenbrock", [-2, 1], [[null, null], [1.5, null]], [-1.2210262422329143, 1.5]],
    ["hs4", [1.125, 0.125], [[1, null], [0, null]], [1, 0]],
    ["hs5", [0, 0], [[-1.5, 4], [-3, 3]], [0.5 - Math.PI / 3, -0.5 - Math.PI / 3]],
    ["hs45", [2, 2, 2, 2, 2], [[0, 1], [0, 2], [0, 3], [0, 4], [0, 5]], [1, 2, 3, 4, 5]]
  ] as [string, number[], Pairs | undefined, number[]][])(
    "solves %s from %j in %j",
    async (name, start, bounds, x) => {
      const found = await optimize.minimize(scalars[name], {start, bounds, method: "nelder-mead"});
      expect(found.status).toBe("converged");
      expect(apart(found.x, x, 1e-6)).toBeLessThan(1e-5);
      expect(found.trace.every(({slope}) => Number.isNaN(slope))).toBe(true);
      found.trace.slice(1).forEach(({value}, i) =>
        expect(value).toBeLessThanOrEqual(found.trace[i].value)
      );
    }
  ); // prettier-ignore

  it("seldom ends in a simplex that has collapsed onto a side of the box", async () => {
    let state = 1;
    const draw = () => (state = (state * 48271) % 2147483647) / 2147483647;
    let collapsed = 0;
    for (let n = 0; n < 100; n++) {
      // a narrow valley at an angle, from a corner
      const [angle, steep, a, b] = [6.3 * draw(), 1 + 100 * draw(), draw(), draw()];
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const valley = ([x, y]: number[]) =>
        steep * (c * (x - a) + s * (y - b)) ** 2 + (c * (y - b) - s * (x - a)) ** 2;
      const start = [Math.round(draw()), Math.round(draw())];
      const bounds: Pairs = [[0, 1], [0, 1]]; // prettier-ignore
      const {value} = await optimize.minimize(valley, {start, bounds, method: "nelder-mead"});
      if (value > 1e-9) collapsed++;
    }
    expect(collapsed).toBeLessThanOrEqual(3);
  });

  it("needs no derivative: a corner", async () => {
    const corner = ([a, b]: number[]) => Math.abs(a - 2) + 3 * Math.abs(b + 1);
    const found = await optimize.minimize(corner, {start: [0, 0], method: "nelder-mead"});
    expect(apart(found.x, [2, -1])).toBeLessThan(1e-6);
  });
});

describe("adam", () => {
  it("keeps the best iterate, not the last", async () => {
    const options = {start: [0.3], method: "adam", learningRate: 0.5, steps: 7} as const;
    const found = await optimize.minimize(([x]) => x * x, options);
    const values = found.trace.map(({value}) => value);
    expect(found.value).toBe(Math.min(...values));
    expect(found.value).toBeLessThan(values.at(-1));
    expect(found.x[0] ** 2).toBe(found.value);
    expect(found.status).toBe("maxSteps");
  });

  it("stays in the box and stops at a slope", async () => {
    const bounds: Pairs = [[0.5, null]];
    const options = {start: [2], bounds, method: "adam", learningRate: 0.1, gtol: 1e-6} as const;
    const found = await optimize.minimize(([x]) => x * x, options);
    expect(found.x[0]).toBe(0.5);
    expect(found.status).toBe("converged");
  });
});
