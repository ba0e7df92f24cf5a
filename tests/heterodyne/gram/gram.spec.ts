// The normal matrix, and weighted and robust sums, against all elements one by one.
import {describe, expect, test} from "vitest";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Evaluated, Normal} from "../../../worker/heterodyne/sums/types.ts";
import type {Loss, Scan} from "../../../worker/heterodyne/types.ts";
import {SETS} from "../oracle.ts";
import {makeGoldenScan} from "../scan/golden.ts";
import {ofAngle, openGram} from "./localSite.ts";
import {sumPlainly, type Plain} from "./plain.ts";
import {makeScan, makeWeights, TRIAL} from "./scans.ts";

/** Largest difference of two matrices, each element in units of its row's and its column's size. */
function missOf(normal: Float64Array, expected: Float64Array): number {
  const size = (i: number): number => Math.sqrt(expected[15 * i]) || 1;
  return Math.max(
    ...expected.map(
      (value, k) => Math.abs(normal[k] - value) / (size(Math.floor(k / 14)) * size(k % 14))
    )
  );
}

function expectSlopes(gradient: Float64Array, plain: Plain): void {
  for (let p = 0; p < 14; p++) {
    const scale = Math.sqrt(plain.normal[15 * p] * plain.cost) || 1;
    expect(Math.abs(gradient[p] - plain.gradient[p]), `slope ${p}`).toBeLessThan(1e-10 * scale);
  }
}

function expectScaling(found: Evaluated, a: number, plain: Plain): void {
  expect(found.contrast[a]).toBeCloseTo(plain.contrast, 11);
  expect(found.offset[a]).toBeCloseTo(plain.offset, 11);
  expect(found.ssr[a] / plain.ssr).toBeCloseTo(1, 10);
  expect(found.meanTheory[a]).toBeCloseTo(plain.meanTheory, 12);
  expect(found.stt[a] / plain.stt).toBeCloseTo(1, 10);
}

function expectNormal(found: Normal, a: number, plain: Plain): void {
  expectScaling(found, a, plain);
  expect(found.cost[a] / plain.cost).toBeCloseTo(1, 10);
  expectSlopes(ofAngle(found.gradient, a), plain);
  expect(missOf(found.normal.subarray(196 * a, 196 * (a + 1)), plain.normal)).toBeLessThan(1e-10);
}

async function compare(scan: Scan, theta = TRIAL, loss: Loss = "squares", scale = 0.01) {
  const taken = takeScan("test", scan);
  const gram = await openGram(taken);
  const lossScale = new Float64Array(taken.angles.length).fill(scale);
  const found = await gram.normal(theta, {loss, lossScale});
  taken.angles.forEach((_, a) => expectNormal(found, a, sumPlainly(taken, a, theta, loss, scale)));
  return {taken, gram, found};
}

describe("the normal matrix is that of all elements", () => {
  test.each([3, 64, 65])("%i frames, two angles", async (frames) => {
    await compare(makeScan({frames, phi: [0, 30]}));
  });
  test("130 frames", async () => {
    await compare(makeScan({frames: 130}));
  });
  test.each(["v1", "xpcsjax"] as const)("semantics %s", async (semantics) => {
    await compare(makeScan({frames: 37, semantics}));
  });
  test("where the decay inside of a block leaves nothing", async () => {
    const theta = SETS.A.map((value, p) => (p === 0 || p === 3 ? 300 * value : value));
    await compare(makeScan({frames: 70, theta}), theta);
  });
  test("of two frames two parameters at most move anything that contrast and offset do not", async () => {
    const {gram, taken} = await compareScaling(makeScan({frames: 2}));
    const {normal} = await gram.normal(TRIAL);
    const plain = sumPlainly(taken, 0, TRIAL);
    // one correlation and the diagonal: contrast and offset explain them both
    const sizes = plain.contrast ** 2 * 4;
    expect(Math.max(...normal.map(Math.abs))).toBeLessThan(1e-10 * Math.max(sizes, 1));
  });
});

