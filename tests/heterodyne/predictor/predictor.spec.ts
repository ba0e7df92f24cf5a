// `heterodyne.predictor` as a reader uses it, with few simulations.
import {beforeAll, describe, expect, it} from "vitest";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import type {PredictorHooks} from "../../../worker/heterodyne/predictor/hooks.ts";
import {makeLearnedStarts} from "../../../worker/heterodyne/predictor/learnedStarts.ts";
import {makePredictor} from "../../../worker/heterodyne/predictor/predictor.ts";
import {toScaled, toScales} from "../../../worker/heterodyne/predictor/scaled.ts";
import type {Predictor, PredictorOptions} from "../../../worker/heterodyne/predictor/types.ts";
import {PARAMETERS} from "../../../worker/heterodyne/parameters.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {hooks as fitHooks, makeScan, TRUTH} from "../fit/scans.ts";

const frames = 24;
const phi = [0, 50];
const options: PredictorOptions = {
  ...{q: 0.0054, dt: 0.1, frames, phi},
  ...{simulations: 800, ensemble: 2, epochs: 8}
};
const kept = new Map<string, unknown>();
/** evaluations of the fits that were asked for. */
const counted: number[] = [];
const hooks: PredictorHooks = {
  takeScan,
  openSums: (taken, wish) => fitHooks.openSums(taken, wish, scanOf(0.01)),
  // a few steps: what is counted is of interest here
  fit: (scan, wish) => {
    const run = makeFit(fitHooks)(scan, {...wish, steps: 6});
    void run.then(({stats}) => counted.push(stats.evaluations));
    return run;
  },
  checkpoints: {
    get: (name) => Promise.resolve(kept.get(name)),
    set: (name, value) => Promise.resolve(void kept.set(name, structuredClone(value))),
    delete: (name) => Promise.resolve(void kept.delete(name))
  }
};
const make = makePredictor(hooks);

function scanOf(noise: number, seed = 1): Scan {
  return makeScan({frames, phi, noise, seed, semantics: "exact"});
}
const scales = toScales(0.0054, 0.1, frames, 0);
const missOf = (theta: Float64Array): number => {
  const [one, other] = [theta, TRUTH].map((x) => toScaled(x, scales, "exact"));
  return Math.sqrt(one.reduce((sum, x, t) => sum + (x - other[t]) ** 2, 0) / one.length);
};
const fitted = {theta: TRUTH, status: "converged" as const, noiseReduced: 1};

let predictor: Predictor;
beforeAll(async () => {
  predictor = await make(options);
}, 60_000);

