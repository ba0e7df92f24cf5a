// How searches end early, how they are steered, what is refused at the door, and compiled models.
import {describe, expect, it} from "vitest";
import {makeOptimize} from "../../worker/optimize/optimize.ts";
import type {MinimizeMethod, Optimize} from "../../worker/optimize/types.ts";
import {models} from "../solvers/oneThread.ts";
import {apart, rosenbrock} from "./problems.ts";

const optimize = makeOptimize();
const minimize: Optimize["minimize"] = (f, options) => optimize.minimize(f, options);
const leastSquares: Optimize["leastSquares"] = (r, options) => optimize.leastSquares(r, options);
const MINIMIZE = ["adam", "lbfgs", "nelder-mead"] as const;
const SQUARES = ["lm", "trust"] as const;

describe("statuses", () => {
  it.each(MINIMIZE)("not a number at the start, by %s", async (method) => {
    const found = await minimize(([x]) => Math.log(x), {start: [-1], method});
    expect(found.status).toBe("nonfinite");
    expect(found.x[0]).toBe(-1);
    expect(found.value).toBeNaN();
    expect(found.advice).toMatch(/start elsewhere/);
  });

  it.each(SQUARES)("residuals that are not numbers, by %s", async (method) => {
    const found = await leastSquares(([x]) => [Math.log(x), 1], {start: [-1], method});
    expect(found.status).toBe("nonfinite");
    expect(found.errors[0]).toBeNaN();
    expect(found.advice).toMatch(/start elsewhere/);
  });

  it.each(["lbfgs", "nelder-mead"] as MinimizeMethod[])("no lower end, by %s", async (method) => {
    const found = await minimize(([x]) => -x * x, {start: [1], method});
    expect(found.status).toBe("diverged");
    expect(found.advice).toMatch(/falls without end/);
  });

  it("a gradient that points the wrong way", async () => {
    const found = await minimize(([x]) => x * x, {start: [3], gradient: ([x]) => [-2 * x]});
    expect(found.status).toBe("diverged");
    expect(found.x[0]).toBe(3);
    const wrong = {start: [3], jacobian: () => [-1]};
    for (const method of SQUARES)
      expect((await leastSquares(([x]) => [x - 1], {...wrong, method})).status).toBe("diverged");
  });

  it.each(SQUARES)("the steps run out, by %s", async (method) => {
    const r = ([a, b]: number[]) => [10 * (b - a * a), 1 - a];
    const found = await leastSquares(r, {start: [-1.2, 1], steps: 3, method});
    expect(found.status).toBe("maxSteps");
    expect(found.trace.at(-1).step).toBe(3);
    const more = await leastSquares(r, {start: [-1.2, 1], method});
    expect(more.status).toBe("converged");
    expect(apart(more.x, [1, 1])).toBeLessThan(1e-9);
  });

  it("the steps run out, by lbfgs and nelder-mead", async () => {
    for (const method of ["lbfgs", "nelder-mead"] as const) {
      const found = await minimize(rosenbrock, {start: [-1.2, 1], steps: 4, method});
      expect(found.status).toBe("maxSteps");
      expect(found.trace.at(-1).step).toBe(4);
      expect(found.gradient.every(Number.isFinite)).toBe(true);
    }
  });

  it("noise ends a search at its floor", async () => {
    // eight digits of noise, the same at the same place
    const noisy = ([x]: number[]) => (x - 1) ** 2 + 5 + 1e-8 * Math.sin(1e9 * x);
    const found = await minimize(noisy, {start: [3], method: "lbfgs"});
    expect(["converged", "diverged"]).toContain(found.status);
    expect(Math.abs(found.value - 5)).toBeLessThan(1e-2);
  });

  it("a start that is the minimum costs one look", async () => {
    const found = await minimize(([x]) => x * x, {start: [0], gradient: ([x]) => [2 * x]});
    expect(found.status).toBe("converged");
    expect(found.trace.map(({evaluations}) => evaluations)).toEqual([1]);
    expect(found.stats.evaluations).toBe(1);
  });
});

describe("steering", () => {
  const slow = ([a, b]: number[]) => {
    const end = performance.now() + 1;
    while (performance.now() < end);
    return rosenbrock([a, b]);
  };

  it("a cancelled search gives the best until then", async () => {
    const run = minimize(slow, {start: [-1.2, 1], ftol: 0, gtol: 0, method: "adam", steps: 1e6});
    let phase = "";
    for await (const progress of run) {
      phase = progress.phase;
      expect(progress.done).toBeLessThan(progress.total);
      expect(progress.total).toBe(1e6);
      run.cancel();
    }
    const found = await run;
    expect(phase).toBe("search");
    expect(found.status).toBe("cancelled");
    expect(found.value).toBe(rosenbrock(Array.from(found.x)));
    expect(found.value).toBeLessThanOrEqual(rosenbrock([-1.2, 1]));
    expect(run.status).toBe("done");
  });

  it("hears cancel between the differences of one gradient", async () => {
    let calls = 0;
    const start = new Array<number>(500).fill(1);
    const run = minimize(
      (x) => {
        if (++calls === 30) run.cancel();
        return slow(x);
      },
      {start}
    );
    expect((await run).status).toBe("cancelled");
    expect(calls).toBeLessThan(60);
  });

  it("cancels a fit at once", async () => {
    const run = leastSquares(([a, b]) => [slow([a, b]), a], {start: [-1.2, 1]});
    run.cancel();
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(found.covariance.every(Number.isNaN)).toBe(true);
  });

  it("tells what the function throws, and of another length", async () => {
    let calls = 0;
    const broken = ([x]: number[]) => (++calls > 3 ? [x, x] : [x]);
    await expect(leastSquares(broken, {start: [2]})).rejects.toThrow(
      "optimize.leastSquares: expected r to return 1 residuals, got 2"
    );
  });
});

