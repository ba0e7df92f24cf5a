// A vector times a Jacobian that is there as a whole, for programs that cannot go back.
import {inlineProgram, type Inlined} from "../inline.ts";
import {OUTPUT, type ArrayId, type Model, type Value} from "../ir.ts";
import {elementAt, forRows, openFrame, type Frame} from "./frame.ts";

export interface WeighOptions {
  /** of the new program. */
  name: string;
  isScalar: boolean;
  /** of the new parameter. */
  weights: string;
  /** how many columns there are. */
  count: number;
}

/** The rows of `jacobian`, which is one of `model`, with their weights, summed. */
export function weigh(model: Model, jacobian: Model, options: WeighOptions): Model {
  const {name, isScalar, weights, count} = options;
  const {arrays, isScalar: isNumber} = model.program;
  const {size} = arrays[OUTPUT];
  const more = [{name: weights, size, isNumber}];
  const frame = openFrame(model, {name, outputs: count, isScalar}, more);
  const {write, inputs, constants} = frame;
  const inlined = inlineProgram(write.builder, jacobian, inputs.slice(0, -1), constants);
  const {array} = inputs[inputs.length - 1];
  forRows(frame, inlined, count, (column) =>
    write.builder.store(OUTPUT, column, sumColumn(frame, inlined, {column, count, size, array}))
  );
  return frame.model;
}

function sumColumn(
  frame: Frame,
  inlined: Inlined,
  {column, count, size, array}: {column: Value; count: number; size: number; array: ArrayId}
): Value {
  const {write} = frame;
  const add = (sum: Value, row: Value) => {
    const place = write.index("iadd", write.index("imul", row, write.integer(count)), column);
    const element = elementAt(frame, inlined, place);
    return write.add(sum, write.mul(write.builder.load(array, row), element));
  };
  const zero = write.number(0);
  if ("array" in inlined) {
    const bounds = {from: write.integer(0), to: write.integer(size), trips: size};
    return write.builder.loop(bounds, [zero], (row, [sum]) => [add(sum, row)])[0];
  }
  return Array.from({length: size}, (_, row) => write.integer(row)).reduce(add, zero);
}
