import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {interpret} from "../../worker/compiler/interpret.ts";
import type {CompiledModel} from "../../worker/model/types.ts";
import {makeModels} from "../../worker/model/models.ts";
import {modelOf} from "../../worker/model/identity.ts";
import {models} from "./models.ts";
import {runDirectly, type Numbers, type RealModel} from "./realModel.ts";

const {models: model} = makeModels({
  runBatch: () => {
    throw new Error("no engine here");
  },
  kernels: (flavour) => readFileSync(`dist/kernels/${flavour}.wasm`)
});

const toVectors = (point: readonly Numbers[]) => point.map((value) => [value].flat());

function compile({model: text, sizes, constants, helpers, name}: RealModel) {
  return model.compile(text, sizes, {constants, helpers, name});
}

/** Central differences by the first parameter, outputs × inputs by rows. */
function differences(run: (...args: Numbers[]) => number[], point: readonly Numbers[]): number[] {
  const [first, ...rest] = point;
  const x = [first].flat();
  const columns = x.map((value, j) => {
    const h = 1e-6 * Math.max(1e-3, Math.abs(value));
    const at = (moved: number) => run(x.length === 1 && typeof first === "number" ? moved : x.with(j, moved), ...rest); // prettier-ignore
    const [above, below] = [at(value + h), at(value - h)];
    return above.map((a, i) => (a - below[i]) / (value + h - (value - h)));
  });
  return columns[0].flatMap((_, i) => columns.map((column) => column[i]));
}

describe.each(models)("$name", (real) => {
  it("computes what its own text computes, bit for bit", async () => {
    const compiled = await compile(real);
    const direct = runDirectly(real);
    for (const point of real.points) {
      const expected = direct(...point);
      const program = modelOf(compiled);
      expect([...interpret(program!, toVectors(point))]).toEqual(expected);
      expect([compiled(...point)].flat()).toEqual(expected);
    }
  });

  it("has the derivatives that small differences show", async () => {
    const compiled: CompiledModel = await compile(real);
    const direct = runDirectly(real);
    for (const point of real.points) {
      const jacobian = [compiled.jacobian()(...point)].flat();
      const expected = differences(direct, point);
      const size = Math.max(...expected.map(Math.abs));
      jacobian.forEach((value, k) => {
        expect(Math.abs(value - expected[k])).toBeLessThan(1e-5 * size + 1e-7);
      });
    }
  });
});
