// Samplers' log-likelihoods screened on a real browser's GPU: an engine in Node whose door to the GPU leads to the page.
import {expect, it} from "vitest";
import type {GpuProgram, ProgramCall} from "../../worker/device/gpu/program.ts";
import type {GpuDoor} from "../../worker/home.ts";
import {makePoints, makeTargets, expectSame, valuesOf} from "../samplers/targets/makeTargets.ts";
import {gpuOrSkip, type Ask} from "./bench.ts";
import {toText} from "./page/text.ts";

declare const y: readonly number[];
declare const sd: number;

/** A damped swing seen with noise. */
const swing = (theta: readonly number[]) => {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const r = (y[i] - theta[0] * Math.exp(-theta[1] * i) * Math.cos(theta[2] * i)) / sd;
    sum -= 0.5 * r * r;
  }
  return sum;
};
const constants = {sd: 0.3, y: [1.9, 0.9, -0.2, -0.7, -0.5, 0.1, 0.3, 0.2]};

function openDoor(ask: Ask): {door: GpuDoor; count: () => number} {
  let runs = 0;
  const door = {
    status: () => ask("status"),
    async runProgram(program: GpuProgram, {constants, uniform, varying, n}: ProgramCall) {
      runs++;
      const texts = (values: ArrayLike<number>) => Array.from(values, toText);
      const job = {
        program,
        constants: texts(constants),
        uniform: texts(uniform),
        varying: varying.map(texts),
        n
      };
      const [{outputs, error, why = ""}] = await ask("models", [job]);
      if (!outputs) throw new Error(error);
      return {outputs: outputs.map((row) => Float64Array.from(row, Number)), why};
    },
    dispose: () => undefined
  };
  return {door: door as unknown as GpuDoor, count: () => runs};
}

await gpuOrSkip("GPU screening", (ask) => {
  it("is close to f64, and what is scored is f64", async () => {
    const {door, count} = openDoor(ask);
    const {openFor} = await makeTargets({threads: 2}, () => ({gpu: () => Promise.resolve(door)}));
    const evaluator = await openFor(swing, 3, {constants, device: "gpu"});
    const theta = makePoints(3, 300);
    const [screened, scored] = [new Float64Array(300), new Float64Array(300)];
    await evaluator.screen!(theta, screened);
    expect(count()).toBe(1);
    await evaluator.evaluate(theta, scored);
    expect(count()).toBe(1);

    const {openFor: openPlainly} = await makeTargets({threads: 1});
    const wasm = await openPlainly(swing, 3, {constants, device: "wasm"});
    expect(wasm).toMatchObject({screen: undefined});
    const expected = new Float64Array(300);
    await wasm.evaluate(theta, expected);
    expectSame(scored, expected);
    const errors = screened.map((value, i) => Math.abs(value - expected[i]));
    errors.forEach((error, i) => expect(error).toBeLessThan(1e-5 * (1 + Math.abs(expected[i]))));
    // f32, or it would not be the GPU's
    expect(Math.max(...errors)).toBeGreaterThan(0);
    expect(evaluator.describe()).toMatchObject({device: "gpu", reproducible: false});
    expect(evaluator.describe().why).toMatch(/^screened on the GPU in f32 \(.+\), scored in f64/);
  });

  it("spares most of the scoring, with the same acceptances", async () => {
    const {door} = openDoor(ask);
    const {openFor} = await makeTargets({threads: 2}, () => ({gpu: () => Promise.resolve(door)}));
    const evaluator = await openFor(swing, 3, {constants, device: "gpu"});
    const theta = makePoints(3, 512);
    const screened = new Float64Array(512);
    await evaluator.screen!(theta, screened);
    const exact = new Float64Array(512);
    await evaluator.evaluate(theta, exact);
    // proposals from the best point on: kept where they are likely enough
    const bar = exact.toSorted().at(-30);
    const kept = [...screened.keys()].filter((i) => screened[i] > bar - 0.01);
    expect(kept.length).toBeLessThan(60);
    const few = new Float64Array(kept.length);
    const proposed = theta.map((row) => Float64Array.from(kept, (i) => row[i]));
    await evaluator.evaluate(proposed, few);
    const accepted = kept.filter((_, k) => few[k] >= bar);
    expect(accepted).toEqual([...exact.keys()].filter((i) => exact[i] >= bar));
  });
});

it("falls back to wasm where there is no GPU, and says so", async () => {
  const {openFor} = await makeTargets({threads: 1});
  const evaluator = await openFor(swing, 3, {constants, device: "gpu"});
  expect(evaluator).toMatchObject({screen: undefined});
  const theta = makePoints(3, 10);
  const values = new Float64Array(10);
  await evaluator.evaluate(theta, values);
  const {compile} = await makeTargets({threads: 1});
  const model = await compile(swing, {theta: 3}, {constants});
  expectSame(
    values,
    valuesOf((point) => model(point), theta)
  );
  expect(evaluator.describe()).toMatchObject({
    device: "wasm",
    reproducible: true,
    why: "compiled to WebAssembly; the GPU was asked for, but no GPU: this home has no WebGPU"
  });
});
