import fc from "fast-check";
import {expect, it} from "vitest";
import {forward} from "../../../worker/compiler/derivatives/forward.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {anyCase} from "../programs.ts";
import {differences, errorOf, stir} from "./differences.ts";

it("agrees with central differences on random smooth programs", () => {
  fc.assert(
    fc.property(anyCase({smooth: true}), ({model, inputs: given}) => {
      const inputs = stir(given);
      const derivative = forward(model, {by: "x0", directions: "identity"});
      verify(derivative.program);
      const exact = interpret(derivative, inputs);
      expect(errorOf(exact, differences(model, inputs))).toBeLessThan(1e-5);
    }),
    {numRuns: 100}
  );
});
