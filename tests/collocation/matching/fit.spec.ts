import {describe, expect, it, vi} from "vitest";
import {makeFit} from "../../../worker/collocation/matching/fit.ts";
import {problem} from "../../../worker/collocation/matching/problem.ts";
import type {FitOptions} from "../../../worker/collocation/types.ts";
import {models} from "../../solvers/oneThread.ts";
import {cases, compiled, gap, ONES, plain, slopesOf} from "./lotkaVolterra.ts";

const collocate = () => {
  throw new Error("no raw data here");
};
const fit = makeFit({...models, collocate});
const epanechnikov = cases[0];
const slopes = slopesOf(epanechnikov);
/** Smallest losses and their places, as the dossier prints them. */
const PRINTED: Record<string, [number[], number]> = {
  epanechnikov: [[1.489105568186, 0.929514244837, 2.81926494859, 0.961273445567], 1.858914201846],
  "epanechnikov 0.1": [[1.505561450297, 0.993610951054, 2.836280077954, 0.97772567462], 1.375082143258],
  triangular: [[1.47494965046, 0.933213299922, 2.800734108597, 0.963511731649], 1.763729568098],
  gaussian: [[1.258610912953, 0.526270711358, 1.315234611048, 0.605882220399], 4.588784654025],
  "gaussian 0.05": [[1.486728961658, 0.985019722812, 2.812435697184, 0.979117498317], 1.520641008134],
  noise: [[1.489861545998, 0.934700556370, 2.763466376909, 0.955326438554], 2.316569317676],
  "noise 0.1": [[1.526947481234, 1.026369710029, 2.525818702388, 0.94053372858], 3.322142185244]
}; // prettier-ignore