async function compareScaling(scan: Scan) {
  const taken = takeScan("test", scan);
  const gram = await openGram(taken);
  const found = await gram.evaluate(TRIAL);
  expectScaling(found, 0, sumPlainly(taken, 0, TRIAL));
  return {taken, gram};
}

describe("weighted sums", () => {
  const weighted = (frames: number): Scan => ({
    ...makeScan({frames, phi: [0, 30]}),
    weights: makeWeights(frames)
  });

  test.each([3, 65])("%i frames with factors", async (frames) => {
    await compare(weighted(frames));
  });
  test("masks, bad frames and no diagonal", async () => {
    const scan = weighted(66);
    const mask = Float64Array.from({length: 66 * 66}, (_, at) => (at % 13 === 4 ? 0 : 1));
    await compare({...scan, mask, badFrames: [7, 65], diagonal: "exclude"});
  });
  test("one angle with factors, one without", async () => {
    const scan = makeScan({frames: 40, phi: [0, 30]});
    const ones = new Float64Array(1600).fill(1);
    await compare({...scan, weights: [makeWeights(40), ones]});
  });
  test("evaluate gives the same, with and without its gradient", async () => {
    const {gram, found, taken} = await compare(weighted(20));
    const value = await gram.evaluate(TRIAL);
    const slopes = await gram.evaluate(TRIAL, true);
    expect(value.gradient).toBeUndefined();
    for (let a = 0; a < 2; a++) {
      const plain = sumPlainly(taken, a, TRIAL);
      expectScaling(value, a, plain);
      expectScaling(slopes, a, plain);
      expectSlopes(ofAngle(slopes.gradient!, a), plain);
      expect(slopes.ssr[a]).toBe(found.ssr[a]);
    }
  });
});

describe("robust losses", () => {
  const scan = makeScan({frames: 66, phi: [0, 30], spikes: 17});

  test.each(["soft_l1", "huber", "cauchy"] as const)("%s", async (loss) => {
    const {gram, found} = await compare(scan, SETS.B, loss);
    const lossScale = Float64Array.of(0.01, 0.01);
    const value = await gram.normal(SETS.B, {loss, lossScale, valueOnly: true});
    expect(value.cost[0] / found.cost[0]).toBeCloseTo(1, 13);
    expect(value.contrast).toEqual(found.contrast);
    // spikes pull at the squares, and hardly at these
    const squares = await gram.normal(SETS.B);
    expect(Math.abs(squares.offset[0] - 1)).toBeGreaterThan(0.01);
    expect(Math.abs(found.offset[0] - 1)).toBeLessThan(0.004);
  });
  test.each(["soft_l1", "huber", "cauchy"] as const)("%s with factors", async (loss) => {
    await compare({...scan, weights: makeWeights(66)}, TRIAL, loss);
  });
  test("Newton's steps need few passes", async () => {
    const gram = await openGram(takeScan("test", scan));
    for (const loss of ["soft_l1", "huber", "cauchy"] as const) {
      gram.operations.length = 0;
      await gram.normal(SETS.B, {loss, lossScale: Float64Array.of(0.01, 0.01)});
      expect(gram.operations.length).toBeLessThan(12);
    }
  });
  test("a wide scale leaves squares", async () => {
    const taken = takeScan("test", makeScan({frames: 20}));
    const gram = await openGram(taken);
    const squares = await gram.normal(TRIAL);
    const wide = await gram.normal(TRIAL, {loss: "cauchy", lossScale: Float64Array.of(1e6)});
    expect(wide.contrast[0]).toBeCloseTo(squares.contrast[0], 10);
    expect(missOf(wide.normal, squares.normal)).toBeLessThan(1e-9);
  });
});

