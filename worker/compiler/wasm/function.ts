// The function that a program becomes: what is the same for all points, then a loop over pairs of points.
import {OUTPUT, type ArrayId, type Op, type Program} from "../ir.ts";
import {TILE} from "./abi.ts";
import {I32, VOID, type FunctionParts} from "./code.ts";
import {clear, copyOutput, TILE_SHIFT} from "./elements.ts";
import {Emission, type Simple} from "./emission.ts";
import type {LaneLinker} from "./lanes.ts";
import type {Layout} from "./layout.ts";
import {shareLocals} from "./locals.ts";
import {writeFor, writeWhile} from "./loops.ts";
import {writeLoad, writeStore} from "./memory.ts";
import {splitOnce} from "./once.ts";
import {writeApply} from "./operations.ts";
import {sumOutput, sumStore, writeTiles} from "./sums.ts";
import {findUses, isLive} from "./uses.ts";
import {findUnwritten} from "./written.ts";

/** In the order of the entry's arguments. */
const PARAMS = ["constants", "uniforms", "inputs", "outputs", "scratch", "begin", "end"] as const;
const [CONSTANTS, UNIFORMS, INPUTS, OUTPUTS, SCRATCH, BEGIN, END] = PARAMS.keys();
/** Uniform numbers that are kept in locals; where there are more, each use reads them anew. */
const MOST_KEPT = 48;

interface Settings {
  linker: LaneLinker;
  relaxed: boolean;
}

export function writeFunction(
  program: Program,
  layout: Layout,
  {linker, relaxed}: Settings
): FunctionParts {
  const split = splitOnce(program, layout.places);
  const uses = findUses(program, split);
  const emission = new Emission({program, layout, uses, linker, relaxed}, writeSimple);
  PARAMS.forEach((name) => emission.local(I32, name));
  Object.assign(emission.bases, {constants: CONSTANTS, uniforms: UNIFORMS, scratch: SCRATCH});

  emission.get(BEGIN);
  emission.get(END);
  emission.push("i32.ge_s");
  emission.push("if", VOID);
  emission.push("return");
  emission.push("end");
  writeOnce(emission, split.once);
  writePoints(emission, split.perPoint, findUnwritten(program, uses));
  const {types, names} = shareLocals(emission.code, emission, PARAMS.length);
  return {
    name: "run",
    params: PARAMS.map(() => I32),
    results: [],
    locals: types,
    localNames: names,
    code: emission.code
  };
}

function writeSimple(emission: Emission, op: Simple): void {
  if (op.kind === "apply") writeApply(emission, op);
  else if (op.kind === "load") writeLoad(emission, op);
}

function writeOps(emission: Emission, ops: readonly Op[]): void {
  for (const op of ops) if (isLive(op, emission.uses)) writeOp(emission, op);
}

function writeOp(emission: Emission, op: Op): void {
  switch (op.kind) {
    case "store":
      if (op.array === OUTPUT && emission.layout.sums?.isDirect) return sumStore(emission, op);
      return writeStore(emission, op);
    case "for":
      return writeFor(emission, op, (region) => writeOps(emission, region.ops));
    case "while":
      return writeWhile(emission, op, (region) => writeOps(emission, region.ops));
    default:
      return emission.define(op);
  }
}

function writeOnce(emission: Emission, ops: readonly Op[]): void {
  const loads = ops.filter((op) => op.kind === "load" && emission.integer(op.index) !== undefined);
  const isKept = loads.length <= MOST_KEPT;
  for (const op of ops) {
    if (!isLive(op, emission.uses)) continue;
    const isCheap = op.kind === "load" && emission.integer(op.index) !== undefined;
    if (isCheap && !isKept) emission.defineCheap(op);
    else writeOp(emission, op);
  }
}

function writePoints(
  emission: Emission,
  ops: readonly Op[],
  unwritten: ReadonlySet<ArrayId>
): void {
  const point = emission.local(I32, "point");
  emission.get(BEGIN);
  emission.set(point);
  const write = (end: number) => writePairs(emission, ops, unwritten, {point, end});
  if (emission.layout.sums) writeTiles(emission, {point, end: END, outputs: OUTPUTS}, write);
  else write(END);
}

/** A loop over pairs of points, from `point` on to `end`. */
function writePairs(
  emission: Emission,
  ops: readonly Op[],
  unwritten: ReadonlySet<ArrayId>,
  {point, end}: {point: number; end: number}
): void {
  const {bases, layout, program} = emission;
  const isSum = layout.sums !== undefined;
  emission.push("loop", VOID);
  if (layout.inputRows > 0)
    bases.inputTile = writeTile(emission, point, "inputTile", INPUTS, layout.inputRows);
  const {size} = program.arrays[OUTPUT];
  if (!isSum) bases.outputTile = writeTile(emission, point, "outputTile", OUTPUTS, size);
  if (isSum || hasWhile(ops)) emission.alive = writeAlive(emission, point);

  for (const array of unwritten) clear(emission, array);
  writeOps(emission, ops);
  if (layout.copiesOutput) (isSum ? sumOutput : copyOutput)(emission);

  emission.get(point);
  emission.push("i32.const", 2);
  emission.push("i32.add");
  emission.push("local.tee", point);
  emission.get(end);
  emission.push("i32.lt_s");
  emission.push("br_if", 0);
  emission.push("end");
}

/** The point's own place in the first row of its tile. */
function writeTile(
  emission: Emission,
  point: number,
  name: string,
  pointer: number,
  rows: number
): number {
  const tile = emission.local(I32, name);
  emission.get(pointer);
  emission.get(point);
  emission.push("i32.const", TILE_SHIFT);
  emission.push("i32.shr_u");
  emission.push("i32.const", rows * TILE * 8);
  emission.push("i32.mul");
  emission.push("i32.add");
  emission.get(point);
  emission.push("i32.const", TILE - 1);
  emission.push("i32.and");
  emission.push("i32.const", 3);
  emission.push("i32.shl");
  emission.push("i32.add");
  emission.set(tile);
  return tile;
}

function hasWhile(ops: readonly Op[]): boolean {
  return ops.some((op) => op.kind === "while" || (op.kind === "for" && hasWhile(op.body.ops)));
}

/** The second point may be one that nobody asked for: no loop should wait for it, and no sum has it. */
function writeAlive(emission: Emission, point: number): number {
  emission.truth(true);
  emission.push("i32.const", -1);
  emission.push("i32.const", 0);
  emission.get(point);
  emission.push("i32.const", 1);
  emission.push("i32.add");
  emission.get(END);
  emission.push("i32.lt_s");
  emission.push("select");
  emission.push("i64.extend_i32_s");
  emission.push("i64x2.replace_lane", 1);
  return emission.keep();
}
