// The parts of the GPU host that need no GPU; the rest is in tests/gpu.
import {describe, expect, it} from "vitest";
import {each, integer, paired, perBlock, real, scratch, whole} from "../../kernels-as/kernel.ts";
import type {Kernel} from "../../kernels-as/kernel.ts";
import {toGpuLayout} from "../../kernels-as/layout.ts";
import {BufferPool, toSizeClass} from "../../worker/device/gpu/buffers.ts";
import {GpuHost} from "../../worker/device/gpu/gpuHost.ts";
import {narrow, packParams, widen} from "../../worker/device/gpu/narrow.ts";
import {compare} from "../../worker/device/gpu/selfTest.ts";

const kernel: Kernel = {
  name: "test",
  doc: "",
  outputs: {
    y: each("f64", ""),
    sums: paired(perBlock("f64", "")),
    room: scratch("f64", "", 4),
    words: each("u32", "", 4)
  },
  inputs: {x: paired(each("f64", "")), table: whole("f32", "", 3)},
  scalars: {scale: real(""), shift: integer("")},
  block: 8,
  tolerance: {wasm: 0, relaxed: 0, gpu: {rtol: 1e-6, atol: 0}},
  errors: {f64: []},
  reference: () => undefined,
  example: {scalars: {scale: 1, shift: 1}, inputs: {x: () => 0, table: () => 0}}
};

describe("toGpuLayout", () => {
  it("lists outputs, inputs, then scalars, begin and end, and leaves scratch out", () => {
    const {slots, params} = toGpuLayout(kernel);
    expect(slots.map(({name, element, isOutput}) => [name, element, isOutput])).toEqual([
      ["y", "f32", true],
      ["sums", "pair", true],
      ["words", "u32", true],
      ["x", "pair", false],
      ["table", "f32", false]
    ]);
    expect(params.map(({name, type}) => `${name}: ${type}`)).toEqual([
      "scale: f32",
      "shift: i32",
      "begin: u32",
      "end: u32"
    ]);
  });

  it("packs scalars four bytes each, into a multiple of sixteen", () => {
    const bytes = packParams(toGpuLayout(kernel), {scale: 0.5, shift: -2}, 7);
    expect(bytes.byteLength).toBe(16);
    const view = new DataView(bytes.buffer);
    expect(view.getFloat32(0, true)).toBe(0.5);
    expect(view.getInt32(4, true)).toBe(-2);
    expect([view.getUint32(8, true), view.getUint32(12, true)]).toEqual([0, 7]);
  });
});

