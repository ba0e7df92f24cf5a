// The likelihood as a function: by the formula written out, its derivatives, what is integrated away, and its order.
import {describe, expect, it} from "vitest";
import {lgamma} from "../../../worker/math.ts";
import {likelihoodOf} from "../../../worker/samplers/evaluator.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {makeLogLikelihood} from "../../../worker/heterodyne/posterior/logLikelihood.ts";
import type {LogLikelihoodOptions} from "../../../worker/heterodyne/posterior/types.ts";
import type {HeterodyneName, Scan} from "../../../worker/heterodyne/types.ts";
import {NAMES} from "../../../worker/heterodyne/parameters.ts";
import {START, TRUTH} from "../fit/scans.ts";
import {NEARLY_FLAT} from "../sums/scans.ts";
import {MODES} from "../../worker/makeEngine.ts";
import {
  bestOf,
  BY_NAME,
  dataOf,
  densityOf,
  LARGER,
  openLikelihoods,
  rmsOf,
  SIGMA,
  SMALL
} from "./scans.ts";

const noSums = {open: () => Promise.reject(new Error("not now"))};
const logLikelihood = makeLogLikelihood({takeScan, sums: noSums});
const ALL = [...NAMES];

/** Some elements masked, others weighted, unlike their mirror images; the data not symmetric. */
function makeWeighted(): {scan: Scan; weights: Float64Array} {
  const {frames} = SMALL;
  const weights = Float64Array.from({length: frames * frames}, (_, at) =>
    at % 11 === 0 ? 0 : 1 + 0.5 * Math.sin(at)
  );
  const data = SMALL.data.map((matrix) => Array.from(matrix, (e, at) => e + 1e-3 * Math.cos(at)));
  return {scan: {...SMALL, data, weights}, weights};
}

