// Two-time files of the Advanced Photon Source: both arrangements, read in parts, and damage that the library lets pass.
import {File as Hdf5File, ready} from "h5wasm";
import {afterEach, describe, expect, it, vi} from "vitest";
import {load} from "../../../worker/heterodyne/data/load.ts";
import {hdf5File, HDF5_FRAMES, matrix, refusal, watched} from "./files.ts";

/** The library takes its way to the console when it is loaded: this comes before that. */
const spoken = vi.hoisted(() => {
  const calls: unknown[][] = [];
  console.error = (...words: unknown[]) => calls.push(words);
  return calls;
});

afterEach(() => {
  // its reports of failed calls stay inside
  expect(spoken.splice(0)).toEqual([]);
});

const last = HDF5_FRAMES - 1;
const whole = (angle: number) => matrix(angle, 0, last);

describe("files of the Advanced Photon Source", () => {
  it.each(["old", "oldPacked"])("the old arrangement: %s", async (name) => {
    const scan = await load(hdf5File(name), {dt: 0.1});
    expect(scan).toMatchObject({format: "aps-old", frames: HDF5_FRAMES, q: 0.0054 + 3 * 0.00002});
    expect([...scan.phi]).toEqual([0, 15, 30, 45, 60, 75]);
    scan.data.forEach((values, k) => expect(values).toEqual(whole(k)));
    expect(scan.warnings).toEqual([`q: the matrices taken differ from ${scan.q} by up to 1.1 %`]);
  });

  it.each(["old", "oldPacked"])("some frames of some angles: %s", async (name) => {
    const scan = await load(hdf5File(name), {dt: 0.1, frames: [3, 9], angles: [15, 60]});
    expect(scan.data).toEqual([matrix(1, 3, 9), matrix(4, 3, 9)]);
    expect(scan).toMatchObject({firstFrame: 3, frames: 7});
  });

  it.each(["old", "recent"])("two frames, of which the file keeps one half: %s", async (name) => {
    const scan = await load(hdf5File(name), {q: 0.0054, dt: 0.1, frames: [5, 6]});
    expect(scan.data[0]).toEqual(matrix(0, 5, 6));
  });

  it("its own angles and wave vectors, whatever is given", async () => {
    const scan = await load(hdf5File("recent"), {q: 0.0054, phi: [7, 8], wavevectors: 1});
    expect([...scan.phi]).not.toContain(7);
    expect(scan.warnings).toEqual([
      "phi: the file's own numbers count, not those given",
      "wavevectors: the file's own numbers count, not those given"
    ]);
  });

  it("too few matrices at a wave vector are filled up with the nearest ones", async () => {
    const scan = await load(hdf5File("oldFew"), {q: 0.0072, dt: 1});
    expect(scan.q).toBe(0.007);
    expect([...scan.phi]).toEqual([0, 15, 30, 45, 60, 75, 90, 105, 120, 135]);
    expect(scan.warnings[0]).toMatch(/only 1 matrices are within 10 % of 0\.007; the nearest 10/);
    expect(scan.warnings).toHaveLength(3);
  });

  it("the new arrangement, with its times", async () => {
    const low = await load(hdf5File("recent"), {q: 0.0054});
    expect(low).toMatchObject({format: "aps-u", q: 0.0054, warnings: []});
    expect(low.dt).toBeCloseTo(0.1, 14);
    expect([...low.phi]).toEqual([0, 45]);
    expect(low.data).toEqual([whole(0), whole(1)]);
    const high = await load(hdf5File("recent"), {q: 0.0108});
    expect([...high.phi]).toEqual([0, 90]);
    expect(high.data).toEqual([whole(2), whole(3)]);
    expect(low.available).toEqual({
      q: Float64Array.of(0.0054, 0.0108),
      phi: Float64Array.of(0, 45, 90)
    });
  });

  // prettier-ignore
  it.each<[string, string, string]>([
    ["a bin beyond the table", "badBins", "expected numbers from 1 to 6 in /xpcs/twotime/processed_bins, got 7 at index 2"],
    ["fewer wave vectors than matrices", "oldShort", "expected /xpcs/dqlist of 3 numbers, one a matrix of /exchange/C2T_all, got 2"],
    ["text instead of numbers", "oldText", "it holds no plain numbers"],
    ["a claim of nine billion numbers", "huge", "expected at most 10000 frames, got 3000000"],
    ["something else", "other", "got /somewhere/else; understood are HDF5 with /xpcs/dqlist"]
  ])("refuses %s", async (_, name, message) => {
    const text = await refusal(load(hdf5File(name), {dt: 1}));
    expect(text).toMatch(/^(Type|Range)Error: heterodyne\.load: /);
    expect(text).toContain(message);
  });

  it("refuses claims that memory cannot hold before any of it is read", async () => {
    const text = await refusal(load(hdf5File("huge"), {dt: 1, frames: [0, 9999], memory: 1e8}));
    expect(text).toContain("got 1 of 10000×10000, 800000000 bytes");
  });

  it("a file that is cut off is damaged", async () => {
    const bytes = hdf5File("old");
    for (const part of [0.02, 0.4, 0.9]) {
      const text = await refusal(load(bytes.subarray(0, part * bytes.length), {dt: 1}));
      expect(text).toMatch(/^(Type|Range)Error: heterodyne\.load: /);
    }
  });

  it("packed numbers that are damaged are no answer", async () => {
    const bytes = hdf5File("oldPacked");
    // zlib's own first bytes, of every packed chunk
    const bad = bytes.map((byte, i) => (byte === 0x78 && bytes[i + 1] === 0x9c ? 0 : byte));
    expect(bad).not.toEqual(bytes);
    expect(await refusal(load(bad, {dt: 1}))).toBe(
      "TypeError: heterodyne.load: the bytes given: cannot read /exchange/C2T_all/g2_00001: it is damaged or packed in an unknown way (deflate)"
    );
  });
});

