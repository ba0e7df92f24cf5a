import {describe, expect, it} from "vitest";
import {makeFit} from "../../../worker/collocation/matching/fit.ts";
import {loss} from "../../../worker/collocation/matching/loss.ts";
import {problem} from "../../../worker/collocation/matching/problem.ts";
import type {CollocateOptions, Series, Slopes} from "../../../worker/collocation/types.ts";
import {RunHandle} from "../../../worker/run.ts";
import {models} from "../../solvers/oneThread.ts";
import {cases, compiled, cut, data, gap, ONES, plain, slopesOf, t} from "./lotkaVolterra.ts";

const slopes = slopesOf(cases[0]);
const parts = [cut(slopes, 0, 30), cut(slopes, 30, 31), cut(slopes, 31, 100)];

/** Stands for the estimator: the fixture's slopes, whatever the data; counts its calls. */
function makeCollocate(answer: () => Promise<Slopes> = () => Promise.resolve(slopes)) {
  const calls: CollocateOptions[] = [];
  let cancelled = 0;
  const collocate = (_data: Series, _t: ArrayLike<number>, options: CollocateOptions) => {
    calls.push(options);
    const nothing = () => undefined;
    return new RunHandle(answer(), {cancel: () => cancelled++, pause: nothing, resume: nothing});
  };
  return {calls, collocate, cancelled: () => cancelled};
}

const makeFitWith = ({collocate}: Pick<ReturnType<typeof makeCollocate>, "collocate">) =>
  makeFit({...models, collocate});
const fit = makeFitWith(makeCollocate());

describe("many sets", () => {
  it.each(["auto", "lm", "lbfgs"] as const)("are fitted as the one that they make up, by %s", async (optimizer) => {
    const options = {start: ONES, optimizer, ftol: 0, gtol: 1e-8};
    const whole = await fit(compiled, slopes, options);
    const apart = await fit(compiled, parts, options);
    expect(gap(apart.p, whole.p)).toBeLessThan(1e-6);
    expect(apart.loss).toBeCloseTo(whole.loss, 10);
    expect(gap(apart.covariance, whole.covariance)).toBeLessThan(1e-8);
    const each = parts.map((part) => problem(compiled, part).value(apart.p));
    expect(gap(apart.losses, each)).toBeLessThan(1e-14);
    expect(Math.hypot(...each)).toBeCloseTo(apart.loss, 12);
  }); // prettier-ignore

  it("may come in any order", async () => {
    const there = await fit(compiled, parts, {start: ONES});
    const back = await fit(compiled, [...parts].reverse(), {start: ONES});
    expect(gap(back.p, there.p)).toBeLessThan(1e-13);
    expect(gap([...back.losses].reverse(), there.losses)).toBeLessThan(1e-13);
  });

  it("may have right-hand sides of their own, which share p", async () => {
    // the second: the same animals counted in pairs, their state one of three
    const pairs = {
      u: [...cases[0].u.map((row) => row.map((x) => x / 2)), t],
      du: [...cases[0].du.map((row) => row.map((x) => x / 2)), t.map(() => 1)],
      t
    };
    const inPairs = (u: number[], p: number[]) => [
      p[0] * u[0] - 2 * p[1] * u[0] * u[1],
      -p[2] * u[1] + 2 * p[3] * u[0] * u[1],
      1
    ];
    const found = await fit([compiled, inPairs], [slopes, pairs], {start: ONES});
    expect(gap(found.p, cases[0].p)).toBeLessThan(1e-11);
    expect(found.losses[1]).toBeCloseTo(found.losses[0] / 2, 10);
  });

  it("count as much as they are told to", async () => {
    const other = slopesOf(cases[1]);
    const weighted = await fit(compiled, [slopes, other], {start: ONES, setWeights: [1, 3]});
    const repeated = await fit(compiled, [slopes, other, other, other], {start: ONES});
    expect(gap(weighted.p, repeated.p)).toBeLessThan(1e-12);
    expect(weighted.loss).toBeCloseTo(repeated.loss, 12);
    const alone = await fit(compiled, [slopes, other], {start: ONES, setWeights: [1, 0]});
    expect(gap(alone.p, cases[0].p)).toBeLessThan(1e-12);
    const same = await fit(compiled, [slopes, other], {start: ONES, weights: [{weights: [1, 1]}, {weights: [3, 3]}]}); // prettier-ignore
    expect(gap(same.p, weighted.p)).toBeLessThan(1e-12);
  });

  it("as a sum of roots have the minimum of that", async () => {
    const other = slopesOf(cases[1]);
    const {p, loss, losses, optimizer, trace} = await fit(compiled, [slopes, other], {start: ONES, combine: "roots", ftol: 0, gtol: 1e-7}); // prettier-ignore
    expect(optimizer).toBe("lbfgs");
    expect(losses[0] + losses[1]).toBeCloseTo(loss, 12);
    const at = (q: ArrayLike<number>) =>
      problem(compiled, slopes).value(q) + problem(compiled, other).value(q);
    expect(at(p)).toBe(loss);
    for (let k = 0; k < 4; k++)
      for (const step of [-1e-3, 1e-3])
        expect(at(p.map((x, i) => (i === k ? x + step : x)))).toBeGreaterThan(loss);
    const slope = [slopes, other].reduce(
      (sum, set) => problem(compiled, set).gradient(ONES, new Float64Array(4)).map((g, i) => g + sum[i]),
      new Float64Array(4)
    ); // prettier-ignore
    expect(trace[0].slope).toBeCloseTo(Math.max(...slope.map(Math.abs)), 10);
    const squares = await fit(compiled, [slopes, other], {start: ONES});
    expect(at(squares.p)).toBeGreaterThan(loss + 1e-4);
    const one = await fit(compiled, [slopes], {start: ONES, combine: "roots"});
    expect(one.optimizer).toBe("linear");
  });
});

