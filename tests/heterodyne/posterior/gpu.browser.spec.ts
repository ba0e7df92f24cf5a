// Likelihoods on a real browser's GPU: an engine in Node whose door to the GPU leads to the page.
import {expect, it} from "vitest";
import type {GpuProgram, ProgramCall} from "../../../worker/device/gpu/program.ts";
import {makeOpenScreen, type ScreenDoor} from "../../../worker/heterodyne/posterior/gpu/screen.ts";
import {makeLogLikelihood} from "../../../worker/heterodyne/posterior/logLikelihood.ts";
import {makePrior} from "../../../worker/heterodyne/posterior/prior.ts";
import {NAMES} from "../../../worker/heterodyne/parameters.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {likelihoodOf} from "../../../worker/samplers/evaluator.ts";
import {makeTmcmc} from "../../../worker/samplers/tmcmc/tmcmc.ts";
import {gpuOrSkip, type Ask} from "../../gpu/bench.ts";
import {toText} from "../../gpu/page/text.ts";
import {makeScan, TRUTH} from "../fit/scans.ts";
import {SETS} from "../oracle.ts";
import {openMaker} from "../sums/openMaker.ts";
import {NEARLY_FLAT, STEEP, TRIAL} from "../sums/scans.ts";

const POINTS = [SETS.A, SETS.B, SETS.C, TRIAL, STEEP];
const columnsOf = (points: readonly Float64Array[]) =>
  NAMES.map((_, p) => Float64Array.from(points, (point) => point[p]));

function openDoor(ask: Ask): ScreenDoor {
  return {
    status: () => ask("status"),
    async runProgram(program: GpuProgram, {constants, uniform, varying, n}: ProgramCall) {
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
      return {outputs: outputs.map((row) => Float64Array.from(row, Number)), why, bytes: 0};
    }
  };
}

async function openLikelihoods(gpu: () => Promise<ScreenDoor> | undefined) {
  const {maker} = await openMaker();
  return makeLogLikelihood({takeScan, sums: maker, openScreen: makeOpenScreen(gpu)});
}

await gpuOrSkip("GPU heterodyne likelihoods", (ask) => {
  it.each([
    ["100 frames", 100, "exact"],
    ["130 frames of v1", 130, "v1"]
  ] as const)("are close to f64: %s", async (_, frames, semantics) => {
    const make = await openLikelihoods(() => Promise.resolve(openDoor(ask)));
    for (const truth of [SETS.A, SETS.B, SETS.C]) {
      const scan = makeScan({frames, phi: [0, 30, 90], theta: truth, semantics});
      const f = make(scan, {parameters: [...NAMES], sigma: 0.01});
      const theta = columnsOf(POINTS);
      const screened = await f.batch(theta, {device: "gpu"});
      const exact = await f.batch(theta);
      // what rounding of a part in a million makes of the data's own squares
      const size = takeScan("test", scan).angles.reduce((sum, {see}) => sum + see / 4e-4, 0);
      const errors = exact.map((value, k) => Math.abs(screened[k] - value) / size);
      errors.forEach((error) => expect(error).toBeLessThan(2e-6));
      // f32, or it would not be the GPU's
      expect(Math.max(...errors)).toBeGreaterThan(0);
    }
  });

  it("screen for samplers, in any order of the names, and are scored in f64", async () => {
    const make = await openLikelihoods(() => Promise.resolve(openDoor(ask)));
    const scan = makeScan({frames: 70, phi: [30], semantics: "v2"});
    const f = make(scan, {parameters: [...NAMES], scaling: "marginal"});
    const names = [...NAMES].reverse();
    const evaluator = await likelihoodOf(f)!.open({capacity: 8, device: "gpu", names});
    expect(evaluator.describe()).toMatchObject({device: "gpu", reproducible: false});
    expect(evaluator.describe().why).toMatch(/^screened on the GPU in f32 \(.+\), scored in f64; /);
    const points = [TRIAL, NEARLY_FLAT, SETS.B];
    const theta = columnsOf(points).reverse();
    const [screened, scored] = [new Float64Array(3), new Float64Array(3)];
    await evaluator.screen!(theta, screened);
    await evaluator.evaluate(theta, scored);
    expect([...scored]).toEqual(points.map((point) => f(point)));
    expect(Math.abs(screened[0] / scored[0] - 1)).toBeLessThan(3e-5);
    expect(Math.abs(screened[2] / scored[2] - 1)).toBeLessThan(3e-5);
    // what f32 cannot tell it leaves to f64
    expect(screened[1]).toBeNaN();
    const all = await f.batch(columnsOf(points), {device: "gpu"});
    expect([all[0], all[1]]).toEqual([screened[0], scored[1]]);
    evaluator.close();
  });

  it("spare TMCMC most of the scoring", async () => {
    const make = await openLikelihoods(() => Promise.resolve(openDoor(ask)));
    const scan = makeScan({frames: 24, phi: [60], semantics: "exact"});
    const f = make(scan, {parameters: ["v0", "beta"], fixed: TRUTH});
    const tmcmc = makeTmcmc({
      open: (_, likelihood, options) => likelihoodOf(likelihood)!.open(options)
    });
    const prior = makePrior({parameters: ["v0", "beta"], bounds: {v0: [500, 1200]}});
    const {screening, stats} = await tmcmc.sample({
      ...{logLikelihood: f, prior, device: "gpu", particles: 100},
      moves: {kind: "random-walk", sweeps: 2}
    });
    expect(stats.device).toBe("gpu");
    expect(screening!.screened).toBeGreaterThan(200);
    expect(screening!.rescored).toBeLessThan(0.8 * screening!.screened);
    expect(screening!.maxError).toBeLessThan(0.1);
    expect(screening!.maxError).toBeGreaterThan(0);
  });
});

it("are refused where there is no GPU, or with weights", async () => {
  const scan = makeScan({frames: 16, phi: [30]});
  const none = await openLikelihoods(() => undefined);
  await expect(none(scan, {parameters: ["v0"]}).batch([[800]], {device: "gpu"})).rejects.toThrow(
    /expected device "wasm" or "auto" where there is no GPU, got "gpu" \(.+this home has no WebGPU\)/
  );
  const status = () => Promise.resolve({available: false, why: "no adapter", features: []});
  const door = {status} as unknown as ScreenDoor;
  const broken = await openLikelihoods(() => Promise.resolve(door));
  const evaluator = await likelihoodOf(broken(scan))!.open({capacity: 1, device: "gpu"});
  expect(evaluator).toMatchObject({screen: undefined});
  expect(evaluator.describe().why).toMatch(/the GPU was asked for, but no GPU: no adapter$/);
  evaluator.close();
  const weights = new Float64Array(256).fill(2);
  const weighted = broken({...scan, weights}, {parameters: ["v0"]});
  await expect(weighted.batch([[800]], {device: "gpu"})).rejects.toThrow("weights or a mask");
});
