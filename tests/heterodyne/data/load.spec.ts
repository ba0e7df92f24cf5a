// Files as NumPy writes them: every arrangement, only the part that is wanted, and every refusal.
import {describe, expect, it} from "vitest";
import {load} from "../../../worker/heterodyne/data/load.ts";
import type {Readable} from "../../../worker/heterodyne/data/source.ts";
import type {LoadOptions} from "../../../worker/heterodyne/data/types.ts";
import {writeNpy, writeNpz} from "../../../worker/heterodyne/data/writeNpy.ts";
import {FRAMES, matrix, numpyFile, PHI, refusal, watched} from "./files.ts";

const LISTS: LoadOptions = {phi: PHI, q: 0.0054, dt: 0.1};
const all = PHI.map((_, angle) => matrix(angle));

describe("NumPy's files", () => {
  it.each<[string, string, LoadOptions]>([
    ["the loader's cache, with meshes of times", "cache", {}],
    ["deflated members", "packed", {}],
    ["arrays whose first index runs fastest", "fortran", {}],
    ["the same, deflated", "fortranPacked", {}],
    ["c2_data and angles", "test", {q: 0.0054, dt: 0.1}],
    ["numbers in single precision", "f4", LISTS],
    ["bytes in the other order", "bigF8", LISTS],
    ["both: first index fastest, bytes turned", "fortranBigF8", LISTS],
    ["version 2 of the format", "version2", LISTS],
    ["version 3 of the format", "version3", LISTS]
  ])("%s", async (_, name, options) => {
    const scan = await load(numpyFile(name), options);
    expect(scan).toMatchObject({q: 0.0054, frames: FRAMES, warnings: []});
    expect(scan.dt).toBeCloseTo(0.1, 14);
    expect([...scan.phi]).toEqual(PHI);
    expect(scan.data).toEqual(all);
    expect(scan.firstFrame).toBeUndefined();
    expect(scan.mask).toBeUndefined();
  });

  it.each(["i8", "bigI4", "u2", "bigU8"])("integers: %s", async (name) => {
    const scan = await load(numpyFile(name), LISTS);
    expect(scan.data).toEqual(all.map((values) => values.map((value) => value * 4096)));
  });

  it("the core's cache takes angles and wave vectors from the text files beside it", async () => {
    const scan = await load(numpyFile("core"), {
      phi: "# degrees\n-5.500000\n30.250000\n90.000000\n",
      wavevectors: "5.40000000e-03\n",
      dt: 0.1
    });
    expect(scan).toMatchObject({format: "core", q: 0.0054, phi: Float64Array.from(PHI), data: all});
  });

  it("the second version's times have their origin elsewhere", async () => {
    const scan = await load(numpyFile("v2"));
    expect(scan).toMatchObject({format: "v2", q: 0.0054, dt: 0.5, firstFrame: 4, data: all});
    expect((await load(numpyFile("v2"), {firstFrame: 0})).firstFrame).toBeUndefined();
  });

  it("times in single precision, late enough to be coarse", async () => {
    const times = {data: Float32Array.from({length: FRAMES}, (_, k) => 0.1 * (3000 + k))};
    const c2 = {data: matrix(0), shape: [FRAMES, FRAMES]};
    const scan = await load(writeNpz({c2, t: times, phi: {data: Float32Array.of(0)}}), {q: 0.0054});
    expect(scan.firstFrame).toBe(3000);
    expect(scan.dt).toBeCloseTo(0.1, 4);
  });

  it("a single matrix", async () => {
    const scan = await load(numpyFile("bigF4"), {...LISTS, phi: 90});
    expect(scan.data).toEqual([matrix(1)]);
  });

  it("says where the numbers came from", async () => {
    const {file} = watched(numpyFile("cache"), "C020.npz");
    const scan = await load(file, {frames: [1, 3]});
    expect(scan.source).toEqual({
      name: "C020.npz",
      bytes: file.size,
      keys: ["c2_exp", "phi_angles_list", "wavevector_q_list", "t1"],
      frames: FRAMES,
      taken: [1, 3]
    });
    expect(scan.available).toEqual({q: Float64Array.of(0.0054), phi: Float64Array.from(PHI)});
  });

  it.each(["cache", "packed", "fortran", "fortranPacked"])(
    "some frames of some angles: %s",
    async (name) => {
      const scan = await load(numpyFile(name), {
        frames: [1, 3],
        angles: [
          [-10, 10],
          [80, 100]
        ]
      });
      expect(scan.data).toEqual([matrix(0, 1, 3), matrix(2, 1, 3)]);
      expect(scan).toMatchObject({frames: 3, firstFrame: 1, phi: Float64Array.of(PHI[0], PHI[2])});
    }
  );

  it("a blob, a buffer, bytes and an attached file are the same", async () => {
    const bytes = numpyFile("cache");
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
    const kinds: Readable[] = [bytes, bytes.slice().buffer, blob];
    kinds.push({name: "attached.npz", blob: () => Promise.resolve(blob)});
    for (const file of kinds) expect((await load(file)).data).toEqual(all);
  });

  it("of several wave vectors one is chosen", async () => {
    const file = numpyFile("manyQ");
    const low = await load(file, {q: 0.0054});
    expect(low.data).toEqual([matrix(0), matrix(1)]);
    expect(low.available.q).toEqual(Float64Array.of(0.0054, 0.00541, 0.0108));
    const high = await load(file, {q: 0.01});
    expect(high).toMatchObject({q: 0.0108, data: [matrix(2), matrix(3)]});
    expect(high.warnings).toEqual(["q: 0.0108 of the file is used, the nearest one to 0.01"]);
    expect(await refusal(load(file))).toBe(
      "RangeError: heterodyne.load: the file has 3 wave vectors: choose q, in 1/Å, from 0.0054, 0.00541, 0.0108"
    );
  });

  it.each([
    ["stored", false],
    ["deflated", true]
  ])("what is not wanted of %s members is not read, or not kept", async (_, isPacked) => {
    const n = 300;
    const angles = 6;
    const data = Float64Array.from({length: angles * n * n}, (_, k) => 1 + Math.floor(k / n / n));
    const list = (value: number) => ({data: new Float64Array(angles).fill(value)});
    const phi = {data: Float64Array.from({length: angles}, (_, k) => 30 * k)};
    const bytes = writeNpz(
      {
        c2_exp: {data, shape: [angles, n, n]},
        phi_angles_list: phi,
        wavevector_q_list: list(0.005)
      },
      {isPacked}
    );
    const {file, read} = watched(bytes);
    const scan = await load(file, {angles: [60], frames: [100, 149], dt: 1});
    expect(scan.data).toEqual([new Float64Array(50 * 50).fill(3)]);
    if (!isPacked) expect(read()).toBeLessThan(bytes.length / 10);
  });

  it("reports progress and stops when it is cancelled", async () => {
    const run = load(numpyFile("cache"));
    run.cancel();
    expect(await refusal(run)).toBe("AbortError: cancelled");
    expect(run.status).toBe("cancelled");
  });
});

