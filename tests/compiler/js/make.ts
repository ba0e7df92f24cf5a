// Small programs for looking at their text.
import {Builder} from "../../../worker/compiler/build.ts";
import type {Program, Value} from "../../../worker/compiler/ir.ts";

/** A program of an array u and a number t. */
export function make(
  outputs: number,
  write: (b: Builder, u: (k: number) => Value, t: Value) => void,
  {size = 3, isScalar = false} = {}
): Program {
  const builder = new Builder("f", outputs, isScalar);
  const {array: u} = builder.param("u", size);
  const {array: t} = builder.param("t", 1, true);
  const zero = builder.integer(0);
  write(builder, (k) => builder.load(u, builder.integer(k)), builder.load(t, zero));
  return builder.program;
}
