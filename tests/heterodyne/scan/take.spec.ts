import {describe, expect, it} from "vitest";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";

/** Numbers without a pattern, the same every time. */
function noise(length: number, salt = 1): Float64Array {
  return Float64Array.from({length}, (_, k) => {
    const x = Math.sin((k + 1) * 12.9898 + salt * 78.233) * 43758.5453;
    return x - Math.floor(x);
  });
}

function makeScan(change: Partial<Scan> = {}, frames = 6): Scan {
  return {
    q: 0.0054,
    dt: 0.1,
    frames,
    phi: [0, 90],
    data: [noise(frames * frames, 1), noise(frames * frames, 2)],
    ...change
  };
}

const take = (scan: Scan) => takeScan("heterodyne.chi2", scan);
const changed = (data: Float64Array, place: number, value: number) =>
  data.map((x, k) => (k === place ? value : x));

describe("taking a scan", () => {
  it("gives the same object for the same arrays and geometry, and another for another", () => {
    const scan = makeScan();
    const taken = take(scan);
    expect(take({...scan, data: [...scan.data], phi: Float64Array.of(0, 90)})).toBe(taken);
    expect(take({...scan, semantics: "exact", firstFrame: 0, diagonal: "keep"})).toBe(taken);
    const others: Partial<Scan>[] = [
      {q: 0.005},
      {dt: 0.2},
      {phi: [0, 91]},
      {semantics: "v1"},
      {firstFrame: 1},
      {diagonal: "exclude"},
      {badFrames: [1]},
      {data: [scan.data[0], Float64Array.from(scan.data[1])]},
      {mask: new Uint8Array(36).fill(1)}
    ] as Partial<Scan>[];
    for (const other of others) expect(take({...scan, ...other})).not.toBe(taken);
    expect(take(scan)).toBe(taken);
    // A new geometry measures nothing anew: the reader's own matrix is what is kept.
    expect(take({...scan, q: 0.005}).angles[0].data).toBe(scan.data[0]);
  });

  it("catches an edited array, mask or factor, and takes a copy", () => {
    const edits: [Scan, (scan: Scan) => void, RegExp][] = [
      [makeScan(), ({data}) => ((data[1] as Float64Array)[7] = 3), /data\[1\] as it was.*instead of .* at index 7/],
      [makeScan({mask: new Uint8Array(36).fill(1)}), ({mask}) => ((mask as Uint8Array)[5] = 0), /mask as it was/],
      [makeScan({weights: new Float64Array(36).fill(2)}), ({weights}) => ((weights as Float64Array)[5] = 0), /weights as/]
    ]; // prettier-ignore
    for (const [scan, edit, message] of edits) {
      take(scan);
      edit(scan);
      expect(() => take(scan)).toThrow(message);
      expect(() => take({...scan, q: 1})).toThrow(message);
    }
    const [scan, edit] = edits[0];
    expect(() => take({...scan, diagonal: "exclude"})).toThrow(/hand over a copy/);
    const copy = {...scan, data: scan.data.map((matrix) => Float64Array.from(matrix))};
    expect(take(copy).angles[1].data[7]).toBe(3);
    expect(edit).toBeTypeOf("function");
  });

  it("catches an edited row or column of a large matrix", () => {
    // Of as many rows that samples in equal steps would all lie in the same columns.
    const frames = 512;
    for (const step of [1, frames]) {
      const data = noise(frames * frames);
      const scan = makeScan({phi: 0, data: [data]}, frames);
      take(scan);
      for (let k = 0; k < frames; k++) data[(step === 1 ? 17 * frames : 17) + k * step] += 1;
      expect(() => take(scan)).toThrow(/as it was/);
    }
  });

  it("measures to rounding", () => {
    // Numbers about 1e6, on a grid on which whole numbers add exactly.
    const frames = 250;
    const away = noise(frames * frames);
    const data = away.map((x) => 1e6 + Math.round(x * 1024) / 1024);
    const exact = data.reduce((sum, x) => sum + BigInt((x - 1e6) * 1024), 0n);
    const mean = 1e6 + Number(exact) / (1024 * data.length);
    const squares = data.reduce((sum, x) => sum + BigInt((x - 1e6) * 1024) ** 2n, 0n);
    // n Σx² − (Σx)² in whole numbers.
    const n = BigInt(data.length);
    const see = Number(n * squares - exact * exact) / (1024 * 1024 * data.length);
    const [angle] = take(makeScan({phi: 0, data: [data]}, frames)).angles;
    expect(angle.mean).toBe(mean);
    expect(Math.abs(angle.see / see - 1)).toBeLessThan(1e-14);
    expect(angle.points).toBe(frames * frames);
    expect(angle.total).toBe(frames * frames);
    expect(angle.deviation).toBe(Math.sqrt(angle.see / angle.total));
    // As weighted numbers, all of one factor.
    const weights = new Float64Array(data.length).fill(3);
    const [same] = take(makeScan({phi: 0, data: [data], weights}, frames)).angles;
    expect(same.mean).toBe(mean);
    expect(Math.abs(same.see / (3 * see) - 1)).toBeLessThan(1e-14);
    expect(same.total).toBe(3 * frames * frames);
  });

  it("rounds a mean but once", () => {
    // Numbers from 1 to 1.5 that fill their 53 bits: whole ones, 2^52 of them to 1.
    const unit = 2 ** 52;
    for (let salt = 1; salt <= 20; salt++) {
      const data = noise(32 * 32, salt).map((x) => 1 + x / 2);
      const sum = data.reduce((sum, x) => sum + BigInt(x * unit), 0n);
      const [angle] = take(makeScan({phi: 0, data: [data]}, 32)).angles;
      expect(Math.abs(Number(BigInt(angle.mean * unit) * 1024n - sum)) / 1024).toBeLessThan(0.65);
    }
  });

  it("leaves out what mask, frames and diagonal say", () => {
    const data = noise(16).map((x) => x + 1);
    const mask = new Float64Array(16).fill(1);
    mask[1] = 0;
    const scan = makeScan({phi: 0, data: [changed(data, 1, NaN)], mask, badFrames: [2, 2], diagonal: "exclude"}, 4); // prettier-ignore
    const [angle] = take(scan).angles;
    const kept = [3, 4, 7, 12, 13];
    expect(angle.points).toBe(kept.length);
    const mean = kept.reduce((sum, k) => sum + data[k], 0) / kept.length;
    expect(angle.mean).toBeCloseTo(mean, 14);
    expect(angle.see).toBeCloseTo(
      kept.reduce((sum, k) => sum + (data[k] - mean) ** 2, 0),
      14
    );
    expect(Array.from(angle.weights!, (w, k) => (w ? k : -1)).filter((k) => k >= 0)).toEqual(kept);
    // What does not count is still finite.
    expect(angle.data[1]).toBe(angle.mean);
    expect(take(scan).isWeighted).toBe(true);
  });

  it("takes a mask of ones for none, and masks of their own for each angle", () => {
    const ones = new Uint8Array(36).fill(1);
    const one = ones.map((_, k) => (k === 3 ? 0 : 1));
    const taken = take(makeScan({mask: [ones, one]}));
    expect(taken.angles[0].weights).toBeUndefined();
    expect(taken.angles[1].points).toBe(35);
    expect(take(makeScan({mask: one})).angles.map(({points}) => points)).toEqual([35, 35]);
  });

  it("corrects the diagonal from its neighbours", () => {
    const side = [2, 5, 7];
    const data = new Float64Array(16).fill(1);
    for (let i = 0; i < 3; i++) data[i * 4 + i + 1] = data[(i + 1) * 4 + i] = side[i];
    for (let i = 0; i < 4; i++) data[5 * i] = i === 2 ? NaN : 99;
    const correct = {phi: 0, diagonal: "correct"} as const;
    const diagonalOf = (scan: Scan) => [0, 5, 10, 15].map((k) => take(scan).angles[0].data[k]);
    expect(diagonalOf(makeScan({...correct, data: [data]}, 4))).toEqual([2, 3.5, 6, 7]);
    expect(data[0]).toBe(99);
    // A neighbour that does not count is not asked; an element that has no other does not count either.
    const mask = new Uint8Array(16).fill(1);
    mask[1] = 0;
    const scan = makeScan({...correct, data: [data.slice()], mask}, 4);
    expect(diagonalOf(scan).slice(1)).toEqual([5, 6, 7]);
    expect(take(scan).angles[0].weights![0]).toBe(0);
  });

  it("converts other arrays once", () => {
    const list = Array.from(noise(36));
    const scan = makeScan({phi: 0, data: [list]});
    const {data} = take(scan).angles[0];
    expect(data).toBeInstanceOf(Float64Array);
    expect(take({...scan, q: 1}).angles[0].data).toBe(data);
    list[3] = 8;
    expect(() => take(scan)).toThrow(/as it was/);
  });
});

