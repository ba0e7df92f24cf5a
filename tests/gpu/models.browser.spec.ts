// Compiled models as WGSL in a real browser, against the interpreter.
import fc from "fast-check";
import {expect, it} from "vitest";
import {jacobian} from "../../worker/compiler/derivatives/derivatives.ts";
import type {Model} from "../../worker/compiler/ir.ts";
import {OP_NAMES, OPS} from "../../worker/compiler/ops.ts";
import {optimise} from "../../worker/compiler/passes/index.ts";
import {print} from "../../worker/compiler/print.ts";
import {anyCase, type Shape} from "../compiler/programs.ts";
import {gpuOrSkip, type Ask} from "./bench.ts";
import * as hand from "./handModels.ts";
import {judge, type Verdict} from "./judge.ts";
import {toJob, type Points} from "./modelJobs.ts";
import {ranges} from "./opRanges.ts";
import {toText} from "./page/text.ts";
import {exactly, interpretRounded} from "./roundedInterpreter.ts";

const numeric = OP_NAMES.filter(
  (name) => OPS[name].gives === "f64" && OPS[name].takes.every((type) => type === "f64")
);
const SPECIAL = [0, -0, 1, -1, 0.5, -0.5, 2.5, -2.5, 3, -3, NaN, Infinity, -Infinity];

