// Sums over the points of a tile, instead of their values: two numbers for each row, of the even points and of the
// odd ones, since these are what the lanes of a vector see.
import {OUTPUT, type Op} from "../ir.ts";
import {TILE} from "./abi.ts";
import {I32, V128, VOID} from "./code.ts";
import {forEachElement, pushElement, TILE_SHIFT} from "./elements.ts";
import type {Emission} from "./emission.ts";
import {offsetOf, PAIR, type Place} from "./layout.ts";

/** Locals: the point at hand, where the points end, and the pointer to the outputs. */
interface Bounds {
  point: number;
  end: number;
  outputs: number;
}

/** A loop over tiles: the sums begin at zero, `writePairs` goes from the point to `last`, and the sums are written. */
export function writeTiles(
  emission: Emission,
  bounds: Bounds,
  writePairs: (last: number) => void
): void {
  const {point, end} = bounds;
  emission.push("loop", VOID);
  const last = writeLast(emission, bounds);
  clearSums(emission);
  writePairs(last);
  keepSums(emission, bounds, last);
  emission.get(point);
  emission.get(end);
  emission.push("i32.lt_s");
  emission.push("br_if", 0);
  emission.push("end");
}

/** Adds an answer where it is computed. */
export function sumStore(emission: Emission, {index, value}: Op & {kind: "store"}): void {
  addTo(emission, emission.integer(index)!, undefined, () => emission.take(value));
}

/** Adds all answers of a point, from where they were worked on. */
export function sumOutput(emission: Emission): void {
  const from = emission.layout.places[OUTPUT];
  forEachElement(emission, rowsOf(emission), (row, index) =>
    addTo(emission, row, index, () => {
      pushElement(emission, from, index);
      emission.push("v128.load", 0, offsetOf(from, row));
    })
  );
}

/** Where the tile of the point at hand ends, or the points. */
function writeLast(emission: Emission, {point, end}: Bounds): number {
  const last = emission.local(I32, "last");
  emission.get(point);
  emission.push("i32.const", TILE - 1);
  emission.push("i32.or");
  emission.push("i32.const", 1);
  emission.push("i32.add");
  emission.set(last);
  emission.get(last);
  emission.get(end);
  emission.get(last);
  emission.get(end);
  emission.push("i32.lt_s");
  emission.push("select");
  emission.set(last);
  return last;
}

function clearSums(emission: Emission): void {
  const rows = rowsOf(emission);
  const place = emission.layout.sums?.place;
  if (!place) emission.sums = Array.from({length: rows}, (_, row) => emission.local(V128, `sum${row}`)); // prettier-ignore
  forEachElement(emission, rows, (row, index) => {
    if (place) pushElement(emission, place, index);
    emission.zero(V128);
    keepSum(emission, row);
  });
}

function addTo(emission: Emission, row: number, index: number | undefined, push: () => void): void {
  const place = emission.layout.sums?.place;
  if (place) pushElement(emission, place, index);
  pushSum(emission, row, index);
  push();
  emission.get(emission.alive!);
  emission.push("v128.and");
  emission.push("f64x2.add");
  keepSum(emission, row);
}

/** Writes the sums to the outputs of the tile that has just ended. */
function keepSums(emission: Emission, {outputs}: Bounds, last: number): void {
  const rows = rowsOf(emission);
  const tile = emission.local(I32, "outputTile");
  emission.bases.outputTile = tile;
  emission.get(outputs);
  emission.get(last);
  emission.push("i32.const", 1);
  emission.push("i32.sub");
  emission.push("i32.const", TILE_SHIFT);
  emission.push("i32.shr_u");
  emission.push("i32.const", rows << PAIR);
  emission.push("i32.mul");
  emission.push("i32.add");
  emission.set(tile);
  const to: Place = {base: "outputTile", offset: 0, stride: PAIR, isShared: false};
  forEachElement(emission, rows, (row, index) => {
    pushElement(emission, to, index);
    pushSum(emission, row, index);
    emission.push("v128.store", 0, offsetOf(to, row));
    emission.code.comment("sums of the tile");
  });
}

function pushSum(emission: Emission, row: number, index: number | undefined): void {
  const place = emission.layout.sums?.place;
  if (!place) return emission.get(emission.sums[row]);
  pushElement(emission, place, index);
  emission.push("v128.load", 0, offsetOf(place, row));
}

/** What is on the stack, after an address where sums lie in memory. */
function keepSum(emission: Emission, row: number): void {
  const place = emission.layout.sums?.place;
  if (place) emission.push("v128.store", 0, offsetOf(place, row));
  else emission.set(emission.sums[row]);
}

function rowsOf({program}: Emission): number {
  return program.arrays[OUTPUT].size;
}