describe("misuse", () => {
  const good = noise(36);
  const cases: [string, Partial<Record<keyof Scan, unknown>>, RegExp][] = [
    ["q", {q: 0}, /heterodyne\.chi2: expected q finite and above 0, got 0/],
    ["dt", {dt: "1"}, /expected dt as a number, got "1"/],
    ["frames", {frames: 1}, /expected frames as an integer from 2 to/],
    ["semantics", {semantics: "v3"}, /expected semantics as one of "exact", "v1"/],
    ["firstFrame", {firstFrame: -1}, /expected firstFrame/],
    ["phi", {phi: [0, NaN]}, /expected phi finite, got NaN/],
    ["no phi", {phi: []}, /at least one angle/],
    ["flat data", {data: Array.from(good)}, /expected data as a list of matrices, one an angle/],
    ["one matrix", {data: good}, /expected data as a list of matrices/],
    ["no data", {data: undefined}, /expected data as a list/],
    ["too few", {data: [good]}, /one matrix an angle, 2 by phi, got an array of length 1/],
    ["short", {data: [good, noise(35)]}, /expected data\[1\] of 6×6 = 36 elements, got 35/],
    ["holes", {data: [good, changed(good, 20, NaN)]}, /data\[1\] .*got NaN at φ = 90°, row 3, column 2/],
    ["overflow", {data: [good, changed(good, 3, 1e200)]}, /squares have a finite sum/],
    ["mask size", {mask: new Uint8Array(3)}, /expected mask of 6×6 elements/],
    ["mask list", {mask: [good, good, good]}, /expected mask of one matrix for all angles, or a list of 2/],
    ["mask of booleans", {mask: [...good].map(() => true)}, /numbers .* got true or false; Uint8Array\.from\(mask\)/],
    ["weights", {weights: changed(good, 8, -1)}, /from 0 in weights, got -1 at φ = 0°, row 1, column 2/],
    ["bad frame", {badFrames: [6]}, /expected badFrames\[0\] as an integer from 0 to 5, got 6/],
    ["bad frames", {badFrames: 3}, /expected badFrames as an array/],
    ["diagonal", {diagonal: "mirror"}, /expected diagonal as one of "keep", "correct", "exclude"/],
    ["nothing", {mask: new Uint8Array(36)}, /expected elements that count in data\[0\]/]
  ]; // prettier-ignore
  it.each(cases)("is refused: %s", (_, change, message) => {
    expect(() => take(makeScan(change as Partial<Scan>))).toThrow(message);
  });

  it("is refused: no record", () => {
    expect(() => take(3 as unknown as Scan)).toThrow(/expected the scan as a record, got 3/);
  });
});