describe("fit", () => {
  it.each(cases)("finds the dossier's parameters at once, $name", async (given) => {
    const [p, loss] = PRINTED[given.name];
    for (const rhs of [compiled, plain]) {
      const found = await fit(rhs, slopesOf(given), {start: ONES});
      expect(gap(found.p, p)).toBeLessThan(3e-12);
      // the data behind the printed numbers are good to 1e-13 or so
      expect(Math.abs(found.loss - loss)).toBeLessThan(2e-11);
      expect(found).toMatchObject({linear: true, optimizer: "linear", status: "converged"});
      expect(gap(found.p, given.p)).toBeLessThan(1e-12);
    }
  });

  it("says how well the slopes determine them", async () => {
    const {covariance, errors, sse, losses, advice, stats} = await fit(compiled, slopes, {start: ONES}); // prettier-ignore
    const expected = epanechnikov.covariance.flat();
    expect(gap(covariance, expected)).toBeLessThan(1e-12 * Math.max(...expected));
    expect(gap(errors, [0, 5, 10, 15].map((i) => Math.sqrt(covariance[i])))).toBe(0); // prettier-ignore
    expect(sse).toBeCloseTo(epanechnikov.cost ** 2, 12);
    expect(losses[0]).toBeCloseTo(epanechnikov.cost, 12);
    expect(advice).toMatch(/A tolerance was met/);
    expect(stats).toMatchObject({device: "wasm", threads: 1, reproducible: true});
    expect(stats.evaluations).toBe(500);
  });

  it.each([["lm", 2e-7], ["lbfgs", 1e-4]] as const)("finds them step by step, by %s", async (optimizer, far) => {
    const found = await fit(compiled, slopes, {start: ONES, optimizer, gtol: 1e-9, ftol: 0});
    expect(gap(found.p, epanechnikov.p)).toBeLessThan(far);
    expect(found).toMatchObject({linear: true, optimizer, status: "converged"});
    expect(found.trace[0].value).toBeCloseTo(epanechnikov.costAtOnes, 9);
    expect(found.trace.at(-1).value).toBeCloseTo(epanechnikov.cost, 9);
  }); // prettier-ignore

  it("Adam goes the dossier's way, on the root", async () => {
    for (const steps of [1, 10, 100, 1000] as const) {
      const expected = epanechnikov.adam[`${steps}`];
      const found = await fit(compiled, slopes, {start: ONES, optimizer: "adam", steps});
      const last = found.trace.at(-1);
      expect(last.step).toBe(steps);
      expect(Math.abs(last.value - expected.C)).toBeLessThan(1e-10);
      // the best iterate is kept, which here is the last until it swings about the minimum
      if (steps < 1000) expect(gap(found.p, expected.p)).toBeLessThan(1e-9);
      expect(found.loss).toBeLessThanOrEqual(last.value);
      expect(found.status).toBe("maxSteps");
    }
  });

  it("keeps Adam's best iterate, not its last", async () => {
    const options = {start: ONES, optimizer: "adam", learningRate: 0.7, steps: 60} as const;
    const {loss, trace} = await fit(compiled, slopes, options);
    const least = Math.min(...trace.map(({value}) => value));
    expect(loss).toBeCloseTo(least, 12);
    expect(trace.at(-1).value).toBeGreaterThan(least + 1e-6);
  });

  it("searches along the objective's own derivative, by the unknowns", async () => {
    const most = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));
    const matched = problem(compiled, slopes);
    const out = new Float64Array(4);
    const start = [1.2, 0.7, 2, 0.4];
    matched.sseGradient(start, out);
    const bySse = [...out];
    const byLoss = [...matched.gradient(start, out)];
    // p = exp(y): dp/dy = p; p = softplus(y): dp/dy = 1 − exp(−p)
    const ways = {
      exp: (p: number) => p,
      softplus: (p: number) => 1 - Math.exp(-p)
    };
    for (const optimizer of ["lm", "lbfgs", "adam"] as const) {
      const gradient = optimizer === "adam" ? byLoss : bySse;
      const options = {start, optimizer, steps: 1};
      const {trace} = await fit(compiled, slopes, options);
      expect(trace[0].slope / most(gradient)).toBeCloseTo(1, 11);
      for (const positive of ["exp", "softplus"] as const) {
        const {trace} = await fit(compiled, slopes, {...options, positive});
        const byUnknowns = gradient.map((g, i) => g * ways[positive](start[i]));
        expect(trace[0].slope / most(byUnknowns)).toBeCloseTo(1, 11);
      }
      const map = await models.compile("(x) => [x[0], x[0]*x[1], 2, x[0] + x[1]]", {x: 2});
      const mapped = await fit(compiled, slopes, {...options, start: [1.5, 0.5], map});
      const at = map([1.5, 0.5]) as number[];
      matched.sseGradient(at, out);
      const byP = optimizer === "adam" ? matched.gradient(at, out) : out;
      const byX = [byP[0] + 0.5 * byP[1] + byP[3], 1.5 * byP[1] + byP[3]];
      expect(mapped.trace[0].slope / most(byX)).toBeCloseTo(1, 11);
    }
  });

  it("stays inside bounds, and says what they hold", async () => {
    const bounds = [[null, 1.4], [null, null], [0, 10], [1, null]] as const; // prettier-ignore
    const found = await fit(compiled, slopes, {start: ONES, bounds});
    expect(found.optimizer).toBe("lm");
    expect(found.linear).toBe(true);
    expect(found.p[0]).toBe(1.4);
    expect(found.p[3]).toBe(1);
    expect([found.errors[0], found.errors[3]]).toEqual([0, 0]);
    // the two that are free are where they would be with the others given
    const fixed = await models.compile(
      "(u, p) => [1.4*u[0] - p[0]*u[0]*u[1], -p[1]*u[1] + u[0]*u[1]]",
      {u: 2, p: 2}
    );
    const {p, loss} = await fit(fixed, slopes, {start: [1, 1]});
    expect(gap(p, found.p.slice(1, 3))).toBeLessThan(1e-6);
    expect(found.loss).toBeCloseTo(loss, 10);
  });
});

