// Many directions in programs with loops: some at a time, in a loop around the whole program, so that the
// code does not grow with their number.
import {inlineProgram} from "../inline.ts";
import {OUTPUT, type ArrayId, type Model, type Value} from "../ir.ts";
import {forward} from "./forward.ts";
import {elementAt, forRows, openFrame, type Frame} from "./frame.ts";
import {freeName} from "./parameters.ts";
import {polish} from "./work.ts";

/** The fewest and the most directions that are followed together. */
const LEAST = 4;
const MOST = 8;

export interface ManyOptions {
  by: readonly string[];
  /** how many columns there are. */
  count: number;
  withValue: boolean;
  name: string;
  isScalar?: boolean;
}

/** The model with some directions as parameters, without what nothing needs. */
export function withLanes(model: Model, lanes: number, {by, withValue}: ManyOptions): Model {
  const directions = Array.from({length: lanes}, (_, lane) =>
    freeName(model.program, `direction${lane}`)
  );
  return polish(forward(model, {by, directions, withValue}));
}

/** outputs × columns, each column a direction of its own. */
export function forwardInChunks(model: Model, options: ManyOptions): Model {
  const {count, withValue, name, isScalar} = options;
  const rows = model.program.arrays[OUTPUT].size;
  const outputs = rows * (count + (withValue ? 1 : 0));
  const frame = openFrame(model, {name, outputs, isScalar});
  const {write} = frame;
  const lanes = chooseLanes(count);
  const passes = Math.floor(count / lanes);
  const chunk = withLanes(model, lanes, options);
  const bounds = {from: write.integer(0), to: write.integer(passes), trips: passes};
  const directions = makeDirections(frame, lanes, count);
  write.builder.loop(bounds, [], (pass) => {
    const first = write.index("imul", pass, write.integer(lanes));
    writeChunk(frame, chunk, directions, first, options, rows);
    return [];
  });
  const rest = count - passes * lanes;
  if (rest > 0) {
    const last = withLanes(model, rest, options);
    const first = write.integer(passes * lanes);
    writeChunk(frame, last, makeDirections(frame, rest, count), first, options, rows);
  }
  return frame.model;
}

/** As few passes as there must be or one more, with the fewest directions left over. */
function chooseLanes(count: number): number {
  let best = MOST;
  for (let lanes = MOST; lanes >= LEAST; lanes--) if (count % lanes < count % best) best = lanes;
  return Math.min(best, count);
}

function makeDirections({write}: Frame, lanes: number, count: number): ArrayId[] {
  return Array.from({length: lanes}, () => write.builder.array("direction", "local", count));
}

function writeChunk(
  frame: Frame,
  chunk: Model,
  directions: readonly ArrayId[],
  first: Value,
  {count, withValue}: ManyOptions,
  rows: number
): void {
  const {write, inputs, constants} = frame;
  const {builder} = write;
  const lanes = directions.length;
  const columns = directions.map((_, lane) => write.index("iadd", first, write.integer(lane)));
  const point = (value: number) =>
    directions.forEach((array, lane) => builder.store(array, columns[lane], write.number(value)));
  point(1);
  const all = [...inputs, ...directions.map((array) => ({array}))];
  const inlined = inlineProgram(builder, chunk, all, constants);
  const before = withValue ? rows : 0;
  forRows(frame, inlined, rows, (row) => {
    if (withValue) builder.store(OUTPUT, row, elementAt(frame, inlined, row));
    const source = write.index("imul", row, write.integer(lanes));
    const target = write.index("imul", row, write.integer(count));
    columns.forEach((column, lane) => {
      const tangent = elementAt(
        frame,
        inlined,
        write.index("iadd", source, write.integer(before + lane))
      );
      const place = write.index("iadd", write.index("iadd", target, column), write.integer(before));
      builder.store(OUTPUT, place, tangent);
    });
  });
  point(0);
}
