// The passes change no bit, whichever of them run.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {interpret} from "../../worker/compiler/interpret.ts";
import type {Model, Program} from "../../worker/compiler/ir.ts";
import {compact} from "../../worker/compiler/passes/compact.ts";
import {PASSES, optimise} from "../../worker/compiler/passes/index.ts";
import {print} from "../../worker/compiler/print.ts";
import {verify} from "../../worker/compiler/verify.ts";
import {anyCase} from "./programs.ts";

/** The bits of the answers, NaN being one value. */
function bitsOf(model: Model, inputs: number[][]): string[] {
  return [...interpret(model, inputs)].map((x) => (Object.is(x, -0) ? "-0" : String(x)));
}

function keepsBits(run: (program: Program) => Program, numRuns: number): void {
  fc.assert(
    fc.property(anyCase(), ({model, inputs}) => {
      const text = print(model.program);
      const program = run(model.program);
      verify(program);
      expect(print(model.program)).toBe(text);
      expect(bitsOf({...model, program}, inputs)).toEqual(bitsOf(model, inputs));
    }),
    {numRuns}
  );
}

describe("random programs keep their bits", () => {
  it.each(PASSES)("through $name", ({run}) => keepsBits(run, 150));

  it("through compact", () => keepsBits(compact, 100));

  it("through all passes", () => keepsBits((program) => optimise(program).program, 250));

  it.each(PASSES)("through all but $name", ({name}) =>
    keepsBits((program) => optimise(program, {without: [name]}).program, 60)
  );
});
