// What the statistics call computing is computing: neither waiting for a turn, nor loading what computes.
import {afterEach, expect, it, vi} from "vitest";
import {createEngineIn} from "../../worker/client.ts";
import {makeNodeHome} from "../../worker/node.ts";

const home = await makeNodeHome(new URL("../../dist/", import.meta.url));
/** Nothing of it keeps the process alive. */
const engine = await createEngineIn({...home, spawn: undefined});
await engine.load();
const {collocation, model, ode, optimize} = engine;
const rhs = (u: number[], p: number[]) => [-p[0] * u[0] + p[1]];
const compiled = await model.compile(rhs, {u: 1, p: 2});
const t = Float64Array.from({length: 30}, (_, i) => i / 10);
const data = [t.map((time) => Math.exp(-time) + 0.5 + 0.01 * Math.sin(99 * time))];
const smooth = await collocation.collocate(data, t);
const start = [1, 1];
const shot = {data, t, u0: [1.5], start};

afterEach(() => void vi.restoreAllMocks());

it.each([
  ["fit", () => collocation.fit(compiled, smooth, {start})],
  ["fit by gradients", () => collocation.fit(compiled, smooth, {start, optimizer: "lbfgs" as const})],
  ["fit of a plain function", () => collocation.fit((u: number[], p: number[]) => rhs(u, p), smooth, {start})],
  ["fit of raw data", () => collocation.fit(compiled, {data, t, bandwidth: 0.4}, {start})],
  ["refine", () => collocation.refine(compiled, shot)],
  ["refine by a plain function", () => collocation.refine((u: number[], p: number[]) => rhs(u, p), shot)],
  ["profile", () => collocation.profile(compiled, {...shot, parameter: 0, points: 3})],
  ["bootstrap", () => collocation.bootstrap(compiled, {...shot, samples: 2})],
  ["bias", () => collocation.bias(compiled, {p: [1, 0.5], u0: [1.5], t})],
  ["solve", () => ode.solve(compiled, {u0: [1.5], p: [1, 0.5], t: [0, 3]})],
  ["minimize", () => optimize.minimize((x) => x[0] * x[0], {start: [1]})],
  ["leastSquares", () => optimize.leastSquares((x) => [x[0] - 1, x[0]], {start: [1]})]
])("%s", async (_name, begin) => {
  // an hour goes by before anything has its turn
  let hour = 0;
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + hour);
  const run = begin();
  hour = 3_600_000;
  const {stats} = await run;
  expect(stats.elapsed).toBeGreaterThan(0);
  expect(stats.elapsed + stats.compile).toBeLessThan(hour);
}); // prettier-ignore
