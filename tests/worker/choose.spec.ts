import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  choose,
  type Capabilities,
  type MeasuredCosts,
  type Wish
} from "../../worker/device/choose.ts";

const wish: Wish = {
  kernel: "exp",
  device: "auto",
  numerics: "fast",
  hasTwin: true,
  n: 1_000_000,
  bytes: 8_000_000
};
const all: Capabilities = {simd: true, gpu: {available: true, why: ""}};
const noGpu: Capabilities = {simd: true, gpu: {available: false, why: "no adapter"}};
const noSimd: Capabilities = {...all, simd: false};
const quickGpu: MeasuredCosts = {
  wasmNsPerIndex: 100,
  gpu: {launchMs: 1, nsPerByte: 0.5, nsPerIndex: 0.1}
};

describe("choose", () => {
  it.each<[string, Partial<Wish>, Capabilities, string, boolean, RegExp]>([
    ["strict auto", {numerics: "strict"}, all, "wasm", true, /strict/],
    ["gpu by name in strict", {numerics: "strict", device: "gpu"}, all, "gpu", false, /by name/],
    ["gpu by name in fast", {device: "gpu"}, all, "gpu", false, /by name/],
    [
      "gpu by name, none here",
      {device: "gpu"},
      noGpu,
      "wasm",
      false,
      /asked for, but no GPU: no adapter/
    ],
    [
      "gpu by name, no twin",
      {device: "gpu", hasTwin: false},
      all,
      "wasm",
      false,
      /exp has no GPU twin/
    ],
    [
      "gpu by name, nothing here",
      {device: "gpu", hasTwin: false},
      noSimd,
      "reference",
      true,
      /no GPU twin/
    ],
    ["wasm by name", {device: "wasm"}, all, "wasm", false, /by name/],
    ["wasm by name in strict", {device: "wasm", numerics: "strict"}, all, "wasm", true, /by name/],
    [
      "wasm by name without SIMD",
      {device: "wasm"},
      noSimd,
      "reference",
      true,
      /no WebAssembly SIMD/
    ],
    ["reference by name", {device: "reference"}, all, "reference", true, /by name/],
    [
      "fast auto, quick GPU",
      {},
      all,
      "gpu",
      false,
      /expected 5\.1 ms on the GPU, 100 ms on the CPU/
    ],
    [
      "fast auto, small job",
      {n: 1000, bytes: 8000},
      all,
      "wasm",
      false,
      /1\.0 ms on the GPU, 0\.10 ms/
    ],
    ["fast auto, no twin", {hasTwin: false}, all, "wasm", false, /no GPU twin/],
    ["fast auto, no GPU", {}, noGpu, "wasm", false, /no GPU: no adapter/]
  ])("%s", (_title, change, here, device, reproducible, why) => {
    const choice = choose({...wish, ...change}, here, quickGpu);
    expect(choice).toMatchObject({device, reproducible});
    expect(choice.why).toMatch(why);
  });

  it("stays on the CPU until both sides are measured", () => {
    expect(choose(wish, all)).toMatchObject({
      device: "wasm",
      why: expect.stringMatching(/not measured/) as string
    });
    const {gpu} = quickGpu;
    expect(choose(wish, all, {gpu})).toMatchObject({
      device: "wasm",
      why: expect.stringMatching(/not been timed/) as string
    });
  });

  it("wants a clear advantage before it gives up precision", () => {
    const gpu = {launchMs: 90, nsPerByte: 0, nsPerIndex: 0};
    expect(choose(wish, all, {wasmNsPerIndex: 100, gpu}).device).toBe("wasm");
    expect(choose(wish, all, {wasmNsPerIndex: 200, gpu}).device).toBe("gpu");
  });

  it("never answers strict auto from the GPU, and never calls the GPU reproducible", () => {
    const cost = fc.double({min: 0, max: 1e6, noNaN: true});
    fc.assert(
      fc.property(
        fc.record({
          kernel: fc.constant("k"),
          device: fc.constantFrom<Wish["device"]>("auto", "wasm", "gpu", "reference"),
          numerics: fc.constantFrom<Wish["numerics"]>("strict", "fast"),
          hasTwin: fc.boolean(),
          n: fc.nat(),
          bytes: fc.nat()
        }),
        fc.boolean(),
        fc.boolean(),
        fc.record({
          wasmNsPerIndex: cost,
          gpu: fc.record({launchMs: cost, nsPerByte: cost, nsPerIndex: cost})
        }),
        (asked, simd, available, costs) => {
          const choice = choose(asked, {simd, gpu: {available, why: "because"}}, costs);
          expect(choice.why).not.toBe("");
          if (choice.device === "gpu") {
            expect(choice.reproducible).toBe(false);
            expect(asked.device === "gpu" || asked.numerics === "fast").toBe(true);
            expect(asked.hasTwin && available).toBe(true);
          }
          if (choice.device === "wasm") expect(simd).toBe(true);
        }
      )
    );
  });
});
