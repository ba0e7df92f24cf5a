// Which arrays a program may read before it has written them: those are cleared for every pair of points,
// the others are not.
import {
  OUTPUT,
  regionsOf,
  type ArrayId,
  type Op,
  type Program,
  type Region,
  type Value
} from "../ir.ts";
import type {Uses} from "./uses.ts";

/** Elements that a loop is followed through to see what it writes. */
const MOST_FOLLOWED = 4096;

interface Search {
  program: Program;
  uses: Uses;
  /** by array, 1 for an element that is surely written by now. */
  written: Map<ArrayId, Uint8Array>;
  /** by array, indices that were written to in the regions around the op at hand. */
  places: Map<ArrayId, Set<Value>>;
  /** numbers of the loop indices that are being followed. */
  indices: Map<Value, number>;
  unwritten: Set<ArrayId>;
}

export function findUnwritten(program: Program, uses: Uses): Set<ArrayId> {
  const search: Search = {
    program,
    uses,
    written: new Map(),
    places: new Map(),
    indices: new Map(),
    unwritten: new Set()
  };
  program.arrays.forEach(({role, size}, array) => {
    if (role !== "output" && role !== "local") return;
    search.written.set(array, new Uint8Array(size));
    search.places.set(array, new Set());
  });
  walk(program.body, search, true);
  if (search.written.get(OUTPUT)?.includes(0)) search.unwritten.add(OUTPUT);
  return search.unwritten;
}

/** `isSure`: whether all points come by here. */
function walk({ops}: Region, search: Search, isSure: boolean): void {
  for (const op of ops) {
    if (op.kind === "load") checkLoad(op.array, op.index, search);
    else if (op.kind === "store") noteStore(op, search, isSure);
    else if (op.kind === "for" || op.kind === "while") walkLoop(op, search, isSure);
  }
}

function checkLoad(array: ArrayId, index: Value, search: Search): void {
  const {written, places, unwritten} = search;
  const marks = written.get(array);
  if (!marks || unwritten.has(array) || places.get(array)?.has(index)) return;
  const place = valueOf(index, search);
  const isSafe = place === undefined ? !marks.includes(0) : marks[place] === 1;
  if (!isSafe) unwritten.add(array);
}

function noteStore(op: Op & {kind: "store"}, search: Search, isSure: boolean): void {
  if (op.where !== undefined || search.program.types[op.index] === "f64") return;
  search.places.get(op.array)?.add(op.index);
  const place = valueOf(op.index, search);
  const marks = search.written.get(op.array);
  if (isSure && marks && place !== undefined) marks[place] = 1;
}

/** What is seen inside holds inside; what surely is written there is found by following the loop. */
function walkLoop(op: Op & {kind: "for" | "while"}, search: Search, isSure: boolean): void {
  const outside = new Map([...search.places].map(([array, set]) => [array, new Set(set)]));
  for (const region of regionsOf(op)) walk(region, search, false);
  search.places = outside;
  if (isSure && op.kind === "for") follow(op, search, {left: MOST_FOLLOWED});
}

/** Goes through a loop with known bounds, noting what it writes. */
function follow(op: Op & {kind: "for"}, search: Search, budget: {left: number}): void {
  const stores = op.body.ops.filter((inner) => inner.kind === "store" || inner.kind === "for");
  if (stores.length === 0) return;
  const from = valueOf(op.from, search);
  const to = valueOf(op.to, search);
  if (from === undefined || to === undefined) return;
  for (let index = from; index < to && budget.left > 0; index += op.step) {
    budget.left -= stores.length;
    search.indices.set(op.index, index);
    for (const inner of stores) {
      if (inner.kind === "for") follow(inner, search, budget);
      else if (inner.kind === "store") noteWritten(inner, search);
    }
  }
  search.indices.delete(op.index);
}

function noteWritten(op: Op & {kind: "store"}, search: Search): void {
  if (op.where !== undefined) return;
  const place = valueOf(op.index, search);
  const marks = search.written.get(op.array);
  if (marks && place !== undefined) marks[place] = 1;
}

/** How deep an index may be an expression of others. */
const DEEPEST = 6;

/** The number that an i32 is, as far as constants and followed loops tell. */
function valueOf(value: Value, search: Search, depth = 0): number | undefined {
  const known = search.indices.get(value);
  if (known !== undefined || depth > DEEPEST) return known;
  const op = search.uses.definitions[value];
  if (op?.kind === "const") return typeof op.value === "number" ? op.value : undefined;
  if (op?.kind !== "apply" || op.args.length !== 2) return undefined;
  const a = valueOf(op.args[0], search, depth + 1);
  const b = valueOf(op.args[1], search, depth + 1);
  if (a === undefined || b === undefined) return undefined;
  switch (op.name) {
    case "iadd":
      return (a + b) | 0;
    case "isub":
      return (a - b) | 0;
    case "imul":
      return Math.imul(a, b);
    default:
      return undefined;
  }
}
