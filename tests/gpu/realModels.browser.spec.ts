// The list of real models, with their derivatives, as WGSL in a real browser: within the stated error of judge.ts.
import {expect, it} from "vitest";
import {gradient, jacobian} from "../../worker/compiler/derivatives/derivatives.ts";
import {regionsOf, type Model, type Region} from "../../worker/compiler/ir.ts";
import {OPS} from "../../worker/compiler/ops.ts";
import {optimised, type Point} from "../model/everyWay.ts";
import {models} from "../model/models.ts";
import type {RealModel} from "../model/realModel.ts";
import {compileReal, pointsAround} from "../model/realPrograms.ts";
import {gpuOrSkip} from "./bench.ts";
import {judge} from "./judge.ts";
import {toJob} from "./modelJobs.ts";

const POINTS = 4;
/** A software adapter takes half a minute to compile sixty lgamma in a row: what is dearer is left out. */
const MOST_COST = 2700;

interface Case {
  model: Model;
  inputs: readonly Point[];
  uniform: readonly string[];
}

/** The model and its derivative; of two neighbours in the list one has parameters that are the same everywhere. */
function toCases(real: RealModel, place: number): Case[] {
  const model = compileReal(real);
  const slopes = optimised(model.program.isScalar ? gradient(model) : jacobian(model));
  const rest = model.program.params.slice(1).map(({name}) => name);
  return [
    toCase(real, model, place % 2 === 0 ? rest : []),
    toCase(real, slopes, place % 2 === 0 ? [] : rest)
  ].filter(({model: {program}}) => costOf(program.body) <= MOST_COST);
}

/** In additions, each op once, however often a loop passes it. */
function costOf({ops}: Region): number {
  return ops.reduce(
    (sum, op) =>
      regionsOf(op).reduce((all, region) => all + costOf(region), sum) +
      (op.kind === "apply" ? OPS[op.name].cost : 1),
    0
  );
}

/** With numbers that f32 holds, so that only the arithmetic on them counts. */
function toCase(real: RealModel, model: Model, uniform: readonly string[]): Case {
  const rounded = pointsAround(real, POINTS).map((point) => point.map((x) => x.map(Math.fround)));
  const isUniform = model.program.params.map(({name}) => uniform.includes(name));
  const inputs = rounded.map((point) => point.map((x, k) => (isUniform[k] ? rounded[0][k] : x)));
  return {model, inputs, uniform};
}

await gpuOrSkip("GPU real models", (ask) => {
  it.each(models.map((real, place) => ({name: real.name, real, place})))(
    "stays within the stated error: $name",
    async ({real, place}) => {
      const cases = toCases(real, place);
      const results = await ask("models", cases.map(toJob));
      const decided = cases.map(({model, inputs}, k) => {
        const {outputs = [], error} = results[k];
        expect(error, model.program.name).toBeUndefined();
        const verdicts = inputs.map((point, i) => {
          const got = outputs.map((row) => Number(row[i]));
          return isEndless(model, got) ? undefined : judge(model, point, got);
        });
        expect(verdicts.map((verdict) => verdict?.why ?? "")).toEqual(inputs.map(() => ""));
        return verdicts.map((verdict) => (verdict ? verdict.decided / verdict.all : 0));
      });
      const all = decided.flat();
      expect(all.reduce((sum, part) => sum + part, 0) / all.length).toBeGreaterThanOrEqual(0.5);
    }
  );
});

/** A tolerance that f64 reaches may be out of f32's reach: such a loop ends at its limit, with NaN and not by luck. */
function isEndless({program}: Model, got: readonly number[]): boolean {
  return program.body.ops.some(({kind}) => kind === "while") && got.every(Number.isNaN);
}