describe("heterodyne.logLikelihood", () => {
  it.each([
    ["two angles", SMALL],
    ["more than a tile, of the original's sums", LARGER]
  ])("is the formula's, of %s", (_, scan) => {
    const sigma = [0.011, 0.02].slice(0, scan.data.length);
    const f = logLikelihood(scan, {parameters: ALL, sigma});
    for (const theta of [TRUTH, START]) {
      const direct = sigma.map((s, a) => {
        const rows = dataOf(scan, theta, a);
        return densityOf(rows, ...bestOf(rows), s);
      });
      expect(f(theta) / direct.reduce((x, y) => x + y)).toBeCloseTo(1, 11);
    }
  });

  it("is the formula's of weights, whose asymmetric data count by their means", () => {
    const {scan, weights} = makeWeighted();
    const f = logLikelihood(scan, {parameters: ALL, sigma: SIGMA});
    const rows = [0, 1].map((a) => dataOf(scan, START, a, weights));
    const direct = rows.map((own) => densityOf(own, ...bestOf(own), SIGMA));
    expect(f(START) / (direct[0] + direct[1])).toBeCloseTo(1, 11);
  });

  it.each([
    ["known", SIGMA],
    ["unknown", "free" as const]
  ])("has contrast and offset integrated away where asked, σ %s", (_, sigma) => {
    const angles = [60];
    const f = logLikelihood(SMALL, {parameters: ALL, sigma, scaling: "marginal", angles});
    const rows = dataOf(SMALL, START, 1);
    const [contrast, offset] = bestOf(rows);
    // grids that go on to where nothing is left: for such functions sums are as good as any rule
    const isFree = sigma === "free";
    const widths = isFree ? Array.from({length: 21}, (_, k) => 0.03 * (k - 10)) : [0];
    const spread = isFree ? rmsOf(rows, contrast, offset) : sigma;
    const terms: number[] = [];
    for (const width of widths) {
      const s = spread * Math.exp(width);
      const h = 0.06 * s;
      const part = 2 * Math.log(h) + (isFree ? Math.log(0.03) : 0);
      for (let i = -30; i <= 30; i++)
        for (let j = -30; j <= 30; j++)
          terms.push(part + densityOf(rows, contrast + h * i, offset + h * j, s));
    }
    const top = terms.reduce((x, y) => Math.max(x, y));
    const integral = top + Math.log(terms.reduce((sum, x) => sum + Math.exp(x - top), 0));
    expect(f(START)).toBeCloseTo(integral, 6);
  });

  it("has an unknown σ integrated away by Jeffreys' prior", () => {
    const f = logLikelihood(SMALL, {parameters: ALL, sigma: "free", angles: [0]});
    const rows = dataOf(SMALL, START, 0);
    const [contrast, offset] = bestOf(rows);
    const n = 24 * 12;
    const squares = n * rmsOf(rows, contrast, offset) ** 2;
    const closed = lgamma(n / 2) - Math.LN2 - (n / 2) * Math.log(Math.PI * squares);
    expect(f(START) / closed).toBeCloseTo(1, 12);
  });

  it.each<[string, Scan, LogLikelihoodOptions, Float64Array?]>([
    ["profiled", SMALL, {}],
    ["marginal", SMALL, {scaling: "marginal"}],
    ["marginal, σ free", LARGER, {scaling: "marginal", sigma: "free"}],
    ["σ free", LARGER, {sigma: "free"}],
    ["weighted", makeWeighted().scan, {sigma: 0.01}],
    ["weighted and marginal", makeWeighted().scan, {scaling: "marginal"}],
    ["nearly flat and marginal", LARGER, {scaling: "marginal"}, NEARLY_FLAT]
  ])("has derivatives: %s", (_, scan, options, theta = START) => {
    const f = logLikelihood(scan, {sigma: "noise", ...options, parameters: ALL});
    const slopes = f.gradient(theta);
    expect(slopes).toHaveLength(14);
    ALL.forEach((__, p) => {
      const at = (h: number) => f(theta.map((x, k) => (k === p ? x + h : x)));
      const size = 1e-3 * Math.max(Math.abs(theta[p]), 0.1);
      // a central difference without its error of second order
      const [wide, near] = [size, size / 2].map((h) => (at(h) - at(-h)) / (2 * h));
      const wanted = (4 * near - wide) / 3;
      const error = Math.abs(slopes[p] - wanted) / (Math.abs(wanted) + 1e-3 / size);
      expect(error, ALL[p]).toBeLessThan(2e-5);
    });
  });

  it("takes numbers in the order of the parameters, or by name, and holds the rest", () => {
    const parameters: HeterodyneName[] = ["phi0", "v0"];
    const {phi0: _, v0: __, ...fixed} = BY_NAME;
    const two = logLikelihood(SMALL, {parameters, fixed});
    const all = logLikelihood(SMALL, {parameters: ALL});
    const moved = {...BY_NAME, phi0: -2, v0: 900};
    expect(two.parameters).toEqual(parameters);
    expect(two([-2, 900])).toBe(all(moved));
    expect(two({v0: 900, phi0: -2})).toBe(all(moved));
    for (const whole of [TRUTH, BY_NAME])
      expect(logLikelihood(SMALL, {parameters, fixed: whole})([-2, 900])).toBe(all(moved));
    const place = (name: HeterodyneName) => ALL.indexOf(name);
    const whole = all.gradient(moved);
    expect([...two.gradient([-2, 900])]).toEqual([whole[place("phi0")], whole[place("v0")]]);
    expect(logLikelihood(SMALL).parameters).toEqual(NAMES.filter((name) => name !== "f2"));
    expect(logLikelihood(SMALL, {fixed: {v0: 1, beta: 0}}).parameters).toHaveLength(11);
  });

  it("refuses what it cannot use, at the call", () => {
    const f = logLikelihood(SMALL, {parameters: ["v0"], fixed: {beta: 0}});
    expect(() => f([1, 2])).toThrow(
      "heterodyne.logLikelihood: expected theta of length 1 (v0), got length 2"
    );
    expect(() => f({beta: 0})).toThrow('missing parameter "v0" in theta');
    expect(() => f({v0: 1, beta: 1})).toThrow("expected beta as it is fixed, 0, or among");
    expect(() => f.batch([[1], [2]])).toThrow("expected theta as a vector for each of v0");
    const wrong = (options: object, message: string) =>
      expect(() => logLikelihood(SMALL, options as LogLikelihoodOptions)).toThrow(message);
    wrong({parameters: ["v0", "v0"]}, 'different names in parameters, got "v0" twice');
    wrong({fixed: BY_NAME}, "expected parameters where fixed names all of them, got none");
    wrong({parameters: []}, "at least one name in parameters");
    wrong({sigma: "loud"}, 'expected sigma as one of "noise", "spread", "free"');
    wrong({sigma: [1]}, "expected sigma of one number for each of the scan's 2 angles");
    wrong({scaling: "fixed"}, 'expected scaling as one of "profile", "marginal"');
    wrong({parameter: ["v0"]}, "did you mean parameters?");
    wrong({threads: 0}, "expected threads");
    const still = {...SMALL, phi: [30], data: [new Float64Array(SMALL.frames ** 2).fill(1.25)]};
    expect(() => logLikelihood(still, {sigma: "free"})).toThrow(
      'expected data that vary at φ = 30° with sigma "free", got 1.25 everywhere'
    );
    expect(() => logLikelihood(still, {sigma: 0.1})).not.toThrow();
  });
});

