// Where searches start: the hypercube, the look around, and what a multistart makes of them.
import {describe, expect, it} from "vitest";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {drawStarts, toRange} from "../../../worker/heterodyne/fit/latin.ts";
import {screenStarts} from "../../../worker/heterodyne/fit/screen.ts";
import {PARAMETERS} from "../../../worker/heterodyne/parameters.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {makePace} from "../../../worker/pace.ts";
import {hooks, makeScan, START, TRUTH} from "./scans.ts";

const bounds = PARAMETERS.map((parameter) => parameter.bounds);
const active = Int32Array.of(0, 1, 6, 13);
const box = {start: START, active, bounds};

describe("toRange", () => {
  const [D0, alpha] = PARAMETERS;

  it("is the prior's reach inside the bounds, for sizes by their logarithm", () => {
    expect(toRange(D0, [0, 1e6], 3000, undefined)).toEqual({low: 100, high: 1e6, isLog: true});
    expect(toRange(alpha, [-2, 2], 0, undefined)).toEqual({low: -2, high: 2, isLog: false});
    expect(toRange(alpha, [-9, 9], 0, undefined)).toEqual({low: -3, high: 3, isLog: false});
  });

  it("is around the start where a spread is given", () => {
    const {low, high, isLog} = toRange(D0, [0, 1e6], 3000, Math.LN2);
    expect([low, high].map((end) => end / 1500)).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(4, 12)
    ]);
    expect(isLog).toBe(true);
    expect(toRange(alpha, [-0.2, 2], 0, 0.5)).toEqual({low: -0.2, high: 0.5, isLog: false});
  });

  it("is the bounds where they are apart from the prior", () => {
    expect(toRange(alpha, [5, 6], 5, undefined)).toEqual({low: 5, high: 6, isLog: false});
  });
});

describe("drawStarts", () => {
  const count = 50;
  const drawn = drawStarts(PARAMETERS, box, {count, seed: 1});

  it("puts one start into each of as many strips of every parameter", () => {
    for (const i of active) {
      const {low, high, isLog} = toRange(PARAMETERS[i], bounds[i], START[i], undefined);
      const part = (x: number) =>
        isLog ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low);
      const strips = new Set(Array.from(drawn[i], (x) => Math.floor(part(x) * count)));
      expect(strips.size).toBe(count);
    }
    expect(drawn[2].every((x) => x === START[2])).toBe(true);
  });

  it("depends on the seed alone", () => {
    expect(drawStarts(PARAMETERS, box, {count, seed: 1})).toEqual(drawn);
    expect(drawStarts(PARAMETERS, box, {count, seed: 2})[0]).not.toEqual(drawn[0]);
  });

  it("does not join the parameters", () => {
    const [a, b] = [drawn[1], drawn[13]].map((column) => Array.from(column));
    const rank = (list: number[]) => list.map((x) => list.filter((y) => y < x).length);
    const [p, q] = [rank(a), rank(b)];
    let joint = 0;
    for (let m = 0; m < count; m++) joint += (p[m] - 24.5) * (q[m] - 24.5);
    expect(Math.abs(joint / (count * 208.25))).toBeLessThan(0.5);
  });
});

describe("screenStarts", () => {
  const scan = makeScan({frames: 16, phi: [0, 60]});
  const taken = takeScan("test", scan);

  it("finds the best of many, in calls of the capacity", async () => {
    const sums = await hooks.openSums(taken, {}, scan);
    const pace = makePace(() => undefined);
    const weights = Float64Array.of(1, 2);
    const theta = drawStarts(PARAMETERS, box, {count: 33, seed: 3});
    const sizes: number[] = [];
    const watched = {
      ...sums,
      batch: (columns: readonly Float64Array[], ssr: readonly Float64Array[]) => {
        sizes.push(columns[0].length);
        return sums.batch(columns, ssr);
      }
    };
    const {best, values, done} = await screenStarts(watched, theta, {
      ...{weights, keep: 4, pace, capacity: 10}
    });
    pace.close();
    expect(sizes).toEqual([10, 10, 10, 3]);
    expect(done).toBe(33);
    const each = await Promise.all(
      Array.from({length: 33}, async (_, m) => {
        const {ssr} = await sums.evaluate(Float64Array.from(theta, (column) => column[m]));
        return ssr[0] + 2 * ssr[1];
      })
    );
    expect(Array.from(values)).toEqual(each);
    const order = each.map((_, m) => m).sort((a, b) => each[a] - each[b]);
    expect(best).toEqual(order.slice(0, 4));
  });

  it("stops where it is cancelled", async () => {
    const sums = await hooks.openSums(taken, {}, scan);
    const pace = makePace(() => undefined);
    const theta = drawStarts(PARAMETERS, box, {count: 30, seed: 3});
    pace.steering.cancel();
    const {done, best} = await screenStarts(sums, theta, {
      ...{weights: Float64Array.of(1, 1), keep: 4, pace}
    });
    expect([done, best]).toEqual([0, []]);
  });
});

describe("multistart", () => {
  const scan = makeScan({frames: 16, phi: [0, 60], noise: 0.003});
  const far = TRUTH.slice();
  far[6] = 4000;
  far[7] = 0.6;
  const options = {start: far, active: ["v0", "beta"] as const};

  it("finds what one start misses, and shows every start", async () => {
    const alone = await makeFit(hooks)(scan, options);
    const multistart = {starts: 3, screen: 60};
    const many = await makeFit(hooks)(scan, {...options, multistart});
    expect(many.chi2).toBeLessThan(alone.chi2 / 2);
    expect(Math.abs(many.byName.v0 - 800)).toBeLessThan(4 * many.errors[6]);
    expect(alone.starts).toEqual([]);
    expect(many.starts).toHaveLength(3);
    expect(many.starts.some(({start}) => start.every((x, i) => x === far[i]))).toBe(true);
    const ends = many.starts.map(({chi2}) => chi2);
    expect(ends).toEqual(ends.slice().sort((a, b) => a - b));
    expect(many.stats.evaluations).toBeGreaterThan(60);
    const again = await makeFit(hooks)(scan, {...options, multistart});
    expect(Array.from(again.theta)).toEqual(Array.from(many.theta));
  });

  it("cancelled at a later start, keeps the best of the earlier ones", async () => {
    const run = makeFit({
      ...hooks,
      learnedStarts: () => Promise.resolve([far]),
      async openSums(taken, wish, given) {
        const sums = await hooks.openSums(taken, wish, given);
        const normal = sums.normal.bind(sums);
        sums.normal = (theta, loss) => {
          if (theta[6] === far[6]) run.cancel();
          return normal(theta, loss);
        };
        return sums;
      }
    })(scan, {...options, start: TRUTH, multistart: {starts: 2, from: "learned"}});
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(found.starts.map(({status}) => status)).toEqual(["converged", "cancelled"]);
    expect(found.errors[6]).toBeNaN();
  });

  it("takes starts that were learned", async () => {
    const learnedStarts = () => Promise.resolve([TRUTH.map((x) => x * 1.01)]);
    const fit = makeFit({...hooks, learnedStarts});
    const found = await fit(scan, {...options, multistart: {starts: 2, from: "learned"}});
    expect(found.starts).toHaveLength(2);
    expect(found.starts[0].start[6]).toBeCloseTo(808, 9);
    expect(found.starts[0].start[0]).toBe(far[0]);
    expect(Math.abs(found.byName.v0 - 800)).toBeLessThan(4 * found.errors[6]);
  });
});
