// Packed data: every pair once, folded and centred, nothing else.
import {expect, it} from "vitest";
import {
  countBlocks, packData, packedLength, packWeights, placeInTile, TILE_NUMBERS, tileNumber
} from "../../../worker/heterodyne/sums/packing.ts"; // prettier-ignore
import type {TakenAngle} from "../../../worker/heterodyne/takenScan.ts";

const SIZES = [2, 3, 63, 64, 65, 130];

function pack(frames: number, data: Float64Array, weights?: Float64Array) {
  const angle = {data, weights, mean: 0.25} as unknown as TakenAngle;
  const packed = new Float64Array(packedLength(frames)).fill(NaN);
  const factors = new Float64Array(packedLength(frames)).fill(NaN);
  for (let row = 0; row < countBlocks(frames); row++) {
    packData(angle, frames, row, packed);
    if (weights) packWeights(weights, frames, row, factors);
  }
  return {packed, factors};
}

const placeOf = (i: number, j: number, blocks: number): number =>
  tileNumber(i >> 6, j >> 6, blocks) * TILE_NUMBERS + placeInTile(i & 63, j & 63);

it.each(SIZES)("holds the pairs of %i frames", (frames) => {
  const data = Float64Array.from({length: frames * frames}, (_, at) => Math.sin(at));
  const {packed} = pack(frames, data);
  const wanted = new Float64Array(packed.length);
  for (let i = 0; i < frames; i++) {
    for (let j = i; j < frames; j++) {
      const e = 0.5 * (data[i * frames + j] + data[j * frames + i]) - 0.25;
      wanted[placeOf(i, j, countBlocks(frames))] = i === j ? 0.5 * e : e;
    }
  }
  expect(packed).toEqual(wanted);
});

it.each(SIZES)("weighs the pairs of %i frames", (frames) => {
  const data = Float64Array.from({length: frames * frames}, (_, at) => Math.sin(at));
  const weights = data.map((_, at) => (at % 3 === 0 ? 0 : 1 + (at % 5)));
  for (let at = 0; at < data.length; at += 3) data[at] = NaN;
  const {packed, factors} = pack(frames, data, weights);
  let [total, withData] = [0, 0];
  weights.forEach((w, at) => {
    total += w;
    if (w > 0) withData += w * (data[at] - 0.25);
  });
  const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
  expect(2 * sum(factors)).toBeCloseTo(total, 8);
  expect(2 * sum(packed.map((e, at) => e * factors[at]))).toBeCloseTo(withData, 8);
});
