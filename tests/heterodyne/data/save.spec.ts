// What is written: NumPy's own bytes, and files that come back as they were.
import {readFileSync} from "node:fs";
import {unzipSync} from "fflate";
import {describe, expect, it} from "vitest";
import {load} from "../../../worker/heterodyne/data/load.ts";
import {save} from "../../../worker/heterodyne/data/save.ts";
import {writeNpy, writeNpz} from "../../../worker/heterodyne/data/writeNpy.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {FRAMES, matrix, numpyFile, PHI} from "./files.ts";

const {cases} = JSON.parse(
  readFileSync(new URL("../../fixtures/inspect/npy.json", import.meta.url), "utf8")
) as {cases: {type: string; values: string[]; shape: number[]; file: string}[]};

describe("writeNpy", () => {
  const known = cases.filter(({type}) => !type.startsWith("Big"));
  it.each(known.map((each) => [`${each.type} (${each.shape.join()})`, each] as const))(
    "%s has NumPy's bytes",
    (_, {type, values, shape, file}) => {
      const Type = (globalThis as unknown as Record<string, Float64ArrayConstructor>)[type];
      const made = writeNpy(Type.from(values, Number), shape);
      expect(Buffer.from(made).toString("base64")).toBe(file);
    }
  );

  it("refuses a shape of other numbers", () => {
    expect(() => writeNpy(new Float64Array(5), [2, 3])).toThrow(
      "heterodyne.writeNpy: expected 6 numbers for 2×3, got Float64Array of length 5"
    );
  });
});

const scan: Scan = {
  q: 0.0054,
  dt: 0.1,
  frames: FRAMES,
  phi: PHI,
  data: PHI.map((_, angle) => matrix(angle))
};

describe("save", () => {
  it.each([false, true])("members have the bytes that NumPy gives them (packed: %s)", (packed) => {
    const ours = unzipSync(save(scan, {packed}));
    const theirs = unzipSync(numpyFile("cache"));
    for (const key of ["c2_exp", "phi_angles_list", "wavevector_q_list"])
      expect(ours[`${key}.npy`]).toEqual(theirs[`${key}.npy`]);
    expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  });

  it.each([false, true])("comes back as it was (packed: %s)", async (packed) => {
    const file = save({...scan, firstFrame: 3}, {packed});
    const back = await load(file);
    expect(back).toMatchObject({...scan, phi: Float64Array.from(PHI), firstFrame: 3, warnings: []});
    expect(back.dt).toBeCloseTo(0.1, 15);
    expect(save(back, {packed})).toEqual(file);
  });

  it("what does not count still does not", async () => {
    const mask = new Uint8Array(FRAMES * FRAMES).fill(1);
    mask[3] = mask[3 * FRAMES] = 0;
    const back = await load(save({...scan, mask}));
    expect(back.mask).toEqual(PHI.map(() => mask));
    expect(back.warnings).toHaveLength(3);
  });

  it("comes back also where most frames are bad", async () => {
    const badFrames = Array.from({length: FRAMES - 2}, (_, k) => k + 1);
    const back = await load(save({...scan, badFrames}));
    const last = FRAMES - 1;
    const counted = Array.from(back.mask![0] as Uint8Array, (one, k) => (one ? k : -1));
    expect(counted.filter((k) => k >= 0)).toEqual([0, last, last * FRAMES, last * (FRAMES + 1)]);
  });

  it("refuses what is no scan, and unknown options", () => {
    expect(() => save({...scan, q: 0})).toThrow("heterodyne.save: expected q");
    expect(() => save(scan, {pack: true} as object)).toThrow(
      'heterodyne.save: unknown option "pack" (did you mean packed?)'
    );
  });

  it("does not depend on the clock", () => {
    const bytes = writeNpz({a: {data: Float64Array.of(1)}});
    // DOS date 1980-01-01
    expect([...bytes.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });
});
