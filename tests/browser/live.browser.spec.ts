// Live kernels where they live: compiled in the sandboxed document of the built site, without a network of its own.
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

const KERNEL = `as name=kernel
export function total(values: Float64Array): f64 {
  let sum = f64x2.splat(0);
  const at = values.dataStart;
  for (let i = 0; i < values.length; i += 2) sum = f64x2.add(sum, v128.load(at + (i << 3)));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}`;
const SHADER = `wgsl
struct Params { by: f32, n: u32 }
@group(0) @binding(0) var<storage, read> data: array<f32>;
@group(0) @binding(1) var<storage, read_write> scaled: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;
@group(0) @binding(3) var<storage, read_write> bins: array<atomic<u32>, 4>;
@compute @workgroup_size(64)
fn scale(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.n) { scaled[id.x] = params.by * data[id.x]; }
}
@compute @workgroup_size(64)
fn count(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&data)) { atomicAdd(&bins[u32(data[id.x]) % 4], 1u); }
}`;

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "AssemblyScript cells", (open) => {
    let bench: NotebookBench;
    beforeAll(async () => void (bench = await openBench(() => open({width: 900, height: 900}))));
    afterAll(() => bench?.end());

    it("compile in the page, with vectors and memory that threads can share", async () => {
      await bench.show(
        toText(
          KERNEL,
          "ts\nconst sum = total(Float64Array.from({length: 1000}, (_, i) => i));",
          "ts\n`${sum} ${kernel.memory.buffer.constructor.name} ${crossOriginIsolated}`"
        )
      );
      expect(await bench.read(3)).toContain("499500 SharedArrayBuffer true");
      expect(bench.page.consoleErrors).toEqual([]);
    });

    it("say what is wrong at its line, and run again when it is mended", async () => {
      await bench.show(
        toText(
          "as {#wrong}\nexport function half(n: i32): i32 {\n  return n / 2.0;\n}",
          "ts\nhalf(9)"
        )
      );
      expect(await bench.status(1)).toBe("error");
      const note = await bench.read(1, "note");
      expect(note).toContain("Conversion from type 'f64' to 'i32'");
      expect(note).toMatch(/line 2/i);
      expect(await bench.status(2)).toBe("blocked");
      await bench.show(
        toText(
          "as {#wrong}\nexport function half(n: i32): i32 {\n  return <i32>(n / 2.0);\n}",
          "ts\nhalf(9)"
        )
      );
      expect(await bench.read(2)).toContain("4");
    });
  });
}

browserOrSkip("chromium", "WGSL cells", (open) => {
  describe("with a graphics card", () => {
    let bench: NotebookBench;
    beforeAll(async () => void (bench = await openBench(() => open({width: 900, height: 900}))));
    afterAll(() => bench?.end());

    it("take arrays and structs by name and give back what the shader wrote", async () => {
      await bench.show(
        toText(
          SHADER,
          "ts\nconst data = Float32Array.from({length: 200}, (_, i) => i);",
          "ts\nconst {scaled} = await scale({data, scaled: 200, params: {by: 2, n: 150}});",
          "ts\n`${scaled.constructor.name} ${scaled[1]} ${scaled[149]} ${scaled[150]}`",
          "ts\nconst {bins} = await count({data});",
          "ts\n`${bins.constructor.name} ${bins.join()}`",
          "ts\nawait scale({data, scaled: 200, params: {by: 2}})",
          "ts\nawait count({data}, {workgroups: 100000})"
        )
      );
      expect(await bench.read(4)).toContain("Float32Array 2 298 0");
      expect(await bench.read(6)).toContain("Uint32Array 50,50,50,50");
      expect(await bench.read(7, "note")).toContain(
        "scale: params.n must be a number, got undefined"
      );
      expect(await bench.read(8, "note")).toContain("workgroups must be at most");
    });

    it("say what is wrong at its line", async () => {
      await bench.show(toText(SHADER.replace("params.by * data", "params.by * datum")));
      expect(await bench.status(1)).toBe("error");
      expect(await bench.read(1, "note")).toMatch(/datum/);
      expect(await bench.read(1, "note")).toMatch(/line 8/i);
    });
  });

  describe("without one", () => {
    let bench: NotebookBench;
    beforeAll(
      async () =>
        void (bench = await openBench(() => open({width: 900, height: 900, webgpu: false})))
    );
    afterAll(() => bench?.end());

    it("define their functions, which say what is missing when they are called", async () => {
      await bench.show(
        toText(SHADER, "ts\ntypeof scale", "ts\nawait count({data: Float32Array.of(1)})")
      );
      expect(await bench.read(1)).toMatch(/No GPU here/);
      expect(await bench.read(2)).toContain("function");
      expect(await bench.status(3)).toBe("error");
      expect(await bench.read(3, "note")).toMatch(/count: .*WebGPU/);
      expect(bench.page.consoleErrors).toEqual([]);
    });
  });
});