const POINTS = [TRUTH, START, NEARLY_FLAT, TRUTH.map((x) => 1.1 * x)];
const COLUMNS = ALL.map((_, p) => Float64Array.from(POINTS, (point) => point[p]));

describe.each(MODES)("$name", (mode) => {
  it("gives many points with the bits of one", async () => {
    const {logLikelihood: make} = await openLikelihoods(mode);
    for (const scaling of ["profile", "marginal"] as const) {
      const f = make(SMALL, {parameters: ALL, scaling});
      expect([...(await f.batch(COLUMNS))]).toEqual(POINTS.map((point) => f(point)));
    }
  });
});

it("gives samplers values and derivatives, in any order of the names, on any number of threads", async () => {
  const names = [...ALL].reverse();
  const answers: number[][] = [];
  for (const threads of [1, 2]) {
    const {logLikelihood: make} = await openLikelihoods({options: {threads}});
    const f = make(LARGER, {parameters: ALL, scaling: "marginal"});
    const evaluator = await likelihoodOf(f)!.open({capacity: 3, names});
    expect(evaluator).toMatchObject({dimension: 14, hasGradient: true});
    for (const count of [1, POINTS.length]) {
      const values = new Float64Array(count);
      const gradient = names.map(() => new Float64Array(count));
      const theta = [...COLUMNS].reverse().map((column) => column.subarray(0, count));
      await evaluator.evaluate(theta, values, gradient);
      for (let k = 0; k < count; k++) {
        expect(values[k]).toBe(f(POINTS[k]));
        const slopes = gradient.map((row) => row[k]).reverse();
        f.gradient(POINTS[k]).forEach((slope, p) =>
          expect(Math.abs(slopes[p] - slope)).toBeLessThanOrEqual(1e-12 * Math.abs(slope) + 1e-12)
        );
      }
      answers.push([...values, ...gradient.flatMap((row) => [...row])]);
    }
    expect(evaluator.msPerPoint).toBeGreaterThan(0);
    evaluator.close();
  }
  expect(answers.slice(2)).toEqual(answers.slice(0, 2));
  const {logLikelihood: make} = await openLikelihoods();
  const open = likelihoodOf(make(SMALL))!.open({capacity: 1, names: ["v0"]});
  await expect(open).rejects.toThrow("heterodyne.logLikelihood: expected a prior of D0_ref, ");
});

it("has weighted points as it has one", async () => {
  const {logLikelihood: make} = await openLikelihoods();
  for (const scaling of ["profile", "marginal"] as const) {
    const f = make(makeWeighted().scan, {parameters: ALL, scaling, sigma: SIGMA});
    const values = await f.batch(COLUMNS);
    POINTS.forEach((point, k) => expect(values[k] / f(point)).toBeCloseTo(1, 10));
    const evaluator = await likelihoodOf(f)!.open({capacity: 4});
    expect(evaluator.hasGradient).toBe(scaling === "profile");
    evaluator.close();
  }
});

it("is stopped between pieces, and refuses a GPU that is not there", async () => {
  const {logLikelihood: make} = await openLikelihoods();
  const f = make(SMALL, {parameters: ["v0"]});
  const run = f.batch([new Float64Array(5000).fill(800)]);
  run.cancel();
  await expect(run).rejects.toMatchObject({name: "AbortError"});
  await expect(f.batch([[800]], {device: "gpu"})).rejects.toThrow(
    'heterodyne.logLikelihood.batch: expected device "wasm" or "auto" where there is no GPU, got "gpu"'
  );
  const evaluator = await likelihoodOf(f)!.open({capacity: 4, device: "gpu"});
  expect(evaluator).toMatchObject({screen: undefined});
  expect(evaluator.describe().why).toMatch(/the GPU was asked for, but this home has no WebGPU$/);
  const working = evaluator.evaluate([new Float64Array(4).fill(800)], new Float64Array(4));
  const next = evaluator.evaluate([new Float64Array(4).fill(800)], new Float64Array(4));
  evaluator.cancel();
  await expect(working).rejects.toMatchObject({name: "AbortError"});
  await expect(next).rejects.toMatchObject({name: "AbortError"});
  await evaluator.evaluate([new Float64Array(1).fill(800)], new Float64Array(1));
  evaluator.close();
});
