import fc from "fast-check";
import {expect, it} from "vitest";
import {reverse} from "../../../worker/compiler/derivatives/reverse.ts";
import {optimise} from "../../../worker/compiler/passes/index.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {anyCase} from "../programs.ts";
import {differences, errorOf, stir} from "./differences.ts";

it("agrees with central differences on random smooth programs", () => {
  fc.assert(
    fc.property(anyCase({smooth: true, whiles: false}), ({model, inputs: given}) => {
      const inputs = stir(given);
      const derivative = reverse(model, {by: "x0", weights: "each"});
      verify(derivative.program);
      const exact = interpret(derivative, inputs);
      expect(errorOf(exact, differences(model, inputs))).toBeLessThan(1e-5);
      const better = {program: optimise(derivative).program, constants: derivative.constants};
      verify(better.program);
      const same = interpret(better, inputs);
      expect(errorOf(same, differences(model, inputs))).toBeLessThan(1e-5);
    }),
    {numRuns: 80}
  );
});
