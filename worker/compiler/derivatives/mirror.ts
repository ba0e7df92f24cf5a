// A Hessian that is symmetric to the bit: what is below the diagonal also stands above it, and what would
// have been computed there is left out where it can be.
import {inlineProgram, type Inlined} from "../inline.ts";
import {OUTPUT, type Model, type Value} from "../ir.ts";
import {elementAt, forRows, openFrame, type Frame} from "./frame.ts";

/** `model` answers a square matrix by rows. */
export function mirror(model: Model, size: number, isScalar: boolean): Model {
  const frame = openFrame(model, {name: model.program.name, outputs: size * size, isScalar});
  const {write, inputs, constants} = frame;
  const inlined = inlineProgram(write.builder, model, inputs, constants);
  forRows(frame, inlined, size, (row) => {
    const literal = write.literalOf(row);
    if (literal !== undefined) {
      for (let column = 0; column <= literal; column++)
        copyElement(frame, inlined, size, row, write.integer(column));
      return;
    }
    const to = write.index("iadd", row, write.integer(1));
    write.builder.loop({from: write.integer(0), to, trips: size}, [], (column) => {
      copyElement(frame, inlined, size, row, column);
      return [];
    });
  });
  return frame.model;
}

function copyElement(
  frame: Frame,
  inlined: Inlined,
  size: number,
  row: Value,
  column: Value
): void {
  const {write} = frame;
  const place = (a: Value, b: Value) =>
    write.index("iadd", write.index("imul", a, write.integer(size)), b);
  const value = elementAt(frame, inlined, place(row, column));
  write.builder.store(OUTPUT, place(row, column), value);
  write.builder.store(OUTPUT, place(column, row), value);
}
