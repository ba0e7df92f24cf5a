// The columns of the matrix: derivatives of c, t − 1 and the data, by the root of the factors.
// Twin: worker/heterodyne/gram/reference/columns.ts.
import {ACTIVE, CHANNELS, PLACES, ROW_MOVES, STRIP_BYTES} from "./constants";
import {BLOCK} from "../../heterodyne/constants";
import {madd} from "../../lib/simd.as";
import {Room, number, stripBytes} from "./room.as";

const ROW: usize = BLOCK * 8;

/** Factors become their roots, by which the channels and the last two columns are multiplied. */
export function scale(room: Room): void {
  if (isPlain(room)) return;
  const bytes = stripBytes(room);
  for (let k: usize = 0; k < bytes; k += 16) {
    const root = f64x2.sqrt(v128.load(room.weights + k));
    v128.store(room.weights + k, root);
    for (let c = 0, at = room.channels + k; c < CHANNELS; c++, at += STRIP_BYTES) {
      v128.store(at, f64x2.mul(v128.load(at), root));
    }
    const t = room.theory + k;
    v128.store(t, f64x2.mul(v128.load(t), root));
    v128.store(t, f64x2.mul(v128.load(t, STRIP_BYTES), root), STRIP_BYTES);
  }
}

/** Whether every element of the strip counts once. */
function isPlain(room: Room): bool {
  return room.given == 0 && room.loss == 0 && !room.isDiagonal && (room.width & 1) == 0;
}

export function formColumns(room: Room): void {
  const active = number(room.settings, ACTIVE);
  let to = room.columns;
  for (let k = 0; k < active; k++, to += STRIP_BYTES) {
    const place = number(room.settings, PLACES + k);
    if (place >= 9 && place < 13) formOfFractions(room, place, to);
    else formOfGap(room, channelOf(place), place, to);
  }
  for (; to < room.theory; to += STRIP_BYTES) memory.fill(to, 0, stripBytes(room));
}

/** What a parameter moves: a, b or F. */
@inline
function channelOf(place: i32): i32 {
  return place < 3 ? 0 : place < 6 ? 1 : 2;
}

/** Only the difference of both frames' moves counts. */
function formOfGap(room: Room, channel: i32, place: i32, to: usize): void {
  const moves = <usize>(ROW_MOVES + place) * ROW, row = <usize>room.count << 4;
  let from = room.channels + <usize>(channel * STRIP_BYTES);
  for (let k = 0; k < 2; k++) {
    const own = v128.load_splat<f64>(room.first + moves + (<usize>(room.row + k) << 3));
    const end = to + row;
    let other = room.second + moves + (<usize>room.from << 3);
    for (; to < end; to += 16, from += 16, other += 16) {
      v128.store(to, f64x2.mul(v128.load(from), f64x2.sub(own, v128.load(other))));
    }
  }
}

function formOfFractions(room: Room, place: i32, to: usize): void {
  const moves = <usize>(ROW_MOVES + place) * ROW, row = <usize>room.count << 4;
  let from = room.channels + 3 * STRIP_BYTES;
  for (let k = 0; k < 2; k++) {
    const own = v128.load_splat<f64>(room.first + moves + (<usize>(room.row + k) << 3));
    const end = to + row;
    let other = room.second + moves + (<usize>room.from << 3);
    for (; to < end; to += 16, from += 16, other += 16) {
      const byOther = f64x2.mul(v128.load(from, STRIP_BYTES), v128.load(other));
      v128.store(to, madd(v128.load(from), own, byOther));
    }
  }
}