describe("a predictor", () => {
  it("knows more of held-out simulations than was known before", () => {
    const {errors, heldOut, explained} = predictor.quality;
    expect(heldOut).toBe(80);
    expect(Object.keys(errors)).toHaveLength(13);
    expect(errors.J_sample).toBeLessThan(0.75);
    expect(errors.v).toBeLessThan(0.85);
    expect(explained).toBeGreaterThan(0);
    expect(predictor.stats.evaluations).toBe(800);
  });

  it("predicts within the bounds, with spread, neighbours and starts that differ", async () => {
    const found = await predictor.predict(scanOf(0.01), {starts: 4});
    expect(found.starts).toHaveLength(4);
    for (const theta of [found.theta, ...found.starts, ...found.neighbours.map((one) => one.theta)])
      PARAMETERS.forEach(({bounds: [low, high]}, i) =>
        expect(theta[i] >= low && theta[i] <= high).toBe(true)
      );
    expect(found.byName.v0).toBe(found.theta[6]);
    expect(found.spread.filter((sd) => sd > 0)).toHaveLength(13);
    expect(found.spread[11]).toBe(0);
    const weights = found.neighbours.reduce((sum, {weight}) => sum + weight, 0);
    expect(weights).toBeCloseTo(1, 12);
    const told = found.starts.map((theta) => Array.from(theta).join());
    expect(new Set(told).size).toBe(4);
    expect(found.screened).toBeGreaterThan(90);
  });

  it("ranks starts by how well they fit the data", async () => {
    const scan = scanOf(0.003);
    const {starts} = await predictor.predict(scan, {starts: 20});
    const sums = await hooks.openSums(takeScan("test", scan), {});
    const at = async (theta: Float64Array) =>
      (await sums.evaluate(theta)).ssr.reduce((a, b) => a + b);
    const first = await at(starts[0]);
    expect(first).toBeLessThan(0.2 * (await at(Float64Array.from(PARAMETERS, (p) => p.default))));
    expect(first).toBeLessThan(await at(starts[starts.length - 1]));
  });

  it("is confident of good data and not of noise", async () => {
    const [good, poor, none] = await Promise.all(
      [0.003, 0.1, 3].map(async (noise) => (await predictor.predict(scanOf(noise))).confidence)
    );
    expect(good).toBeGreaterThan(0.2);
    expect(poor).toBeLessThan(good);
    expect(none).toBeLessThan(0.25 * good);
  });

  it("gives the same bits again", async () => {
    const small = {...options, simulations: 120, epochs: 2};
    const [one, other, third] = [
      await make(small),
      await make(small),
      await make({...small, seed: 2})
    ];
    const scan = scanOf(0.01);
    const [a, b, c] = [
      await one.predict(scan),
      await other.predict(scan),
      await third.predict(scan)
    ];
    expect(a).toEqual(b);
    expect(a.theta).not.toEqual(c.theta);
    expect(one.quality).toEqual(other.quality);
  });

  it("has v2's sign of phi0", async () => {
    const plain = await predictor.predict(scanOf(0.01));
    const turned = await predictor.predict({...scanOf(0.01), semantics: "v2"});
    expect(turned.theta[13]).toBeCloseTo(-plain.theta[13], 9);
    expect(turned.theta[6]).toBe(plain.theta[6]);
  });
});

it("v1 counts time from the first frame that there is", async () => {
  const plain = await predictor.predict(scanOf(0.01));
  const late = await predictor.predict({...scanOf(0.01), semantics: "v1", firstFrame: 7});
  expect(late.theta).toEqual(plain.theta);
  expect(() => predictor.predict({...scanOf(0.01), firstFrame: 7})).toThrow("(firstFrame 0");
});

describe("learn", () => {
  it("makes data like those of the fit known, and keeps it", async () => {
    const small = {...options, simulations: 200, epochs: 2};
    const own = await make({...small, checkpoint: "learned"});
    const scan = scanOf(0.003);
    const before = await own.predict(scan);
    expect(await own.learn(fitted, scan)).toBe(true);
    const after = await own.predict(scan);
    expect(missOf(after.theta)).toBeLessThan(1e-6);
    expect(missOf(before.theta)).toBeGreaterThan(0.1);
    expect(after.confidence).toBeGreaterThan(before.confidence);
    expect(after.neighbours[0]).toMatchObject({from: "fit", distance: 0});
    // the same sample measured again
    const again = scanOf(0.003, 2);
    const plain = await (await make({...small, checkpoint: "other"})).predict(again);
    expect(missOf((await own.predict(again)).theta)).toBeLessThan(0.5 * missOf(plain.theta));
    // another one is not mistaken for it
    const other = makeScan({
      frames,
      phi,
      semantics: "exact",
      theta: TRUTH.map((x, i) => (i === 6 ? 5 * x : x))
    });
    const {neighbours} = await own.predict(other);
    const said = neighbours
      .filter(({from}) => from === "fit")
      .reduce((sum, {weight}) => sum + weight, 0);
    expect(said).toBeLessThan(0.3);

    const later = await make({...options, simulations: 120, epochs: 1, checkpoint: "learned"});
    expect([later.fits, later.refused]).toEqual([1, 0]);
    expect(await later.load(own.save())).toBe(1);
    kept.set("learned", {...own.save(), records: [1, 2]});
    const damaged = await make({...options, simulations: 120, epochs: 1, checkpoint: "learned"});
    expect([damaged.fits, damaged.refused]).toEqual([0, 2]);
  });

  it("does not keep what failed", async () => {
    const scan = scanOf(0.01);
    for (const fit of [
      {...fitted, status: "diverged" as const},
      {...fitted, noiseReduced: 50},
      {...fitted, noiseReduced: NaN},
      {...fitted, theta: TRUTH.map(() => NaN)}
    ])
      expect(await predictor.learn(fit, scan)).toBe(false);
    expect(predictor.fits).toBe(0);
  });
});

