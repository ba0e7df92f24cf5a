// A program that is written around another one, with the same parameters and perhaps some more.
import {Builder} from "../build.ts";
import type {Inlined} from "../inline.ts";
import type {ArrayId, Model, Param, Value} from "../ir.ts";
import type {Answer} from "./copy.ts";
import {writeLoop} from "./loops.ts";
import {Writer} from "./writer.ts";

/** A program that is written around others. */
export interface Frame {
  model: Model;
  write: Writer;
  /** of all parameters. */
  inputs: {array: ArrayId}[];
  constants: Map<ArrayId, Float64Array>;
}

export function openFrame(
  {program}: Model,
  answer: Answer,
  more: readonly Omit<Param, "array">[] = []
): Frame {
  const builder = new Builder(answer.name, answer.outputs, answer.isScalar);
  const inputs = [...program.params, ...more].map(({name, size, isNumber}) => ({
    array: builder.param(name, size, isNumber).array
  }));
  const constants = new Map<ArrayId, Float64Array>();
  const model = {program: builder.program, constants};
  return {model, write: new Writer(builder), inputs, constants};
}

/** An element of what an inlined program answered. */
export function elementAt({write}: Frame, inlined: Inlined, index: Value): Value {
  if ("array" in inlined) return write.builder.load(inlined.array, index);
  return inlined.values[write.literalOf(index)!];
}

/** Does something for every row; rows that are values of their own are written out. */
export function forRows(
  frame: Frame,
  inlined: Inlined,
  rows: number,
  work: (row: Value) => void
): void {
  if ("array" in inlined) return writeLoop(frame.write, rows, work);
  for (let row = 0; row < rows; row++) work(frame.write.integer(row));
}
