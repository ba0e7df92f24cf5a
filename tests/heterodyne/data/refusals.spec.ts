// Files come from anywhere: what is wrong with one is named before anything is believed of it.
import {describe, expect, it} from "vitest";
import {strToU8, zipSync} from "fflate";
import type {Lacking} from "../../../worker/heterodyne/data/lacking.ts";
import {load} from "../../../worker/heterodyne/data/load.ts";
import type {Readable} from "../../../worker/heterodyne/data/source.ts";
import type {LoadOptions} from "../../../worker/heterodyne/data/types.ts";
import {writeNpy, writeNpz} from "../../../worker/heterodyne/data/writeNpy.ts";
import {FRAMES, matrix, numpyFile, PHI, refusal} from "./files.ts";

const ONE: LoadOptions = {q: 0.01, phi: 0, dt: 1};
const one = {data: matrix(0), shape: [FRAMES, FRAMES]};
const three = {
  data: Float64Array.from(PHI.flatMap((_, k) => [...matrix(k)])),
  shape: [3, FRAMES, FRAMES]
};
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function npy(header: string, numbers = 200, version = "\x01\0"): Uint8Array {
  const length = String.fromCharCode(header.length & 255, header.length >> 8);
  return bytesOf(`\x93NUMPY${version}${length}${header}${"\0".repeat(numbers)}`);
}

const plain = "{'descr': '<f8', 'fortran_order': False, 'shape': (5, 5), }";

describe("what is handed over", () => {
  // prettier-ignore
  it.each<[string, unknown, unknown, string]>([
    ["a path", "scan.npz", {}, 'TypeError: heterodyne.load: expected a File, a Blob, an ArrayBuffer, a Uint8Array or an attached file, got "scan.npz"'],
    ["nothing", undefined, {}, "an attached file, got undefined"],
    ["an unknown option", one.data, {angel: 1}, 'unknown option "angel" (did you mean angles?)'],
    ["options that are none", one.data, 3, "expected options as a record, got 3"],
    ["q of 0", one.data, {q: 0}, "RangeError: heterodyne.load: expected q > 0, got 0"],
    ["dt in words", one.data, {dt: "1"}, "TypeError: heterodyne.load: expected dt as a number"],
    ["frames in the wrong order", one.data, {frames: [3, 2]}, "expected frames[1] as an integer from 4"],
    ["one frame", one.data, {frames: 3}, "expected frames as [first, last], got 3"],
    ["an unknown format", one.data, {format: "mat"}, 'expected format as one of "cache"'],
    ["angles in words", one.data, {phi: "0 15 x"}, 'expected finite numbers in phi, got "x" at index 2'],
    ["no angles", one.data, {phi: ""}, "expected numbers in phi, got none"],
    ["a mistaken diagonal", one.data, {diagonal: "none"}, 'expected diagonal as one of "keep"'],
    ["memory of 0", one.data, {memory: 0}, "expected memory > 0, got 0"]
  ])("%s, at the call", (_, file, options, message) => {
    const bytes = file instanceof Float64Array ? numpyFile("cache") : file;
    let text = "no refusal";
    try {
      load(bytes as Readable, options as LoadOptions);
    } catch (error) {
      text = `${(error as Error).name}: ${(error as Error).message}`;
    }
    expect(text).toContain(message);
  });
});

describe("files that are something else", () => {
  // prettier-ignore
  it.each<[string, Uint8Array, string]>([
    ["an empty one", new Uint8Array(0), "got an empty file"],
    ["text", bytesOf("phi, c2\n1, 2\n"), 'got one that begins with "phi, c2\\n1, 2\\n"'],
    ["bytes", Uint8Array.of(137, 80, 78, 71), "got one that begins with bytes 89 50 4e 47"],
    ["another archive", zipSync({"a.txt": strToU8("a")}), "expected two-time correlations in the bytes given, got nothing"],
    ["other arrays", writeNpz({mass: one}), "got mass; understood are .npz with c2_exp"]
  ])("%s", async (_, file, message) => {
    expect(await refusal(load(file, ONE))).toContain(message);
  });

  it("a format that is not the file's", async () => {
    expect(await refusal(load(numpyFile("cache"), {format: "v2"}))).toContain(
      'expected the arrays of format "v2" in the bytes given, got c2_exp, phi_angles_list'
    );
  });
});