describe("evaluate", () => {
  it("counts evaluations of each kind of start, screening among them", async () => {
    const row = (await predictor.evaluate({cases: 1, latin: 10, tries: 1, seed: 3})).rows[0];
    expect(row.truth).toHaveLength(14);
    const [plain, latin, learned] = counted;
    expect(row.default.evaluations).toBe(plain);
    expect(row.latin.evaluations).toBe(10 + latin);
    expect(row.learned.evaluations).toBe(learned);
    expect(row.learned.chi2).toBeGreaterThan(0.8);
    expect(row.simulations).toBeGreaterThan(90);
    for (const kind of ["default", "latin", "learned"] as const) {
      expect(row[kind].tries).toBe(1);
      expect(row[kind].success).toBe(row[kind].chi2 <= 1.01);
    }
  }, 60_000);
});

describe("makeLearnedStarts", () => {
  it("makes one predictor a geometry", async () => {
    let made = 0;
    const starts = makeLearnedStarts(() => {
      made++;
      return Promise.resolve(predictor);
    });
    const [one] = await starts(scanOf(0.01));
    expect(one).toEqual((await predictor.predict(scanOf(0.01))).starts[0]);
    await starts(scanOf(0.02));
    expect(made).toBe(1);
    starts.remember(predictor, {...options, dt: 0.2});
    await expect(starts({...scanOf(0.01), dt: 0.2})).rejects.toThrow("the predictor's geometry");
    expect(made).toBe(1);
  });
});

describe("misuse", () => {
  it.each<[object, string]>([
    [{simulations: 3}, "expected simulations as an integer from 100"],
    [{ensemble: 1}, "expected ensemble"],
    [{frames: 4}, "expected frames as an integer from 8"],
    [{prior: {bta: [0, 1]}}, 'unknown parameter in prior "bta" (did you mean beta?)'],
    [{prior: {beta: 3}}, "expected prior of beta as [mean, deviation], got 3"],
    [{prior: {beta: [0, -1]}}, "the deviation from 0 up, got [0, -1]"],
    [{noise: [0.1, 0.01]}, "expected noise as [least, largest] above 0, ascending"],
    [{checkpoint: ""}, "expected checkpoint as a name"],
    [{simulation: 9}, 'unknown option "simulation" (did you mean simulations?)']
  ])("%o throws at once", (wrong, message) => {
    expect(() => make({...options, ...wrong})).toThrow(`heterodyne.predictor: `);
    expect(() => make({...options, ...wrong})).toThrow(message);
  });

  it("scans of another geometry are refused", () => {
    const scan = scanOf(0.01);
    expect(() => predictor.predict({...scan, q: 0.01})).toThrow(
      "expected a scan of the predictor's geometry (q 0.0054"
    );
    expect(() => predictor.predict({...scan, phi: [0, 60]})).toThrow("got one without 50");
    expect(() => predictor.predict(scan, {starts: 0})).toThrow("expected starts");
    expect(() => predictor.learn({} as typeof fitted, scan)).toThrow("what heterodyne.fit found");
    expect(() => predictor.load({})).toThrow("heterodyne.predictor.load: expected kind");
    expect(() => predictor.evaluate({noise: 0})).toThrow(
      "heterodyne.predictor.evaluate: expected noise"
    );
  });

  it("training can be cancelled", async () => {
    const run = make({...options, simulations: 100_000});
    const seen: string[] = [];
    for await (const {phase} of run) {
      seen.push(phase);
      run.cancel();
    }
    await expect(run).rejects.toThrow();
    expect(seen).toContain("simulations");
    expect(run.status).toBe("cancelled");
  });
});
