// Random programs: the emitted code and the interpreter agree to the bit.
import {TILE} from "../../../worker/compiler/wasm/abi.ts";
import fc from "fast-check";
import {expect, it} from "vitest";
import {anyInputs, anyProgram} from "../programs.ts";
import {differences, runInterpreter, runWasm} from "./runProgram.ts";

/** A program, its points, and which of its parameters are the same for all of them. */
function anyBatch(most: number, ops: number) {
  return anyProgram({ops}).chain((model) =>
    fc.record({
      model: fc.constant(model),
      points: fc.array(anyInputs(model), {minLength: 1, maxLength: most, size: "max"}),
      uniform: fc.subarray(model.program.params.map(({name}) => name))
    })
  );
}

it.each([
  ["a few points", 5, 60, 300],
  ["large programs", 3, 400, 40],
  ["several tiles", TILE + 9, 25, 40]
])("random programs give the interpreter's bits: %s", (_title, most, ops, numRuns) => {
  fc.assert(
    fc.property(anyBatch(most, ops), ({model, points, uniform}) => {
      const n = points.length;
      const byParam = model.program.params.map((_, k) => points.map((point) => point[k]));
      const wanted = runInterpreter(model, byParam, n, uniform);
      expect(differences(runWasm(model, byParam, n, uniform), wanted)).toEqual([]);
    }),
    {numRuns}
  );
});
