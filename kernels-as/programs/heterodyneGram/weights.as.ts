// What a strip's data are, and how much each element counts. Twin:
// worker/heterodyne/gram/reference/weights.ts.
import {BLOCK} from "../../heterodyne/constants";
import {Room, stripBytes} from "./room.as";

/** Bytes of two rows of a tile: 2×2 neighbours follow one another. */
const PAIR_OF_ROWS: usize = 2 * BLOCK * 8;

/** Copies both rows of packed numbers, one after the other. */
function unpack(room: Room, packed: usize, to: usize): void {
  let at = packed + <usize>(room.row >> 1) * PAIR_OF_ROWS + <usize>(room.from << 4);
  const row = <usize>room.count << 4;
  for (let k: usize = 0; k < row; k += 16, at += 32) {
    v128.store(to + k, v128.load(at));
    v128.store(to + row + k, v128.load(at, 16));
  }
}

/** The data less their mean. */
export function takeData(room: Room): void {
  unpack(room, room.data, room.measured);
  // without given factors the diagonal lies there halved
  if (room.given == 0 && room.isDiagonal) {
    twice(room.measured);
    twice(room.measured + (<usize>room.count << 4) + 8);
  }
}

@inline
function twice(at: usize): void {
  store<f64>(at, 2 * load<f64>(at));
}

/** A sum over the matrix is twice that over i < j and half of i = j; nothing else counts. */
export function takeWeights(room: Room): void {
  const weights = room.weights;
  if (room.given != 0) {
    unpack(room, room.given, weights);
    return;
  }
  const row = <usize>room.count << 4, bytes = stripBytes(room);
  for (let k: usize = 0; k < bytes; k += 16) v128.store(weights + k, f64x2.splat(1));
  if (room.isDiagonal) {
    store<f64>(weights, 0.5);
    store<f64>(weights + row, 0);
    store<f64>(weights + row, 0.5, 8);
  }
  if (room.width & 1) {
    store<f64>(weights + row - 8, 0);
    store<f64>(weights + bytes - 8, 0);
  }
}