describe("a large file", () => {
  it.each<[string, number[] | undefined]>([
    ["contiguous", undefined],
    ["chunked", [64, 64]]
  ])("of %s matrices is read in parts", async (_, chunks) => {
    const n = 450;
    const {FS} = await ready;
    const file = new Hdf5File("large.h5", "w");
    for (const group of ["/xpcs", "/exchange", "/exchange/C2T_all"]) file.create_group(group);
    const angles = 3;
    const put = (name: string, data: Float64Array, shape: number[], layout = {}) =>
      file.create_dataset({name, data, shape, ...layout});
    put("/xpcs/dqlist", new Float64Array(angles).fill(0.01), [1, angles]);
    put("/xpcs/dphilist", Float64Array.of(0, 45, 90), [1, angles]);
    for (let k = 0; k < angles; k++) {
      const at = (i: number, j: number) => (j < i ? 0 : 1 + k + i * 0.001 + j * 0.002);
      const half = Float64Array.from({length: n * n}, (_, p) => at(Math.floor(p / n), p % n));
      put(`/exchange/C2T_all/c2_0000${k + 1}`, half, [n, n], chunks && {chunks});
    }
    file.close();
    const {file: blob, read} = watched(FS.readFile("large.h5"));
    FS.unlink("large.h5");
    const scan = await load(blob, {dt: 1, angles: [45], frames: [100, 219]});
    const side = 120;
    const expected = Float64Array.from({length: side * side}, (_, p) => {
      const [i, j] = [100 + Math.floor(p / side), 100 + (p % side)];
      return 2 + Math.min(i, j) * 0.001 + Math.max(i, j) * 0.002;
    });
    expect(scan.data).toEqual([expected]);
    expect(read()).toBeLessThan(blob.size / 2);
    expect(read()).toBeGreaterThan(side * side * 8);
  });
});