describe("at the door", () => {
  const f = ([x]: number[]) => x * x;
  const refused: [() => unknown, string][] = [
    [() => minimize(3 as never, {start: [1]}), "expected f as a function of x or a compiled model, got 3"],
    [() => minimize(f, undefined as never), "expected options as an object with start, got undefined"],
    [() => minimize(f, {} as never), "missing start"],
    [() => minimize(f, {start: []}), "expected at least one unknown in start, got none"],
    [() => minimize(f, {start: [NaN]}), "expected finite numbers in start, got NaN at index 0"],
    [() => minimize(f, {start: [1], method: "bfgs" as never}), 'expected method as one of "adam", "lbfgs", "nelder-mead", got "bfgs"'],
    [() => minimize(f, {start: [1], step: 3} as never), 'unknown option "step" (did you mean steps?)'],
    [() => minimize(f, {start: [1], steps: 0}), "expected steps as an integer from 1 to 1000000000, got 0"],
    [() => minimize(f, {start: [1], gtol: -1}), "expected gtol from 0 up, got -1"],
    [() => minimize(f, {start: [1], learningRate: 0}), "expected learningRate above 0, got 0"],
    [() => minimize(f, {start: [1], bounds: [[2, 1]]}), "expected bounds with lower at most upper, got [2, 1] at index 0"],
    [() => minimize(f, {start: [1], bounds: [[0, 1], [0, 1]]}), "expected bounds of length 1, one for each of start, got length 2"],
    [() => minimize(f, {start: [1], bounds: {lower: [0, 0]}}), "expected bounds.lower of length 1, one for each of start, got length 2"],
    [() => minimize(f, {start: [1], bounds: [3 as never]}), "expected bounds[0] as [lower, upper], got 3"],
    [() => minimize((() => "a") as never, {start: [1]}), 'expected f to return a number, got "a"'],
    [() => leastSquares((() => []), {start: [1]}), "expected r to return at least one residual, got none"],
    [() => leastSquares((() => "a") as never, {start: [1]}), 'expected the answer of r as an array of numbers, got "a"']
  ]; // prettier-ignore
  it.each(refused.map(([call, message]) => ({call, message})))("$message", ({call, message}) => {
    expect(call).toThrow(message);
    expect(call).toThrow(/^optimize\.(minimize|leastSquares): /);
  });

  it("a start outside is moved in", async () => {
    const found = await minimize(f, {start: [9], bounds: [[1, 2]]});
    expect(found.trace[0].value).toBe(4);
    expect(found.x[0]).toBe(1);
  });
});

describe("compiled models", () => {
  it.each(["lbfgs", "adam", "nelder-mead"] as const)("are minimised by %s", async (method) => {
    const model = await models.compile("(x) => (x[0] - 3) * (x[0] - 3) + 2 * x[1] * x[1]", {x: 2});
    const found = await minimize(model, {start: [1, 1], method, learningRate: 0.1});
    expect(apart(found.x, [3, 0], 1)).toBeLessThan(1e-4);
    expect(found.stats.reproducible).toBe(true);
    expect(found.gradient[0]).toBeCloseTo(2 * (found.x[0] - 3), 12);
  });

  it.each(SQUARES)("are fitted with exact derivatives by %s", async (method) => {
    const text =
      "(p) => [p[0] * exp(-p[1]) - 1, p[0] * exp(-2 * p[1]) - 0.25, p[0] * exp(-3 * p[1]) - 0.1]";
    const model = await models.compile(text, {p: 2}); // prettier-ignore
    const plain = ([a, b]: number[]) =>
      [1, 2, 3].map((t, i) => a * Math.exp(-b * t) - [1, 0.25, 0.1][i]);
    const [exact, near] = [
      await leastSquares(model, {start: [1, 1], method}),
      await leastSquares(plain, {start: [1, 1], method})
    ];
    expect(exact.status).toBe("converged");
    expect(apart(exact.x, Array.from(near.x))).toBeLessThan(1e-7);
    expect(apart(exact.covariance, Array.from(near.covariance))).toBeLessThan(1e-6);
    expect(exact.stats.evaluations).toBeLessThan(near.stats.evaluations);
  });

  it("of two parameters, of another length, or without a number are refused", async () => {
    const two = await models.compile("(x, p) => x[0] * p[0]", {x: 1, p: 1});
    expect(() => minimize(two, {start: [1]})).toThrow("expected a model of one parameter, got one of 2");
    const one = await models.compile("(x) => [x[0], x[1]]", {x: 2});
    expect(() => leastSquares(one, {start: [1]})).toThrow("expected start of length 2, as the model's x, got length 1");
    expect(() => minimize(one, {start: [1, 1]})).toThrow("expected a model whose answer is a number");
    expect(() => leastSquares(one, {start: [1, 1], jacobian: () => []})).toThrow("unsupported jacobian beside a compiled model");
  }); // prettier-ignore

  it("with hundreds of unknowns are minimised in few looks", async () => {
    const text =
      "(x) => { let s = 0; for (let i = 0; i < 399; i++) s += 10 * (x[i + 1] - x[i]) * (x[i + 1] - x[i]) + (x[i] - 1) * (x[i] - 1); return s; }";
    const model = await models.compile(text, {x: 400}); // prettier-ignore
    const start = Array.from({length: 400}, (_, i) => Math.sin(i));
    const found = await minimize(model, {start, gtol: 1e-7, ftol: 0});
    expect(found.status).toBe("converged");
    expect(apart(found.x, new Array<number>(400).fill(1))).toBeLessThan(1e-6);
    expect(found.stats.evaluations).toBeLessThan(200);
  });
});