describe("narrow and widen", () => {
  it("keep 48 bits in a pair", () => {
    const values = [Math.PI, -1e-20, 123456789.123456789, 0, 1 / 3];
    const pairs = narrow(values, "pair");
    expect(pairs).toHaveLength(10);
    const back = widen(pairs.buffer as ArrayBuffer, "pair", "f64");
    values.forEach((value, i) => {
      expect(Math.abs(back[i] - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -47);
    });
    expect(back).toBeInstanceOf(Float64Array);
  });

  it("keep infinities and NaN", () => {
    const values = [Infinity, -Infinity, NaN, 1e300];
    const back = widen(narrow(values, "pair").buffer as ArrayBuffer, "pair", "f64");
    expect([...back]).toEqual([Infinity, -Infinity, NaN, Infinity]);
    const overflowed = Float32Array.of(Infinity, NaN).buffer;
    expect([...widen(overflowed, "pair", "f64")]).toEqual([Infinity]);
  });

  it("do not copy what already fits", () => {
    const floats = Float32Array.of(1, 2);
    const words = Uint32Array.of(3);
    expect(narrow(floats, "f32")).toBe(floats);
    expect(narrow(words, "u32")).toBe(words);
    expect(narrow([-1], "i32")).toEqual(Int32Array.of(-1));
  });
});

describe("compare", () => {
  const outputs = (y: number, word: number) => ({
    y: Float64Array.of(y),
    sums: Float64Array.of(0),
    words: Uint32Array.of(word)
  });

  it("accepts reals within the tolerance and words that are equal", () => {
    expect(compare(kernel, outputs(1 + 5e-7, 9), outputs(1, 9))).toMatchObject({passed: true});
    expect(compare(kernel, outputs(1 + 2e-6, 9), outputs(1, 9))).toMatchObject({passed: false});
    expect(compare(kernel, outputs(1, 8), outputs(1, 9)).why).toMatch(/words\[0\] = 8, expected 9/);
  });

  it("holds NaN and infinities equal to themselves only", () => {
    expect(compare(kernel, outputs(NaN, 9), outputs(NaN, 9)).passed).toBe(true);
    expect(compare(kernel, outputs(NaN, 9), outputs(1, 9)).passed).toBe(false);
    expect(compare(kernel, outputs(1, 9), outputs(NaN, 9)).passed).toBe(false);
    expect(compare(kernel, outputs(Infinity, 9), outputs(-Infinity, 9)).passed).toBe(false);
  });
});

describe("BufferPool", () => {
  const makeDevice = () => {
    const made: {size: number; destroyed: boolean}[] = [];
    const device = {
      limits: {maxBufferSize: 1 << 20},
      createBuffer: ({size, usage}: GPUBufferDescriptor) => {
        const buffer = {size, usage, destroyed: false, destroy: () => (buffer.destroyed = true)};
        made.push(buffer);
        return buffer;
      }
    } as unknown as GPUDevice;
    return {device, made};
  };

  it("wastes at most a fifth of a buffer", () => {
    expect([0, 1, 256, 257, 1024, 1025].map(toSizeClass)).toEqual([256, 256, 256, 512, 1024, 1280]);
    for (let bytes = 257; bytes < 1e9; bytes = Math.floor(bytes * 1.37) + 1) {
      const size = toSizeClass(bytes);
      expect(size).toBeGreaterThanOrEqual(bytes);
      expect(size % 256).toBe(0);
      if (bytes > 1024) expect((size - bytes) / size).toBeLessThan(0.2);
    }
  });

  it("gives a released buffer to the next like request and counts to the byte", () => {
    const {device, made} = makeDevice();
    const pool = new BufferPool(device, 4096);
    const first = pool.acquire(300, 1);
    pool.acquire(1000, 1);
    expect(pool.memory()).toEqual({live: 1536, pooled: 0, peak: 1536});
    pool.release(first, true);
    expect(pool.memory()).toEqual({live: 1024, pooled: 512, peak: 1536});
    expect(pool.acquire(400, 2)).not.toBe(first);
    expect(pool.acquire(400, 1)).toBe(first);
    expect(made).toHaveLength(3);
    expect(pool.memory().pooled).toBe(0);
  });

  it("destroys what is broken, what is too much, and what is trimmed; once", () => {
    const {device, made} = makeDevice();
    const pool = new BufferPool(device, 1024);
    const [a, b, c] = [pool.acquire(600, 1), pool.acquire(600, 1), pool.acquire(600, 1)];
    pool.release(a, false);
    pool.release(b, true);
    pool.release(c, true);
    pool.release(c, true);
    expect(made.map(({destroyed}) => destroyed)).toEqual([true, false, true]);
    expect(pool.memory()).toMatchObject({live: 0, pooled: 768});
    pool.trim();
    expect(made[1].destroyed).toBe(true);
    expect(pool.memory()).toMatchObject({live: 0, pooled: 0});
  });
});

describe("GpuHost without WebGPU", () => {
  it("says so and refuses to run", async () => {
    const host = new GpuHost();
    expect(await host.status()).toMatchObject({
      available: false,
      why: "this browser (or this thread of it) has no WebGPU",
      memory: {live: 0, pooled: 0, peak: 0}
    });
    const call = {inputs: {x: [1]}, scalars: {}, n: 1};
    await expect(host.run("exp", call)).rejects.toThrow("gpu.run exp: this browser");
    host.dispose();
    expect((await host.status()).why).toMatch(/disposed/);
  });
});
