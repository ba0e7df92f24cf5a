// The columns of the matrix, by the root of the factors. Twin of kernels-as/programs/heterodyneGram/columns.as.ts.
import {BLOCK} from "../../../../kernels-as/heterodyne/constants.ts";
import {
  ACTIVE, PLACES, ROW_MOVES
} from "../../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import type {Room} from "./room.ts";

export function scale(room: Room): void {
  const {weights, channels, theory, measured} = room;
  for (let k = 0; k < 2 * room.count; k++) {
    const root = Math.sqrt(weights[k]);
    weights[k] = root;
    for (const channel of channels) channel[k] *= root;
    theory[k] *= root;
    measured[k] *= root;
  }
}

export function formColumns(room: Room): void {
  const active = room.setting(ACTIVE);
  for (let k = 0; k < active; k++) formColumn(room, room.setting(PLACES + k), room.strips[k]);
  for (let k = active; k < room.columns - 2; k++) room.strips[k].fill(0);
}

function formColumn(room: Room, place: number, to: Float64Array): void {
  const {numbers, first, second, from, count, channels} = room;
  const moves = (ROW_MOVES + place) * BLOCK;
  const isFraction = place >= 9 && place < 13;
  const channel = channels[isFraction ? 3 : place < 3 ? 0 : place < 6 ? 1 : 2];
  for (let row = 0, k = 0; row < 2; row++) {
    const own = numbers[first + moves + room.row + row];
    for (let other = second + moves + from, end = other + count; other < end; other++, k++) {
      to[k] = isFraction
        ? channel[k] * own + channels[4][k] * numbers[other]
        : channel[k] * (own - numbers[other]);
    }
  }
}
