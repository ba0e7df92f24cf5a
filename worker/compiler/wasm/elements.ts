// What is done to every element of an array: written out for short ones, in a loop for long ones.
import {OUTPUT, type ArrayId} from "../ir.ts";
import {TILE} from "./abi.ts";
import {I32, VOID} from "./code.ts";
import type {Emission} from "./emission.ts";
import {MOST_UNROLLED, offsetOf, type Place} from "./layout.ts";

/** log2 of TILE. */
export const TILE_SHIFT = 31 - Math.clz32(TILE);

/** Makes all elements of an array zero. */
export function clear(emission: Emission, array: ArrayId): void {
  const {layout, program} = emission;
  const place = layout.places[array];
  forEachElement(emission, program.arrays[array].size, (element, index) => {
    pushElement(emission, place, index);
    emission.truth(false);
    emission.push("v128.store", 0, offsetOf(place, element));
    emission.code.comment(`clear ${program.arrays[array].name}`);
  });
}

/** Copies the answer from where it was worked on to its tile. */
export function copyOutput(emission: Emission): void {
  const {layout, program} = emission;
  const from = layout.places[OUTPUT];
  const to: Place = {base: "outputTile", offset: 0, stride: TILE_SHIFT + 3, isShared: false};
  forEachElement(emission, program.arrays[OUTPUT].size, (element, index) => {
    pushElement(emission, to, index);
    pushElement(emission, from, index);
    emission.push("v128.load", 0, offsetOf(from, element));
    emission.push("v128.store", 0, offsetOf(to, element));
    emission.code.comment(`copy ${program.arrays[OUTPUT].name}`);
  });
}

/** Each element by its number, or where there are many 0 with the number in a local. */
export function forEachElement(
  emission: Emission,
  size: number,
  work: (element: number, index: number | undefined) => void
): void {
  if (size <= MOST_UNROLLED) {
    for (let element = 0; element < size; element++) work(element, undefined);
    return;
  }
  const index = emission.local(I32);
  emission.push("i32.const", 0);
  emission.set(index);
  emission.push("loop", VOID);
  work(0, index);
  emission.get(index);
  emission.push("i32.const", 1);
  emission.push("i32.add");
  emission.push("local.tee", index);
  emission.push("i32.const", size);
  emission.push("i32.lt_s");
  emission.push("br_if", 0);
  emission.push("end");
}

/** Leaves an element's address on the stack, but for its offset. */
export function pushElement(
  emission: Emission,
  {base, stride}: Place,
  index: number | undefined
): void {
  emission.get(emission.bases[base]);
  if (index === undefined) return;
  emission.get(index);
  emission.push("i32.const", stride);
  emission.push("i32.shl");
  emission.push("i32.add");
}
