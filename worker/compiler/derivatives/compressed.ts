// Sparse Jacobians of programs with loops: columns of one colour go along one direction, and what comes out is
// put in its places.
import {inlineProgram} from "../inline.ts";
import {OUTPUT, type ArrayId, type Model, type Value} from "../ir.ts";
import {toList} from "./bits.ts";
import {countColours} from "./colour.ts";
import {elementAt, forRows, openFrame, type Frame} from "./frame.ts";
import {writeLoop} from "./loops.ts";
import {withLanes, type ManyOptions} from "./many.ts";

export interface Pattern {
  /** the columns of each row, as bits. */
  rows: readonly bigint[];
  /** by column. */
  colours: readonly number[];
}

/** More colours than this are followed some at a time. */
const MOST = 12;
const CHUNK = 8;

/** outputs × columns by rows, with as many directions as there are colours. */
export function compressedJacobian(model: Model, options: ManyOptions, pattern: Pattern): Model {
  const {count, withValue, name, isScalar} = options;
  const {size} = model.program.arrays[OUTPUT];
  const first = withValue ? size : 0;
  const frame = openFrame(model, {name, outputs: first + size * count, isScalar});
  const colours = countColours(pattern.colours);
  const lanes = colours <= MOST ? colours : CHUNK;
  const width = Math.ceil(colours / lanes) * lanes;
  const places = addConstant(frame, "places", placesOf(pattern, count, first, width));
  const plan: Plan = {
    chunk: withLanes(model, lanes, options),
    places,
    lanes,
    width,
    rows: size,
    count,
    withValue
  };
  clear(frame, first, size * count);
  if (lanes === width) runAtOnce(frame, plan, pattern);
  else runInChunks(frame, plan, pattern);
  return frame.model;
}

/** How the directions are followed and where the tangents go. */
interface Plan {
  /** the program with some directions as parameters. */
  chunk: Model;
  /** by row and colour: the place of a tangent in the answer. */
  places: ArrayId;
  /** directions that are followed together. */
  lanes: number;
  /** how many colours there are, filled up to whole chunks. */
  width: number;
  rows: number;
  count: number;
  withValue: boolean;
}

function clear({write}: Frame, first: number, size: number): void {
  writeLoop(write, size, (index) => {
    const place = write.index("iadd", index, write.integer(first));
    write.builder.store(OUTPUT, place, write.number(0));
  });
}

function runAtOnce(frame: Frame, plan: Plan, pattern: Pattern): void {
  const directions = Array.from({length: plan.lanes}, (_, colour) =>
    addConstant(frame, "direction", membersOf(pattern, colour))
  );
  run(frame, plan, directions, frame.write.integer(0));
}

function runInChunks(frame: Frame, plan: Plan, pattern: Pattern): void {
  const {write} = frame;
  const {builder} = write;
  const {lanes, width, count} = plan;
  const members = Array.from({length: width}, (_, colour) => [...membersOf(pattern, colour)]);
  const matrix = addConstant(frame, "directions", Float64Array.from(members.flat()));
  const directions = Array.from({length: lanes}, () => builder.array("direction", "local", count));
  const passes = width / lanes;
  const bounds = {from: write.integer(0), to: write.integer(passes), trips: passes};
  builder.loop(bounds, [], (pass) => {
    const colour = write.index("imul", pass, write.integer(lanes));
    directions.forEach((array, lane) => {
      const own = write.index("iadd", colour, write.integer(lane));
      const start = write.index("imul", own, write.integer(count));
      writeLoop(write, count, (index) => {
        const seed = builder.load(matrix, write.index("iadd", start, index));
        builder.store(array, index, seed);
      });
    });
    run(frame, plan, directions, colour);
    return [];
  });
}

/** Follows these directions, which are those of the colours from `colour` on. */
function run(frame: Frame, plan: Plan, directions: readonly ArrayId[], colour: Value): void {
  const {write, inputs, constants} = frame;
  const {builder} = write;
  const {chunk, places, lanes, width, rows, withValue} = plan;
  const all = [...inputs, ...directions.map((array) => ({array}))];
  const inlined = inlineProgram(builder, chunk, all, constants);
  const before = withValue ? rows : 0;
  forRows(frame, inlined, rows, (row) => {
    if (withValue) builder.store(OUTPUT, row, elementAt(frame, inlined, row));
    const target = write.index("iadd", write.index("imul", row, write.integer(width)), colour);
    const source = write.index("imul", row, write.integer(lanes));
    for (let lane = 0; lane < lanes; lane++) {
      const place = builder.load(places, write.index("iadd", target, write.integer(lane)));
      const tangent = write.index("iadd", source, write.integer(before + lane));
      builder.store(OUTPUT, place, elementAt(frame, inlined, tangent));
    }
  });
}

/** For each row and colour the place in the answer, or −1, which is none. */
function placesOf(
  {rows, colours}: Pattern,
  count: number,
  first: number,
  width: number
): Float64Array {
  const places = new Float64Array(rows.length * width).fill(-1);
  rows.forEach((row, k) => {
    for (const column of toList(row)) {
      places[k * width + colours[column]] = first + k * count + column;
    }
  });
  return places;
}

function membersOf({colours}: Pattern, colour: number): Float64Array {
  return Float64Array.from(colours, (own) => (own === colour ? 1 : 0));
}

function addConstant({write, constants}: Frame, name: string, data: Float64Array): ArrayId {
  const array = write.builder.array(name, "constant", data.length);
  constants.set(array, data);
  return array;
}
