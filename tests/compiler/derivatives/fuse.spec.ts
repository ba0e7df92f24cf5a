import fc from "fast-check";
import {expect, it} from "vitest";
import * as derivatives from "../../../worker/compiler/derivatives/derivatives.ts";
import {fuse} from "../../../worker/compiler/derivatives/fuse.ts";
import {polish} from "../../../worker/compiler/derivatives/work.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import type {Program} from "../../../worker/compiler/ir.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {anyCase} from "../programs.ts";
import {logistic, makeModel} from "./models.ts";

const countLoops = ({body}: Program) => body.ops.filter(({kind}) => kind === "for").length;

it("the value's loop and the gradient's become one", () => {
  const both = derivatives.valueAndGradient(polish(logistic(50)));
  expect(countLoops(both.program)).toBe(1);
});

it("loops that need one another, or the same memory, stay apart", () => {
  const chain = makeModel({x: 8}, "number", ({builder, mul, add, loop}, x) => {
    const size = builder.integer(8);
    const read = (index: number) => builder.load(x, index);
    const [sum] = loop(size, 8, [builder.number(0)], (index, [before]) => [
      add(before, read(index))
    ]);
    return loop(size, 8, [builder.number(0)], (index, [before]) => [
      add(before, mul(sum, read(index)))
    ]);
  });
  expect(fuse(chain.program)).toBe(chain.program);
  const memory = makeModel({x: 8}, "number", ({builder, add, at, loop, local}, x) => {
    const size = builder.integer(8);
    const kept = local(8);
    loop(size, 8, [], (index) => {
      builder.store(kept, index, builder.load(x, index));
      return [];
    });
    return loop(size, 8, [builder.number(0)], (index, [before]) => {
      const last = at("isub", builder.integer(7), index);
      return [add(before, builder.load(kept, last))];
    });
  });
  expect(fuse(memory.program)).toBe(memory.program);
});

it("no bit changes", () => {
  fc.assert(
    fc.property(anyCase({ops: 120}), ({model, inputs}) => {
      const fused = fuse(model.program);
      verify(fused);
      const answer = interpret({...model, program: fused}, inputs);
      const given = interpret(model, inputs);
      expect(answer.every((value, k) => Object.is(value, given[k]))).toBe(true);
    }),
    {numRuns: 80}
  );
});