describe("raw data", () => {
  it("are collocated once, whoever asks", async () => {
    const estimator = makeCollocate();
    const own = makeFitWith(estimator);
    const raw = {data, t, kernel: "epanechnikov"} as const;
    const {p} = await own(compiled, raw, {start: ONES});
    expect(gap(p, cases[0].p)).toBeLessThan(1e-12);
    expect(estimator.calls).toEqual([{kernel: "epanechnikov"}]);
    const copy = {data: data.map((row) => Float64Array.from(row)), t: [...t]};
    await own(compiled, [{...copy, kernel: "epanechnikov"}, raw], {start: ONES, optimizer: "lm"});
    await own(compiled, {...raw, threads: 2}, {start: ONES});
    expect(estimator.calls).toHaveLength(1);
    await own(compiled, {...raw, bandwidth: 0.1}, {start: ONES});
    data[0][0] += 1e-15;
    await own(compiled, {...raw, data: [[...data[0].slice(0, -1), 7], data[1]]}, {start: ONES});
    expect(estimator.calls).toHaveLength(3);
  });

  it("that could not be collocated are tried again, and the reason is told", async () => {
    let isBroken = true;
    const estimator = makeCollocate(() =>
      isBroken ? Promise.reject(new Error("no window has a point")) : Promise.resolve(slopes)
    );
    const own = makeFitWith(estimator);
    await expect(own(compiled, {data, t}, {start: ONES})).rejects.toThrow("no window has a point");
    isBroken = false;
    await own(compiled, {data, t}, {start: ONES});
    expect(estimator.calls).toHaveLength(2);
  });

  it("misuse of the estimator throws at the call", () => {
    const own = makeFitWith({
      collocate: () => {
        throw new RangeError("collocation.collocate: expected two points");
      }
    });
    expect(() => own(compiled, {data, t}, {start: ONES})).toThrow(/two points/);
    expect(() => own(compiled, {data: [], t: []}, {start: ONES})).toThrow(
      /^collocation.fit: expected at least 2 times, got 0/
    );
  });

  it("a fit held while it waits holds the estimator unless another waits", async () => {
    const told: string[] = [];
    const result = new Promise<Slopes>(() => undefined);
    const estimating = new RunHandle(result, {
      cancel: () => void told.push("cancel"),
      pause: () => void told.push("pause"),
      resume: () => void told.push("resume")
    });
    const own = makeFitWith({collocate: () => estimating});
    const first = own(compiled, {data, t}, {start: ONES});
    const seen: unknown[] = [];
    const watching = (async () => {
      for await (const progress of first) seen.push(progress);
    })();
    await Promise.resolve();
    expect(first.status).toBe("running");
    const second = own(compiled, {data, t}, {start: ONES});
    first.pause();
    expect(told).toEqual([]);
    first.resume();
    second.cancel();
    await expect(second).rejects.toThrow("cancelled");
    first.pause();
    first.resume();
    expect(told).toEqual(["pause", "resume"]);
    await new Promise((resolve) => setTimeout(resolve));
    estimating.report({phase: "localFit", done: 1, total: 2});
    await new Promise((resolve) => setTimeout(resolve));
    first.cancel();
    await expect(first).rejects.toThrow("cancelled");
    await watching;
    expect(seen).toEqual([{phase: "localFit", done: 1, total: 2}]);
    expect(told).toEqual(["pause", "resume", "cancel"]);
  });

  it("a fit cancelled while it waits ends, and the estimator with it unless another waits", async () => {
    let give: (value: Slopes) => void = () => undefined;
    const estimator = makeCollocate(() => new Promise((resolve) => (give = resolve)));
    const own = makeFitWith(estimator);
    const [first, second] = [1, 2].map(() => own(compiled, {data, t}, {start: ONES}));
    first.cancel();
    await expect(first).rejects.toThrow("cancelled");
    expect(estimator.cancelled()).toBe(0);
    give(slopes);
    expect(gap((await second).p, cases[0].p)).toBeLessThan(1e-12);
    const third = own(compiled, {data, t, bandwidth: 0.3}, {start: ONES});
    third.cancel();
    await expect(third).rejects.toThrow("cancelled");
    expect(estimator.cancelled()).toBe(1);
    expect(third.status).toBe("cancelled");
  });
});

describe("loss", () => {
  it("has value, sse and gradient at once", async () => {
    for (const rhs of [compiled, plain]) {
      const {value, sse, gradient} = await loss(rhs, slopes, ONES);
      expect(value).toBeCloseTo(cases[0].costAtOnes, 12);
      expect(Math.sqrt(sse)).toBe(value);
      expect(gap(gradient, cases[0].gradientAtOnes)).toBeLessThan(1e-8);
    }
    expect(() => loss(compiled, slopes, [1])).toThrow(/^collocation.loss: expected p as 4 numbers, got 1/);
    expect(() => loss(compiled, slopes, undefined as never)).toThrow(/collocation.loss: expected p/);
  }); // prettier-ignore

  it("has no slope where slopes match", async () => {
    const flat = {u: [[1], [1]], du: [[0.5], [-2]], t: [0]}; // prettier-ignore
    const {value, gradient} = await loss(compiled, flat, [1.5, 1, 3, 1]);
    expect(value).toBe(0);
    expect([...gradient]).toEqual([0, 0, 0, 0]);
  });
});