describe("arrays that are not right", () => {
  // prettier-ignore
  it.each<[string, Uint8Array, string]>([
    ["half precision", numpyFile("half"), "it is no array of plain numbers"],
    ["complex numbers", numpyFile("complex"), "'descr': '<c16'"],
    ["text", numpyFile("text"), "'descr': '<U1'"],
    ["an expression instead of a header", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (5, 5*1), }"), "it is no array of plain numbers"],
    ["an entry twice", npy(`{'shape': (5, 5), ${plain.slice(1)}`), "it is no array of plain numbers"],
    ["an entry too many", npy(`{'more': True, ${plain.slice(1)}`), "it is no array of plain numbers"],
    ["no order of bytes", npy(plain.replace("<f8", "|f8")), "it is no array of plain numbers"],
    ["a shape beyond all memory", npy(plain.replace("(5, 5)", "(99999999, 99999999)")), "it is no array of plain numbers"],
    ["a version to come", npy(plain, 200, "\x04\0"), "it has version 4.0"],
    ["a header beyond the end", npy(plain).subarray(0, 30), "its header is cut off"],
    ["numbers missing", npy(plain, 199), "5×5 numbers of f8 take 269 bytes, it has 268"],
    ["numbers too many", npy(plain, 208), "take 269 bytes, it has 277"],
    ["matrices that are not square", writeNpy(new Float64Array(20).fill(1), [4, 5]), "expected the bytes given as frames×frames or angles×frames×frames, got 4×5"],
    ["four axes", writeNpy(new Float64Array(16).fill(1), [2, 2, 2, 2]), "got 2×2×2×2"],
    ["one frame", writeNpy(new Float64Array(1).fill(1), [1, 1]), "at least 2 frames, got 1×1"]
  ])("%s", async (_, file, message) => {
    const text = await refusal(load(file, ONE));
    expect(text).toMatch(/^(Type|Range)Error: heterodyne\.load: /);
    expect(text).toContain(message);
  });
});

const lists = {
  phi_angles_list: {data: Float64Array.from(PHI)},
  wavevector_q_list: {data: Float64Array.of(0.005)}
};
const times = (...values: number[]) => ({t1: {data: Float64Array.from(values)}});

describe("lists that do not fit", () => {
  // prettier-ignore
  it.each<[string, Uint8Array, LoadOptions, string]>([
    ["too few angles", writeNpz({c2_exp: three, ...lists, phi_angles_list: {data: Float64Array.of(1, 2)}}), {dt: 1}, "expected phi_angles_list of the bytes given of 3 numbers, one a matrix, or of 1, got 2"],
    ["an angle that is none", writeNpz({c2_exp: three, ...lists, phi_angles_list: {data: Float64Array.of(1, NaN, 2)}}), {dt: 1}, "got NaN at index 1"],
    ["angles given that do not fit", writeNpy(three.data, three.shape), {...ONE, phi: [1, 2]}, "expected phi of 3 numbers"],
    ["no angles anywhere", writeNpy(one.data, one.shape), {q: 1, dt: 1}, "does not say the angles of its 1 matrices: give phi"],
    ["no wave vector anywhere", writeNpy(one.data, one.shape), {phi: 1, dt: 1}, "does not say its wave vector: give q"],
    ["no times anywhere", writeNpy(one.data, one.shape), {phi: 1, q: 1}, "does not say its times: give dt"],
    ["times that go back", writeNpz({c2_exp: three, ...lists, ...times(0, 1, 3, 2, 4)}), {}, "to increase, got 2 after 3 at index 3"],
    ["uneven times", writeNpz({c2_exp: three, ...lists, ...times(0, 1, 2, 3, 9)}), {}, "in even steps of 2.25, got 1 at index 1"],
    ["too few times", writeNpz({c2_exp: three, ...lists, ...times(0, 1, 2)}), {}, "of 5 times, one a frame, got 3"],
    ["frames that are not there", numpyFile("cache"), {frames: [2, 5]}, "expected frames from 0 to 4, which the file has, got [2, 5]"],
    ["angles that are not there", numpyFile("cache"), {angles: [45]}, "expected angles of the scan (-5.5, 30.25, 90"],
    ["more than memory holds", numpyFile("cache"), {memory: 599}, "at most 599 bytes, got 3 of 5×5, 600 bytes: choose frames or angles, or raise memory"]
  ])("%s", async (_, file, options, message) => {
    const text = await refusal(load(file, options));
    expect(text).toMatch(/^RangeError: heterodyne\.load: /);
    expect(text).toContain(message);
  });

  it("code that can help is told by name what a file lacks", async () => {
    const lacks = (file: Uint8Array, options: LoadOptions) =>
      load(file, options).then(
        () => undefined,
        (error: Partial<Lacking>) => error.lacks
      );
    expect(await lacks(writeNpy(one.data, one.shape), {q: 1, dt: 1})).toBe("phi");
    expect(await lacks(numpyFile("cache"), {frames: [2, 5]})).toBe("frames");
    expect(await lacks(writeNpy(one.data, one.shape), {phi: 1, dt: 1})).toBeUndefined();
  });

  it("what is given counts, and that is said", async () => {
    const scan = await load(numpyFile("cache"), {phi: [1, 2, 3], dt: 0.2});
    expect([...scan.phi]).toEqual([1, 2, 3]);
    expect(scan.warnings).toEqual([
      "phi: the numbers given count, not those of phi_angles_list of the bytes given",
      `dt: 0.2 counts, the file says ${0.4 / 4}`
    ]);
  });
});

