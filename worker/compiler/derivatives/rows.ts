// Many rows by reverse mode: one output after the other, in a loop around the whole program.
import {inlineProgram} from "../inline.ts";
import {OUTPUT, type Model} from "../ir.ts";
import {elementAt, forRows, openFrame} from "./frame.ts";
import type {ManyOptions} from "./many.ts";
import {freeName} from "./parameters.ts";
import {reverse} from "./reverse.ts";
import {polish} from "./work.ts";

/** outputs × columns, each row on a way back of its own. */
export function reverseInLoop(model: Model, options: ManyOptions): Model {
  const {by, count, withValue, name, isScalar} = options;
  const rows = model.program.arrays[OUTPUT].size;
  const first = withValue ? rows : 0;
  const frame = openFrame(model, {name, outputs: first + rows * count, isScalar});
  const {write, inputs, constants} = frame;
  const {builder} = write;
  const weights = {name: freeName(model.program, "weights")};
  const back = polish(reverse(model, {by, weights, withValue}));
  const weight = builder.array("weights", "local", rows);
  const bounds = {from: write.integer(0), to: write.integer(rows), trips: rows};
  builder.loop(bounds, [], (row) => {
    builder.store(weight, row, write.number(1));
    const inlined = inlineProgram(builder, back, [...inputs, {array: weight}], constants);
    if (withValue) {
      forRows(frame, inlined, rows, (k) => builder.store(OUTPUT, k, elementAt(frame, inlined, k)));
    }
    const start = write.index("imul", row, write.integer(count));
    forRows(frame, inlined, count, (k) => {
      const source = write.index("iadd", k, write.integer(first));
      const target = write.index("iadd", write.index("iadd", start, k), write.integer(first));
      builder.store(OUTPUT, target, elementAt(frame, inlined, source));
    });
    builder.store(weight, row, write.number(0));
    return [];
  });
  return frame.model;
}
