// Loops that the derivatives add.
import type {Value} from "../ir.ts";
import type {Writer} from "./writer.ts";

/** Fewer passes than this are written out. */
const FEW = 8;

/** Does something for every place of an array. */
export function writeLoop(write: Writer, size: number, work: (index: Value) => void): void {
  if (size <= FEW) {
    for (let place = 0; place < size; place++) work(write.integer(place));
    return;
  }
  const bounds = {from: write.integer(0), to: write.integer(size), trips: size};
  write.builder.loop(bounds, [], (index) => {
    work(index);
    return [];
  });
}