describe("models linear in p", () => {
  const find = async (rhs: Parameters<typeof fit>[0], k: number, options: Partial<FitOptions> = {}) =>
    fit(rhs, slopes, {start: new Array<number>(k).fill(1), ...options}); // prettier-ignore

  it("are told from others by their text", async () => {
    const affine = (u: number[], p: number[], t: number) => [
      3 + p[0] * Math.sin(t) - p[1] * Math.exp(u[0]),
      u[0] * u[1] + (p[0] + p[1]) / 2
    ];
    expect((await find(affine, 2)).optimizer).toBe("linear");
    const michaelisMenten = (u: number[], p: number[]) => [
      (-p[0] * u[0]) / (p[1] + u[0]),
      (p[0] * u[0]) / (p[1] + u[0])
    ];
    expect(await find(michaelisMenten, 2)).toMatchObject({linear: false, optimizer: "lm"});
    const kinked = (u: number[], p: number[]) => [p[0] > 0 ? p[0] * u[0] : 0, p[0]];
    expect((await find(kinked, 1)).linear).toBe(false);
    const summed = (u: number[], p: number[]) => {
      let sum = 0;
      for (let i = 0; i < 3; i++) sum += p[i] * u[0] ** i;
      return [sum, p[0] * u[1]];
    };
    expect((await find(summed, 3)).linear).toBe(true);
  });

  it("with an offset are solved exactly", async () => {
    const offset = (u: number[], p: number[]) => [7 + p[0] * u[0], p[1] - 2 * u[1]];
    const {p, optimizer} = await find(offset, 2);
    const {u, du} = epanechnikov;
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    const p0 = sum(u[0].map((x, i) => x * (du[0][i] - 7))) / sum(u[0].map((x) => x * x));
    const p1 = sum(du[1].map((y, i) => y + 2 * u[1][i])) / 100;
    expect(gap(p, [p0, p1])).toBeLessThan(1e-12);
    expect(optimizer).toBe("linear");
  });

  it("that leave a direction open say so", async () => {
    const rhs = (u: number[], p: number[]) => [(p[0] + p[1]) * u[0], p[2] * u[1]];
    const found = await find(rhs, 3);
    expect(found).toMatchObject({status: "singular", linear: true});
    expect(found.covariance.every(Number.isNaN)).toBe(true);
    const {p} = await find((u: number[], p: number[]) => [p[0] * u[0], p[1] * u[1]], 2);
    expect(found.p[0] + found.p[1]).toBeCloseTo(p[0], 6);
  });

  it("are asked for in vain where there are none", async () => {
    const rhs = (u: number[], p: number[]) => [p[0] * p[0] * u[0], p[0]];
    await expect(find(rhs, 1, {optimizer: "linear"})).rejects.toThrow(/linear in p/);
    const model = await models.compile(rhs, {u: 2, p: 1});
    expect(() => fit(model, slopes, {start: [1], optimizer: "linear"})).toThrow(/linear in p/);
  });
});

describe("unknowns behind parameters", () => {
  it.each(["exp", "softplus"] as const)("positive by %s: the same minimum", async (positive) => {
    for (const optimizer of ["auto", "lbfgs"] as const) {
      const options = {start: ONES, positive, optimizer, ftol: 0, gtol: 1e-8};
      const found = await fit(compiled, slopes, options);
      expect(gap(found.p, epanechnikov.p)).toBeLessThan(1e-5);
      expect(found.optimizer).toBe(optimizer === "auto" ? "lm" : "lbfgs");
      const back = positive === "exp" ? Math.exp : (y: number) => Math.log1p(Math.exp(y));
      expect(gap(found.unknowns.map(back), found.p)).toBeLessThan(1e-14);
      expect(found.errors[0]).toBeCloseTo(0.004725288301678673, 6);
    }
  });

  it("positive keeps a parameter above zero that would go below", async () => {
    const rhs = (u: number[], p: number[]) => [p[0] * u[0] - p[1] * u[0] * u[1] + p[2], -p[3] * u[1]];
    const free = await fit(rhs, slopes, {start: ONES});
    expect(free.p[3]).toBeLessThan(0);
    const held = await fit(rhs, slopes, {start: ONES, positive: {3: "softplus"}});
    expect(held.p[3]).toBeGreaterThan(0);
    expect(held.p[3]).toBeLessThan(1e-3);
    expect(gap(held.p.slice(0, 3), free.p.slice(0, 3))).toBeLessThan(1e-4);
    const bounds = {lower: [-9, -9, -9, 0.5]};
    const bounded = await fit(rhs, slopes, {start: ONES, positive: {3: "exp"}, bounds});
    expect(bounded.p[3]).toBeCloseTo(0.5, 12);
    expect(bounded.errors[3]).toBe(0);
  }); // prettier-ignore

  it("a map's minimum is that of the parameters where it reaches them all", async () => {
    const map = await models.compile("(x) => [x[0] + x[1], x[0] - x[1], 3*x[2], x[3]*x[3]*x[3]]", {x: 4});
    for (const optimizer of ["auto", "lbfgs"] as const) {
      const found = await fit(compiled, slopes, {start: ONES, map, optimizer, ftol: 0, gtol: 1e-9});
      expect(gap(found.p, epanechnikov.p)).toBeLessThan(1e-5);
      expect(gap(map(found.unknowns) as number[], found.p)).toBe(0);
      expect(found.linear).toBe(true);
    }
  }); // prettier-ignore

  it("a map of fewer unknowns, and positive after it", async () => {
    const map = await models.compile("(x) => [x, 1, x + x, 1]", {x: 1});
    const narrow = await fit(compiled, slopes, {start: [1], map});
    const {p} = await fit(
      (u: number[], p: number[]) => [p[0] * u[0] - u[0] * u[1], -2 * p[0] * u[1] + u[0] * u[1]],
      slopes,
      {start: [1]}
    );
    expect(narrow.unknowns[0]).toBeCloseTo(p[0], 8);
    const scalar = await models.compile("(x) => x - 3", {x: 1});
    const one = (u: number[], q: number[]) => [q[0] * u[0], -q[0] * u[1]];
    const direct = await fit(one, slopes, {start: [1]});
    for (const optimizer of ["lm", "lbfgs"] as const) {
      const found = await fit(one, slopes, {start: [0.5], map: scalar, positive: "exp", optimizer});
      expect(found.p[0]).toBeCloseTo(direct.p[0], 5);
      expect(Math.exp(found.unknowns[0] - 3)).toBeCloseTo(found.p[0], 12);
    }
  });
});