const good = matrix(0);
const bent = (change: (values: Float64Array) => void): Uint8Array => {
  const values = good.slice();
  change(values);
  return writeNpy(values, [FRAMES, FRAMES]);
};
const ONE: LoadOptions = {q: 0.01, phi: 0, dt: 1};

describe("numbers that are no correlations", () => {
  it("elements that are not finite are masked, and that is said", async () => {
    const scan = await load(
      bent((values) => (values[7] = NaN)),
      ONE
    );
    expect(scan.warnings).toEqual([
      "the matrix at 0°: 2 elements are not finite (NaN at frames 1 and 2) and do not count"
    ]);
    const mask = new Uint8Array(25).fill(1);
    mask[7] = mask[11] = 0;
    expect(scan.mask).toEqual([mask]);
  });

  it("an empty triangle is filled from the other one", async () => {
    const file = bent((values) => {
      for (let i = 0; i < FRAMES; i++) values.fill(0, i * FRAMES, i * FRAMES + i);
    });
    const scan = await load(file, ONE);
    expect(scan.data).toEqual([good]);
    expect(scan.warnings).toEqual([
      "the matrix at 0°: one triangle was empty and is filled from the other"
    ]);
    // two frames are what a file is looked into with before any are chosen
    const two = await load(file, {...ONE, frames: [1, 2]});
    expect(two.data).toEqual([matrix(0, 1, 2)]);
    expect(two.warnings).toEqual(scan.warnings);
  });

  it.each(["below", "above"])("so is one of NaN, %s the diagonal", async (side) => {
    const isEmpty = (i: number, j: number) => (side === "below" ? j < i : j > i);
    const file = bent((values) => {
      for (let i = 0; i < FRAMES; i++)
        for (let j = 0; j < FRAMES; j++) if (isEmpty(i, j)) values[i * FRAMES + j] = NaN;
    });
    const scan = await load(file, ONE);
    expect(scan.data).toEqual([good]);
    expect(scan.mask).toBeUndefined();
    expect(scan.warnings).toEqual([
      "the matrix at 0°: one triangle was empty and is filled from the other"
    ]);
  });

  it("halves that differ a little are evened out", async () => {
    const scan = await load(
      bent((values) => (values[1] += 0.01)),
      ONE
    );
    expect(scan.data[0][1]).toBe((good[1] + good[5] + 0.01) / 2);
    expect(scan.data[0][5]).toBe(scan.data[0][1]);
    expect(scan.warnings[0]).toMatch(/differ by up to 0\.0\d+ at frames 1 and 0; their mean/);
  });

  it.each<[string, (values: Float64Array) => void, string]>([
    ["most of it is missing", (values) => values.fill(NaN, 0, 20), "expected finite numbers"],
    ["it is not symmetric", (values) => (values[9] = 5), "differ by"],
    ["its diagonal is 0", (values) => (values[12] = 0), "got 0 at frame 2: pass diagonal"]
  ])("refuses it where %s", async (_, change, message) => {
    const text = await refusal(load(bent(change), ONE));
    expect(text).toMatch(/^RangeError: heterodyne\.load: expected /);
    expect(text).toContain(message);
  });

  it("a diagonal of 0 is fine where it does not count", async () => {
    const file = bent((values) => (values[12] = 0));
    const scan = await load(file, {...ONE, diagonal: "correct"});
    expect(scan).toMatchObject({
      diagonal: "correct",
      warnings: ["expected a diagonal above 0 in the matrix at 0°, got 0 at frame 2"]
    });
  });
});
