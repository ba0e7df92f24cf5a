// Models compared by evidence.
import {describe, expect, it} from "vitest";
import {
  makeCompare,
  type ComparedScan,
  type Contender,
  type Contenders
} from "../../../worker/heterodyne/fit/compare.ts";
import {toEvidence} from "../../../worker/heterodyne/fit/evidence.ts";
import {HETERODYNE} from "../../../worker/heterodyne/fit/heterodyneModel.ts";
import type {FitModel} from "../../../worker/heterodyne/fit/model.ts";
import {HOMODYNE_FIT_MODELS} from "../../../worker/heterodyne/homodyne/fit.ts";
import {openHomodyneSums, takeHomodyneScan} from "../../../worker/heterodyne/homodyne/scans.ts";
import type {HomodyneModel} from "../../../worker/heterodyne/homodyne/types.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {hooks, makeScan, TRUTH} from "./scans.ts";

const sibling = (model: HomodyneModel): Contender => {
  const toOwn = (scan: ComparedScan) => ({...scan, semantics: undefined, model});
  return {
    model: HOMODYNE_FIT_MODELS[model],
    hooks: {
      takeScan: (what, scan) => takeHomodyneScan(what, toOwn(scan)),
      openSums: (taken, options, scan) => openHomodyneSums(taken, options, toOwn(scan))
    }
  };
};
const contenders: Contenders = {
  static: sibling("static"),
  laminar: sibling("laminar"),
  heterodyne: {model: HETERODYNE as unknown as FitModel, hooks}
};
const compare = makeCompare(contenders);

/** One component at rest: x is 0, and J all that there is. */
const STATIC = Float64Array.of(3000, -0.2, 100, 8000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
const heterodyne = {
  start: TRUTH.map((x) => 1.02 * x),
  active: ["D0_sample", "v0", "beta", "f0", "f1", "f3"]
};
const settings = {static: {start: STATIC.subarray(0, 3)}, heterodyne};

describe("heterodyne.compare", () => {
  it("finds two components where there are two", async () => {
    const scan = makeScan({frames: 24, phi: [0, 60], semantics: "exact"});
    const {models, best, assumptions, stats} = await compare(scan, {settings});
    expect(best).toBe("heterodyne");
    expect(models.map(({model}) => model)).toEqual(["heterodyne", "static"]);
    expect(models[0].weight).toBeGreaterThan(0.999);
    expect(models[0].bic).toBeLessThan(models[1].bic);
    expect(models[0].parameters).toBe(6 + 4);
    expect(models[0].points).toBe(2 * 12 * 23);
    expect(assumptions.join()).toContain("Laplace");
    expect(stats.evaluations).toBeGreaterThan(10);
  });

  it("takes the simple model where the other tells no more", async () => {
    const scan = makeScan({frames: 24, phi: [0, 60], semantics: "exact", theta: STATIC});
    const start = STATIC.slice();
    start[6] = 500;
    start[9] = 0.05;
    const active = ["D0_ref", "alpha_ref", "v0", "f0"];
    const laminar = {
      start: Float64Array.of(...STATIC.subarray(0, 3), 1e-5, 0, 0, 0),
      active: ["D0", "alpha", "gamma_dot_t0"]
    };
    const still = {start: STATIC.subarray(0, 3), active: ["D0", "alpha"]};
    const {models, best} = await compare(scan, {
      ...{gap: 2e6, settings: {static: still, laminar, heterodyne: {start, active}}}
    });
    expect(best).toBe("static");
    expect(models).toHaveLength(3);
    const [first, ...others] = models;
    for (const {chi2, bic} of others) {
      expect(chi2).toBeLessThan(first.chi2 + 2);
      expect(bic).toBeGreaterThan(first.bic);
    }
    expect(models.reduce((sum, {weight}) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it("refuses what it does not know, at the call", () => {
    const scan = makeScan({frames: 16, phi: [0]});
    expect(() => compare(scan, {models: ["free" as "static"]})).toThrow(/each of models as one of/);
    expect(() => compare(scan, {models: ["heterodyne"], sigma: 1} as object)).toThrow(
      /unknown option "sigma"/
    );
    const wrong = {heterodyne: {priors: {v0: [1, 0]}}} as const;
    expect(() => compare(scan, {models: ["heterodyne"], settings: wrong})).toThrow(/prior of v0/);
    expect(() => compare(scan, {models: ["laminar"]})).toThrow(/gap/);
  });
});

describe("toEvidence", () => {
  it("is the integral of the likelihood over the prior, done by hand in one parameter", async () => {
    const scan = makeScan({frames: 24, phi: [0], noise: 0.01, semantics: "exact"});
    const taken = takeScan("test", scan);
    const sums = await hooks.openSums(taken, {}, scan);
    const theta = TRUTH.slice();
    const [prior, place] = [[700, 60] as const, 6];
    const priors = HETERODYNE.parameters.map((parameter) => parameter.prior);
    priors[place] = prior;
    const noise = taken.angles[0].noise;
    const ssrAt = async (v0: number) => {
      theta[place] = v0;
      return (await sums.evaluate(theta)).ssr[0];
    };
    // the lowest point, then the integral, of the profile by contrast and offset
    let best = 800;
    for (let width = 64; width > 1e-7; width /= 2)
      for (const v0 of [best - width, best + width])
        if ((await ssrAt(v0)) < (await ssrAt(best))) best = v0;
    const lowest = await ssrAt(best);
    let integral = 0;
    for (let v0 = best - 100; v0 < best + 100; v0 += 0.5) {
      const z = (v0 - prior[0]) / prior[1];
      const fall = ((await ssrAt(v0)) - lowest) / (4 * noise * noise);
      integral += (0.5 * Math.exp(-fall - 0.5 * z * z)) / (prior[1] * Math.sqrt(2 * Math.PI));
    }
    theta[place] = best;
    const normal = await sums.normal(theta);
    const angle = {noise, noiseReduced: 1};
    const evidence = (active: Int32Array) =>
      toEvidence({
        ...{taken, places: [0], normal, theta, active, priors},
        angles: [angle as Parameters<typeof toEvidence>[0]["angles"][0]]
      }).logEvidence;
    const gain = evidence(Int32Array.of(place)) - evidence(new Int32Array(0));
    expect(Math.abs(gain - Math.log(integral))).toBeLessThan(0.02);
  });
});
