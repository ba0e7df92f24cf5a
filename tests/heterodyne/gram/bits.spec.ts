// The same bits in WebAssembly and in TypeScript, and in whatever order strips are computed.
import {expect, test} from "vitest";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {NormalOptions} from "../../../worker/heterodyne/sums/types.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {openGram, type LocalOptions} from "./localSite.ts";
import {makeScan, makeWeights, TRIAL} from "./scans.ts";

const LOSS_SCALE = Float64Array.of(0.01, 0.02);

async function computeAll(scan: Scan, options: LocalOptions): Promise<Float64Array[]> {
  const gram = await openGram(takeScan("test", scan), undefined, options);
  const {loss, squares}: Record<string, NormalOptions[]> = {
    squares: [{}, {active: [0, 4, 9, 12, 13]}],
    loss: (["soft_l1", "huber", "cauchy"] as const).map((loss) => ({loss, lossScale: LOSS_SCALE}))
  };
  const answers = [await gram.evaluate(TRIAL), await gram.evaluate(TRIAL, true)];
  for (const wish of [...squares, ...loss]) answers.push(await gram.normal(TRIAL, wish));
  return answers.flatMap((answer) => Object.values(answer) as Float64Array[]);
}

const bitsOf = (vectors: Float64Array[]): BigUint64Array[] =>
  vectors.map((vector) => new BigUint64Array(vector.slice().buffer));

test.each([2, 3, 64, 65, 130])("%i frames: kernel and twin", async (frames) => {
  const scan = makeScan({frames, phi: [0, 30], spikes: 17});
  const weighted = {...makeScan({frames, phi: [0, 30], spikes: 17}), weights: makeWeights(frames)};
  for (const one of frames < 4 ? [scan] : [scan, weighted]) {
    const kernel = await computeAll(one, {device: "wasm"});
    expect(kernel.length).toBe(51);
    expect(bitsOf(await computeAll(one, {device: "reference"}))).toEqual(bitsOf(kernel));
  }
});

test("any order of the strips, at once or later", async () => {
  const scan = makeScan({frames: 200, phi: [0, 30], spikes: 17});
  const forth = bitsOf(await computeAll(scan, {}));
  expect(bitsOf(await computeAll(scan, {order: "back"}))).toEqual(forth);
  expect(bitsOf(await computeAll(scan, {isLate: true}))).toEqual(forth);
});
