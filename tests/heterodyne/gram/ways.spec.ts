// The same bits wherever the tiles are computed: by the crew, by any number of threads, without shared memory, without
// workers, without SIMD.
import {describe, expect, it} from "vitest";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Normal, Sums} from "../../../worker/heterodyne/sums/types.ts";
import {MODES} from "../../worker/makeEngine.ts";
import {openMaker} from "../sums/openMaker.ts";
import {makeScan, makeWeights, TRIAL} from "./scans.ts";

const PLAIN = takeScan("test", makeScan({frames: 200, phi: [0, 30], spikes: 17}));
const WEIGHTED = takeScan("test", {
  ...makeScan({frames: 130, phi: [0, 30]}),
  weights: makeWeights(130)
});
const ROBUST = {loss: "soft_l1", lossScale: Float64Array.of(0.01, 0.02)} as const;

const join = (answer: object): number[] =>
  (Object.values(answer) as Float64Array[]).flatMap((vector) => [...vector]);

async function computeAll(open: (taken: typeof PLAIN) => Promise<Sums>): Promise<number[]> {
  const [plain, weighted] = [await open(PLAIN), await open(WEIGHTED)];
  const answers = [
    await plain.normal(TRIAL),
    await plain.normal(TRIAL, ROBUST),
    await weighted.normal(TRIAL, {loss: "cauchy"}),
    await weighted.evaluate(TRIAL),
    await weighted.evaluate(TRIAL, true)
  ];
  plain.close();
  weighted.close();
  return answers.flatMap(join);
}

const wanted = (async () => {
  const {maker} = await openMaker();
  return computeAll((taken) => maker.open(taken));
})();

describe.each(MODES)("$name", (mode) => {
  it("gives the same bits", async () => {
    const {maker} = await openMaker(mode);
    expect(await computeAll((taken) => maker.open(taken))).toEqual(await wanted);
  });
});

it.each([1, 3])("gives the same bits on %i threads", async (threads) => {
  const {maker} = await openMaker({options: {threads}});
  expect(await computeAll((taken) => maker.open(taken))).toEqual(await wanted);
  const sums = await maker.open(PLAIN);
  await sums.normal(TRIAL);
  expect(sums.describe().threads).toBe(threads);
});

it("agrees with the sums that meet no element", async () => {
  const {maker} = await openMaker();
  const sums = await maker.open(PLAIN);
  const evaluated = await sums.evaluate(TRIAL, true);
  const normal = await sums.normal(TRIAL);
  for (let a = 0; a < 2; a++) {
    expect(normal.ssr[a] / evaluated.ssr[a]).toBeCloseTo(1, 12);
    expect(normal.contrast[a] / evaluated.contrast[a]).toBeCloseTo(1, 12);
    expect(normal.offset[a] / evaluated.offset[a]).toBeCloseTo(1, 12);
    for (let p = 14 * a; p < 14 * (a + 1); p++) {
      const size = Math.sqrt(normal.normal[14 * p + (p % 14)] * normal.ssr[a]);
      const miss = Math.abs(normal.gradient[p] - evaluated.gradient![p]);
      expect(miss).toBeLessThan(1e-11 * size);
    }
  }
});

it("computes small work at once, and some of the angles", async () => {
  const {maker} = await openMaker();
  const small = takeScan("test", makeScan({frames: 50, phi: [0, 30, 60]}));
  const some = await maker.open(small, {angles: [2, 0]});
  const all = await maker.open(small);
  const wanted = await all.normal(TRIAL);
  await some.normal(TRIAL);
  const found = some.normal(TRIAL) as Normal;
  expect([...found.ssr]).toEqual([wanted.ssr[2], wanted.ssr[0]]);
  expect([...found.normal.subarray(0, 196)]).toEqual([...wanted.normal.subarray(392)]);
});

it("is cancelled while the crew computes", async () => {
  const {maker} = await openMaker();
  const sums = await maker.open(PLAIN);
  const before = join(await sums.normal(TRIAL));
  const under = sums.normal(TRIAL, ROBUST) as Promise<Normal>;
  sums.cancel();
  await expect(under).rejects.toMatchObject({name: "AbortError"});
  expect(join(await sums.normal(TRIAL))).toEqual(before);
});