describe("functions that do not compile", () => {
  it("are fitted by differences, and that is said", async () => {
    const scale = new Map([["rate", 1]]);
    const rhs = (u: number[], p: number[]) => plain(u, p).map((x) => x * scale.get("rate")!);
    const found = await fit(rhs, slopes, {start: ONES});
    expect(gap(found.p, epanechnikov.p)).toBeLessThan(1e-6);
    expect(found).toMatchObject({linear: false, optimizer: "lm"});
    expect(found.stats.reproducible).toBe(false);
    expect(found.stats.device).toBe("reference");
    expect(found.stats.why).toMatch(/differences, as the right-hand side does not compile/);
    const adam = await fit(rhs, slopes, {start: ONES, optimizer: "adam", steps: 10});
    expect(Math.abs(adam.trace.at(-1).value - epanechnikov.adam["10"].C)).toBeLessThan(1e-7);
  });

  it("need no text of their own", async () => {
    const rhs = plain.bind(undefined);
    const {p, stats} = await fit(rhs, slopes, {start: ONES});
    expect(gap(p, epanechnikov.p)).toBeLessThan(1e-6);
    expect(stats.why).toMatch(/a bound function/);
    const rest = (...[u, p]: [number[], number[], number]) => plain(u, p);
    expect((await fit(rest, slopes, {start: ONES})).stats.why).toMatch(/how many arguments/);
  });

  it("that return too many slopes are refused at the call, and what they throw comes through", () => {
    const rhs = (_u: number[], p: number[]) => [p[0], p[0], p[0]];
    expect(() => fit(rhs, slopes, {start: [1]})).toThrow(/^collocation.fit: expected the right-hand side to return 2 slopes, one a state, got 3/);
    const raw = {data: [[1, 2, 3]], t: [0, 1, 2]};
    expect(() => fit((_u: number[], p: number[]) => [p[0], p[1]], raw, {start: ONES})).toThrow(/1 slopes, one a state, got 2/);
    expect(() => fit(compiled, raw, {start: ONES})).toThrow(/expected slopes of 2 states/);
    const failing = () => {
      throw new Error("out of range");
    };
    expect(() => fit(failing, slopes, {start: [1]})).toThrow(/^out of range/);
  }); // prettier-ignore

  it("are compiled once where they are fitted again", async () => {
    const rhs = (u: number[], p: number[]) => plain(u, p);
    const compile = vi.fn(models.compile);
    const own = makeFit({
      ...models,
      compile: compile as unknown as typeof models.compile,
      collocate: vi.fn()
    });
    const first = await own(rhs, slopes, {start: ONES});
    const second = await own(rhs, slopes, {start: ONES, optimizer: "lm"});
    expect(compile).toHaveBeenCalledTimes(1);
    expect(gap(second.p, first.p)).toBeLessThan(1e-10);
    await own(rhs, slopes, {start: [...ONES, 1]});
    expect(compile).toHaveBeenCalledTimes(2);
  });
});

describe("a fit under way", () => {
  it("is cancelled with the best so far", async () => {
    const run = fit(compiled, slopes, {start: ONES, optimizer: "adam", steps: 1e8, learningRate: 0.7});
    for await (const progress of run) {
      expect(progress.phase).toBe("fit");
      run.cancel();
      break;
    }
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(found.loss).toBeLessThan(epanechnikov.costAtOnes);
    expect(found.loss).toBe(problem(compiled, slopes).value(found.p));
    expect(found.trace.length).toBeGreaterThan(0);
  }); // prettier-ignore

  it("that starts where nothing is finite says so", async () => {
    const rhs = await models.compile("(u, p) => [Math.log(p[0])*u[0], Math.log(p[0])]", {u: 2, p: 1});
    for (const optimizer of ["lm", "lbfgs", "adam"] as const)
      expect((await fit(rhs, slopes, {start: [-1], optimizer})).status).toBe("nonfinite");
  }); // prettier-ignore
});
