import {describe, expect, it} from "vitest";
import {toFitProblem} from "../../../worker/collocation/refine/asked.ts";
import {joinExactly} from "../../../worker/collocation/refine/joinExactly.ts";
import {
  link,
  startChain,
  toSegments,
  type Chain,
  type Links
} from "../../../worker/collocation/refine/segments.ts";
import {makeShooter} from "../../../worker/collocation/refine/shoot.ts";
import {makePace} from "../../../worker/pace.ts";
import {solve} from "../../../worker/solvers/ode/solve.ts";
import {errorOf, lotkaVolterra, type Rhs} from "./fits.ts";
import {compileLotkaVolterra, models, refine} from "./part.ts";

const {t, data, start} = lotkaVolterra;

/** A trajectory with small waves on it that no model has, and the model compiled. */
async function observe(
  rhs: Rhs,
  sizes: object,
  truth: number[],
  u0: number[],
  end: number,
  n: number
) {
  const model = await models.compile(rhs as never, {...sizes});
  const times = Array.from({length: n}, (_, i) => (end * i) / (n - 1));
  const {u} = await solve(model, {
    u0, p: truth, t: [0, end], saveat: times, method: "vern7", rtol: 1e-12, atol: 1e-12
  }); // prettier-ignore
  const noisy = u.map((row, i) =>
    row.map((value, k) => value + 0.02 * Math.sin((12.9898 + i) * (k + 1)))
  );
  return {model: model as never, times, data: noisy};
}

const pendulum = (u: number[], p: number[]) => [u[1], -p[0] * Math.sin(u[0])];
const lorenz = (u: number[], p: number[]) => [
  p[0] * (u[1] - u[0]),
  u[0] * (p[1] - u[2]) - u[1],
  u[0] * u[1] - p[2] * u[2]
];

describe("joining", () => {
  it("closes the gaps and is then where one trajectory's fit ends", async () => {
    const lv = await compileLotkaVolterra();
    for (const fitInitial of [false, true]) {
      const options = {data, t, u0: [1, 0.5], start, fitInitial, segments: 7};
      const problem = toFitProblem("test", lv, options);
      const shooter = makeShooter(
        problem,
        lv,
        makePace(() => undefined)
      );
      const segments = toSegments(problem);
      const follow = (chain: Chain) => link(shooter, problem.observed, segments, chain);
      const before = await follow(startChain(problem, segments));
      const gapOf = (links?: Links) =>
        Math.max(...links!.gaps.flatMap((gap) => [...gap.map(Math.abs)]));
      expect(gapOf(before)).toBeGreaterThan(0.05);
      const weights = Float64Array.of(1e4, 1e4);
      const joined = await joinExactly(problem, segments, follow, before!.chain, weights);
      expect(gapOf(await follow(joined))).toBeLessThan(1e-8);
      const one = await refine(lv, {...options, segments: 1});
      expect(errorOf(joined.x, fitInitial ? [...one.p, ...one.u0] : one.p)).toBeLessThan(1e-6);
    }
  });
});

describe("refine by segments", () => {
  it("ends where one trajectory's fit ends, if both get there", async () => {
    const lv = await compileLotkaVolterra();
    for (const options of [
      {data, t, u0: [1, 0.5], start},
      {data, t, start}
    ]) {
      const one = await refine(lv, options);
      const many = await refine(lv, {...options, segments: 7});
      expect(many.status).toBe("converged");
      expect(errorOf(many.p, one.p)).toBeLessThan(1e-7);
      expect(errorOf(many.u0, one.u0)).toBeLessThan(1e-7);
      expect(Math.abs(many.sse / one.sse - 1)).toBeLessThan(1e-9);
    }
  });

  it("finds a pendulum's frequency from one far off, where one trajectory stays in a wrong valley", async () => {
    const truth = [4];
    const {
      model,
      times,
      data: series
    } = await observe(pendulum, {u: 2, p: 1}, truth, [1.5, 0], 40, 201);
    const options = {data: series, t: times, u0: [1.5, 0], start: [2]};
    const one = await refine(model, options);
    expect(errorOf(one.p, truth)).toBeGreaterThan(0.1);
    const many = await refine(model, {...options, segments: 20});
    expect(many.status).toBe("converged");
    expect(errorOf(many.p, truth)).toBeLessThan(0.002);
    expect(many.sigma).toBeLessThan(0.02);
    expect(many.sse).toBeLessThan(one.sse / 100);
  });

  it("gets out of the valley that the dossier's test parameters lie in", async () => {
    const lv = await compileLotkaVolterra();
    const options = {data: lotkaVolterra.exact, t, u0: [1, 0.5], start: [1, 1, 1, 1]};
    const one = await refine(lv, options);
    expect(one.status).toBe("maxSteps");
    expect(one.advice).toContain("segments");
    const many = await refine(lv, {...options, segments: 5});
    expect(many.status).toBe("converged");
    expect(errorOf(many.p, [1.5, 1, 3, 1])).toBeLessThan(1e-8);
  });

  it("follows chaos: Lorenz's parameters from 20 % beside, with the initial state unknown", async () => {
    const truth = [10, 28, 8 / 3];
    const {
      model,
      times,
      data: series
    } = await observe(lorenz, {u: 3, p: 3}, truth, [-8, 7, 27], 10, 401);
    const options = {data: series, t: times, start: [12, 23, 3.2]};
    const one = await refine(model, options);
    expect(errorOf(one.p, truth)).toBeGreaterThan(0.02);
    const many = await refine(model, {...options, segments: 40});
    expect(many.status).toBe("converged");
    expect(errorOf(many.p, truth)).toBeLessThan(1e-3);
    expect(many.sigma).toBeLessThan(0.02);
  });
});