describe("archives that are damaged or lie", () => {
  const whole = writeNpz({c2: one});
  const packed = writeNpz({c2: {data: new Float64Array(250000).fill(1), shape: [500, 500]}}, {isPacked: true}); // prettier-ignore
  /** Writes to the central directory's entry: sizes at 20 and 24, method at 10, flags at 8. */
  const lie = (bytes: Uint8Array, at: number, value: number, size = 4): Uint8Array => {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    const entry = view.getUint32(copy.length - 6, true);
    if (size === 4) view.setUint32(entry + at, value, true);
    else view.setUint16(entry + at, value, true);
    return copy;
  };
  // prettier-ignore
  it.each<[string, Uint8Array, string]>([
    ["cut off at its end", whole.subarray(0, whole.length - 30), "is missing, as of a download that broke off"],
    ["encrypted", lie(whole, 8, 1, 2), '"c2.npy" is encrypted'],
    ["packed in an unknown way", lie(whole, 10, 12, 2), '"c2.npy" is packed by method 12'],
    ["stored, of two sizes", lie(whole, 24, 99), '"c2.npy" is stored, yet of two sizes'],
    ["a member beyond its end", lie(lie(whole, 24, 9999), 20, 9999), '"c2.npy" lies beyond its end'],
    ["a member elsewhere", lie(whole, 42, 3), '"c2.npy" is not where it should be'],
    ["a bomb", lie(packed, 24, 0x7fffffff), "bytes, more than"],
    ["larger than it says", lie(packed, 24, 1000), "500×500 numbers of f8 take 2000128 bytes, it has 1000"],
    ["a list of members that is too long", whole.map((b, i) => (i === whole.length - 7 ? 255 : b)), "is no whole ZIP archive"]
  ])("%s", async (_, file, message) => {
    const text = await refusal(load(file, ONE));
    expect(text).toMatch(/^TypeError: heterodyne\.load: /);
    expect(text).toContain(message);
  });

  it("deflated bytes that are damaged", async () => {
    const bytes = writeNpz({c2: one}, {isPacked: true});
    const text = await refusal(
      load(
        bytes.map((byte, i) => (i > 60 && i < 90 ? byte ^ 0x5a : byte)),
        ONE
      )
    );
    expect(text).toMatch(/^TypeError: heterodyne\.load: c2 of the bytes given is damaged: /);
  });

  it("the same member twice", async () => {
    const bytes = writeNpz({c2: one, c3: one});
    const twice = bytes.map((byte, i) =>
      byte === 0x33 && bytes[i - 1] === 0x63 && bytes[i + 1] === 0x2e ? 0x32 : byte
    );
    expect(await refusal(load(twice, ONE))).toContain('"c2.npy" is in it twice');
  });
});