describe("golden values", () => {
  test("the dossier's v1 case", async () => {
    const gram = await openGram(takeScan("test", makeGoldenScan()));
    const {contrast, offset, ssr} = await gram.normal(TRIAL);
    const known = [
      [0.18793456853883708, 1.060673872754695, 59.13210137695816, 0.007465023651814458],
      [0.195852359742082, 1.0561943891516048, 49.173740333610326, 0.006962286711630551],
      [0.304469533170913, 0.9939054891775471, 0.13218255545251875, 0.009283546199710248],
      [0.1813445574634817, 1.0638194688420157, 59.28724703192423, 0.0072170785789936135]
    ];
    known.forEach(([c, o, reduced, sigma], a) => {
      if (a < 3) expect(contrast[a] / c).toBeCloseTo(1, 9);
      expect(offset[a] / o).toBeCloseTo(1, 9);
      expect(ssr[a] / (reduced * sigma ** 2 * (64 * 64 - 14))).toBeCloseTo(1, 9);
    });
    expect(contrast[3]).toBeCloseTo(0.1813445574634817, 9);
  });
  test("its upper triangle alone", async () => {
    const mask = Float64Array.from({length: 4096}, (_, at) =>
      Math.floor(at / 64) < at % 64 ? 1 : 0
    );
    const gram = await openGram(takeScan("test", {...makeGoldenScan(), mask}));
    const {contrast, offset, ssr} = await gram.evaluate(TRIAL);
    const known = [
      [0.1813928567693455, 1.063149359850318, 6.634069660172068],
      [0.19098353628896986, 1.0580396895157804, 4.814785312725006],
      [0.3043521216328219, 0.993948809260296, 0.022899652297731686],
      [0.17500267775725006, 1.0662192093077978, 6.2166980403148555]
    ];
    known.forEach(([c, o, sum], a) => {
      expect(contrast[a] / c).toBeCloseTo(1, 9);
      expect(offset[a] / o).toBeCloseTo(1, 9);
      expect(ssr[a] / sum).toBeCloseTo(1, 9);
    });
  });
});

describe("a flat correlation", () => {
  // nothing moves: c is 1 everywhere
  const still = SETS.B.map((value, p) =>
    [0, 2, 3, 5, 6, 8].includes(p) ? 0 : p === 10 ? 0 : value
  );

  test("has contrast 1 and offset 0", async () => {
    const scan = makeScan({frames: 20, semantics: "v2"});
    const taken = takeScan("test", scan);
    const gram = await openGram(taken);
    const sum = taken.angles[0].data.reduce((s, e) => s + (e - 1) ** 2, 0);
    for (const {contrast, offset, ssr} of [await gram.evaluate(still), await gram.normal(still)]) {
      expect([contrast[0], offset[0]]).toEqual([1, 0]);
      expect(ssr[0] / sum).toBeCloseTo(1, 11);
    }
    const robust = await gram.normal(still, {loss: "huber", lossScale: Float64Array.of(1e6)});
    expect([robust.contrast[0], robust.offset[0]]).toEqual([1, 0]);
    expect(robust.ssr[0] / sum).toBeCloseTo(1, 11);
  });
});

describe("some parameters alone", () => {
  test.each([[[3]], [[0, 4, 13]], [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13]]])(
    "%j",
    async (active) => {
      const gram = await openGram(takeScan("test", makeScan({frames: 65})));
      const all = await gram.normal(TRIAL);
      const some = await gram.normal(TRIAL, {active});
      expect(some.ssr[0]).toBe(all.ssr[0]);
      for (let p = 0; p < 14; p++) {
        const isIn = active.includes(p);
        expect(some.gradient[p]).toBe(isIn ? all.gradient[p] : 0);
        for (let r = 0; r < 14; r++) {
          expect(some.normal[14 * p + r]).toBe(
            isIn && active.includes(r) ? all.normal[14 * p + r] : 0
          );
        }
      }
    }
  );
});

test("parameters that are no numbers give sums that are none", async () => {
  const gram = await openGram(takeScan("test", makeScan({frames: 20, spikes: 5})));
  const theta = TRIAL.map((value, p) => (p === 3 ? NaN : value));
  const lossScale = Float64Array.of(0.01);
  for (const loss of ["squares", "soft_l1", "huber", "cauchy"] as const) {
    const {ssr, cost} = await gram.normal(theta, {loss, lossScale});
    expect([ssr[0], cost[0]]).toEqual([NaN, NaN]);
  }
});
