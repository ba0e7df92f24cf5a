// What a strip's data are, and how much each element counts. Twin of kernels-as/programs/heterodyneGram/weights.as.ts.
import {placeInTile} from "../../sums/packing.ts";
import type {Room} from "./room.ts";

function unpack(room: Room, packed: number, to: Float64Array): void {
  const {numbers, row, from, count} = room;
  for (let k = 0; k < count; k++) {
    const at = packed + placeInTile(row, from + k);
    to[k] = numbers[at];
    to[count + k] = numbers[at + 2];
  }
}

export function takeData(room: Room): void {
  const {measured, count} = room;
  unpack(room, room.data, measured);
  if (room.given !== 0 || !room.isDiagonal) return;
  measured[0] *= 2;
  measured[count + 1] *= 2;
}

export function takeWeights(room: Room): void {
  const {weights, count} = room;
  if (room.given !== 0) {
    unpack(room, room.given, weights);
    return;
  }
  weights.fill(1, 0, 2 * count);
  if (room.isDiagonal) {
    weights[0] = 0.5;
    weights[count] = 0;
    weights[count + 1] = 0.5;
  }
  if (room.width % 2 === 1) weights[count - 1] = weights[2 * count - 1] = 0;
}