await gpuOrSkip("GPU models", (ask) => {
  it("has an error claimed for every operation on numbers", () => {
    expect([...new Set(ranges.map(({name}) => name))].sort()).toEqual([...numeric].sort());
  });

  it("computes operations as accurately as is claimed, and no less is claimed", async () => {
    const errors = await ask("measureOps", [...ranges]);
    ranges.forEach(({name, region, claimed}, k) => {
      const {max, at} = errors[k];
      const title = `${name} on ${region}, at ${at.join()}`;
      expect(max, title).toBeLessThanOrEqual(claimed);
      expect(claimed, title).toBeLessThanOrEqual(1.5 * max);
    });
  });

  it.each(numeric)("%s keeps its word about special arguments", async (name) => {
    const isUnary = OPS[name].takes.length === 1;
    const args = SPECIAL.flatMap((a) => (isUnary ? [[a]] : SPECIAL.map((b) => [a, b])));
    const texts = args.map((list) => list.map(toText));
    const results = await ask("applyOp", name, texts);
    const evaluate = OPS[name].evaluate as (...numbers: number[]) => number;
    args.forEach((list, k) => {
      const wanted = evaluate(...list);
      const title = `${name}(${texts[k].join()}) = ${results[k]}`;
      if (!Number.isFinite(wanted) || wanted === 0) expect(results[k], title).toBe(toText(wanted));
      else expect(Math.abs(Number(results[k]) / wanted - 1), title).toBeLessThan(2e-6);
    });
  });

  const optimised = (model: Model): Model => ({...model, program: optimise(model).program});
  const asWritten = (model: Model) => model;
  const SMOOTH = {smooth: true};

  it.each([
    {kind: "smooth ones", shape: SMOOTH, points: 8, numRuns: 40, least: 0.98, make: optimised},
    {kind: "all kinds", shape: {}, points: 4, numRuns: 60, least: 0.9, make: asWritten},
    {kind: "Jacobians", shape: SMOOTH, points: 4, numRuns: 20, least: 0.98, make: toJacobian}
  ])("stays within the stated error on random programs: $kind", async (wish) => {
    const {shape, points, numRuns, least, make} = wish;
    const cases = fc
      .sample(anyPoints(shape, points), {numRuns, seed: 7})
      .map(({model, inputs}) => ({model: make(model), inputs}));
    const results = await answersOf(ask, cases);
    let [decided, all] = [0, 0];
    cases.forEach(({model, inputs}, k) => {
      for (const verdict of judgeAll(model, inputs, results[k])) {
        expect(verdict.why, print(model.program)).toBe("");
        decided += verdict.decided;
        all += verdict.all;
      }
    });
    expect(decided / all).toBeGreaterThan(least);
  });

  it.each([
    [
      "sums",
      hand.sumsModel(),
      [
        [1e6, 0.1, 250.5],
        [-3, 1e-4, 100],
        [1, 1e-30, 0]
      ]
    ],
    ["room", hand.roomModel(), [[0.001], [0.03], [-2], [0.05990001]]],
    ["while", hand.whileModel(), [[2], [9], [1e-6], [1e10]]],
    [
      "gather",
      hand.gatherModel(),
      [
        [0, 0.5],
        [1, -0.5],
        [4, 2],
        [5, 2],
        [0.5, 2],
        [-1, 1],
        [NaN, 1]
      ]
    ],
    ["trick", hand.trickModel(), [[1e-6], [3e-8], [-2e-5], [0.1]]],
    ["order", hand.orderModel(), SPECIAL.flatMap((a) => SPECIAL.map((b) => [a, b]))]
  ] as const)("computes the model of %s", async (_, model, points) => {
    const inputs = points.map((point) => [point.map(Math.fround)]);
    const [outputs] = await answersOf(ask, [{model, inputs}]);
    const verdicts = judgeAll(model, inputs, outputs);
    expect(verdicts.map(({why}) => why).filter(Boolean)).toEqual([]);
    expect(verdicts.some(({decided}) => decided > 0)).toBe(true);
  });

  it("keeps what plain f32 loses of long sums, in values and in arrays", async () => {
    const n = 100_000;
    const model = hand.normalModel(n);
    const inputs = [[[0.25, 1.5]], [[-1, 0.3]]].map((point) =>
      point.map((x) => x.map(Math.fround))
    );
    const [outputs] = await answersOf(ask, [{model, inputs}]);
    inputs.forEach((point, i) => {
      const wanted = interpretRounded(model, point, exactly);
      const plain = interpretRounded(model, point, Math.fround);
      [0, 1].forEach((row) => {
        const off = (value: number) => Math.abs(value / wanted[row] - 1);
        expect(off(Number(outputs[row][i]))).toBeLessThan(2e-8);
        expect(off(plain[row])).toBeGreaterThan(1e-6);
      });
    });
  });

  it("takes parameters that are the same for every point once", async () => {
    const model = hand.gatherModel();
    const inputs = [[[2, 0.5]]];
    const [one, same] = await answersOf(ask, [
      {model, inputs},
      {model, inputs, uniform: ["x"]}
    ]);
    expect(same).toEqual(one);
  });

  it("compiles a program once, whatever its constants", async () => {
    const [one, other] = [hand.gatherModel(), hand.gatherModel()];
    for (const data of other.constants.values()) data.set(hand.draw(8, 5, 6));
    const jobs = [one, other, hand.trickModel()].map((model) =>
      toJob({model, inputs: [[new Float64Array(model.program.params[0].size)]]})
    );
    expect(jobs[0].constants).not.toEqual(jobs[1].constants);
    expect(await ask("pipelinesOf", jobs)).toEqual([1, 0, 1]);
  });

  it("throws at misuse, and names the model where the GPU objects", async () => {
    const good = toJob({model: hand.trickModel(), inputs: [[[1]]]});
    const bad = {
      ...good,
      program: {
        ...good.program,
        source: good.program.source.replace("logF32(", "noSuch("),
        key: "x"
      }
    };
    const errors = (
      await ask("models", [
        {...good, n: 2},
        {...good, varying: []},
        {...good, constants: []},
        {...good, uniform: ["1"]},
        {...good, n: -1},
        bad,
        {...good, n: 0, varying: [[]]}
      ])
    ).map(({error, outputs}) => error ?? JSON.stringify(outputs));
    expect(errors).toEqual([
      "RangeError: gpu.run trick: varying[0] must have 2 elements, got 1",
      "RangeError: gpu.run trick: varying must have 1 elements, got 0",
      "RangeError: gpu.run trick: constants must have 1 elements, got 0",
      "RangeError: gpu.run trick: uniform must have 0 elements, got 1",
      "RangeError: gpu.run trick: n must be a whole number below 2^31, got -1",
      expect.stringMatching(/^Error: gpu\.run trick: \d+:\d+ .*noSuch/),
      "[[]]"
    ]);
  });
});

function toJacobian(model: Model): Model {
  return jacobian(model, model.program.params[0].name);
}

/** A program with several points: the first, and others made of it. */
function anyPoints(shape: Shape, points: number): fc.Arbitrary<Points> {
  return anyCase(shape).map(({model, inputs}) => ({
    model,
    inputs: Array.from({length: points}, (_, i) =>
      inputs.map((numbers) => numbers.map((x) => Math.fround(x * (1 - 0.17 * i) + 0.01 * i)))
    )
  }));
}

/** By model, then by row; throws where a model did not run. */
async function answersOf(ask: Ask, cases: readonly Points[]): Promise<string[][][]> {
  const results = await ask("models", cases.map(toJob));
  return results.map(({error, outputs}, k) => {
    if (outputs) return outputs;
    throw new Error(`${error}\n${print(cases[k].model.program)}`);
  });
}

function judgeAll(
  model: Model,
  inputs: readonly (readonly ArrayLike<number>[])[],
  outputs: readonly string[][]
): Verdict[] {
  return inputs.map((point, i) =>
    judge(
      model,
      point,
      outputs.map((row) => Number(row[i]))
    )
  );
}
