// Small programs for the tests of the passes, and their ops at a glance.
import {Builder} from "../../worker/compiler/build.ts";
import {interpret} from "../../worker/compiler/interpret.ts";
import {
  regionsOf,
  type ArrayId,
  type Op,
  type Program,
  type Region,
  type Value
} from "../../worker/compiler/ir.ts";
import {verify} from "../../worker/compiler/verify.ts";

/** A program of the parameters x (four numbers), a and b, whose answer `write` returns. */
export function make(write: (b: Builder, given: Given) => Value): Program {
  const builder = new Builder("test", 1);
  const x = builder.param("x", 4).array;
  const place = builder.integer(0);
  const [a, b] = ["a", "b"].map((name) => builder.load(builder.param(name, 1).array, place));
  builder.output(0, write(builder, {x, a, b}));
  verify(builder.program);
  return builder.program;
}

export interface Given {
  x: ArrayId;
  a: Value;
  b: Value;
}

/** The ops in order but for constants, those of regions in brackets. */
export function outline(program: Program): string {
  const word = (op: Op): string[] => {
    if (op.kind === "const") return [];
    const regions = regionsOf(op).map((region) => `(${words(region)})`);
    return [(op.kind === "apply" ? op.name : op.kind) + regions.join("")];
  };
  const words = ({ops}: Region): string => ops.flatMap(word).join(" ");
  verify(program);
  return words(program.body);
}

export const run = (program: Program, a: number, b = 1) =>
  interpret({program, constants: new Map()}, [[1, 2, 3, 4], [a], [b]])[0];

/** A loop over i from 0 to n. */
export function count(
  b: Builder,
  n: number,
  starts: Value[],
  body: Parameters<Builder["loop"]>[2]
): Value[] {
  return b.loop({from: b.integer(0), to: b.integer(n), trips: n}, starts, body);
}
