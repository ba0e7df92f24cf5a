// What the host makes of a compiled model before and after the GPU has it; the GPU is made up.
import {describe, expect, it} from "vitest";
import {toTrip} from "../../worker/device/gpu/costs.ts";
import {runParts, type GpuProgram} from "../../worker/device/gpu/program.ts";
import type {GpuCall} from "../../worker/device/gpu/submit.ts";

const program: GpuProgram = {
  name: "test",
  source: "",
  key: "",
  uniform: ["p"],
  varying: ["x"],
  inputRows: 2,
  outputRows: 1,
  scratchRows: 0,
  isPaired: true,
  constantCount: 1,
  uniformCount: 2,
  cost: 10
};

/** Answers x₀ + x₁ with a rest of a millionth. */
function makeGpu() {
  const calls: GpuCall[] = [];
  const run = (call: GpuCall) => {
    calls.push(call);
    const {n} = call;
    const {inputs} = call.inputs;
    const answer = new Float32Array(2 * n);
    for (let i = 0; i < n; i++) {
      answer[i] = inputs[i] + inputs[n + i];
      answer[n + i] = 1e-6;
    }
    return Promise.resolve({outputs: {answer}, bytes: 16 * n, gpuMs: 0.5});
  };
  return {calls, run};
}

const n = 200;
const call = {
  constants: [7],
  uniform: [8, 9],
  varying: [Float64Array.from({length: n}, (_, i) => i), Array<number>(n).fill(0.5)],
  n
};

describe("runParts", () => {
  it("sends rows one after the other, constants before uniforms, and adds rests", async () => {
    const {calls, run} = makeGpu();
    const {outputs, bytes, gpuMs} = await runParts(program, call, 1e9, run);
    expect(calls).toHaveLength(1);
    expect(calls[0].inputs.constants).toEqual(Float32Array.of(7, 8, 9));
    expect(outputs).toHaveLength(1);
    expect(outputs[0][150]).toBe(150.5 + Math.fround(1e-6));
    expect({bytes, gpuMs}).toEqual({bytes: 16 * n, gpuMs: 0.5});
  });

  it("cuts what is too large for a buffer, or for one dispatch, and puts it together again", async () => {
    const whole = await runParts(program, call, 1e9, makeGpu().run);
    for (const [limit, cost] of [
      [4 * 2 * 64, 10],
      [1e9, 2e10 / 100]
    ]) {
      const {calls, run} = makeGpu();
      const parts = await runParts({...program, cost}, call, limit, run);
      expect(calls.map((part) => part.n)).toEqual([64, 64, 64, 8]);
      expect(parts.outputs).toEqual(whole.outputs);
      expect(parts).toMatchObject({bytes: 16 * n, gpuMs: 2});
    }
  });

  it("keeps infinities whose rest is no number", async () => {
    const answer = Float32Array.of(Infinity, 1, NaN, 1);
    const run = () => Promise.resolve({outputs: {answer}, bytes: 0});
    const {outputs} = await runParts(program, {...call, varying: [[1, 2], [3, 4]], n: 2}, 1e9, run); // prettier-ignore
    expect([...outputs[0]]).toEqual([Infinity, 2]);
  });
});

describe("toTrip", () => {
  it("expects of a program what it costs more than the light kernel that was timed", () => {
    const costs = {launchMs: 1, nsPerByte: 2, nsPerIndex: 3};
    expect(toTrip(costs, {cost: 1200})).toEqual({launchMs: 1, nsPerByte: 2, nsPerIndex: 300});
  });
});
