// What a call of the sums works on. Twin: worker/heterodyne/sums/reference/room.ts.
import {
  ANGLE_ROOM, ANGLE_ROWS, COLUMNS, COSINE, DATA, DATA_PACKED, DATA_WORDS, FIELD_WORDS, FRAMES,
  HALF_Q2, HAS_GRADIENT, LEFT, PAIR_FACTORS, PHASES, POINT_ROOM, POINT_ROWS, RESULTS,
  RESULT_WORDS, RIGHT, ROWS, SINE, STRIDE, SUMS_WORD, TABLE, angleWords, evenBlocks
} from "./constants";

@unmanaged
export class Room {
  settings: usize;
  frames: i32;
  stride: i32;
  blocks: i32;
  evenBlocks: i32;
  hasGradient: bool;
  halfQ2: f64;
  /** bytes of a row of frames. */
  row: usize;
  table: usize;
  /** what depends on theta: rows, factors of pairs of blocks, and whether a block is steep. */
  point: usize;
  factors: usize;
  steep: usize;
  /** a tile of this thread's own, and sums of a tile's columns. */
  tile: usize;
  sums: usize;
  /** what depends on the angle. */
  factor: f64;
  slope: f64;
  cosine: usize;
  sine: usize;
  left: usize;
  right: usize;
  rows: usize;
  columns: usize;
  blockSums: usize;
  data: usize;
  packed: usize;
  results: usize;
}

@inline
export function word(at: usize, k: i32): f64 {
  return load<f64>(at + (<usize>k << 3));
}

@inline
export function setWord(at: usize, k: i32, value: f64): void {
  store<f64>(at + (<usize>k << 3), value);
}

@inline
export function address(at: usize, k: i32): usize {
  return <usize>word(at, k);
}

/** The room's own fields lie where the scratch begins, its tile after them. */
export function openRoom(settings: usize, scratch: usize): Room {
  const room = changetype<Room>(scratch);
  room.settings = settings;
  room.frames = <i32>word(settings, FRAMES);
  room.stride = <i32>word(settings, STRIDE);
  room.blocks = room.stride >> 6;
  room.evenBlocks = evenBlocks(room.stride);
  room.hasGradient = word(settings, HAS_GRADIENT) != 0;
  room.halfQ2 = word(settings, HALF_Q2);
  room.row = <usize>room.stride << 3;
  room.table = address(settings, TABLE);
  room.tile = scratch + (<usize>FIELD_WORDS << 3);
  room.sums = scratch + (<usize>SUMS_WORD << 3);
  placePoint(room, address(settings, POINT_ROOM));
  return room;
}

export function placePoint(room: Room, at: usize): void {
  const even = room.evenBlocks;
  room.point = at;
  room.factors = at + <usize>POINT_ROWS * room.row;
  room.steep = room.factors + (<usize>(PAIR_FACTORS * even * even) << 3);
}

/** Makes an angle the room's, in its own place. */
export function chooseAngle(room: Room, angle: i32): void {
  const settings = room.settings;
  const at = address(settings, ANGLE_ROOM) + (<usize>(angle * angleWords(room.stride)) << 3);
  const results = address(settings, RESULTS) + (<usize>(angle * RESULT_WORDS) << 3);
  placeAngle(room, angle, at, results, address(settings, PHASES) + (<usize>angle << 4));
}

export function placeAngle(room: Room, angle: i32, at: usize, results: usize, phase: usize): void {
  const row = room.row;
  room.factor = word(phase, 0);
  room.slope = word(phase, 1);
  room.cosine = at + <usize>COSINE * row;
  room.sine = at + <usize>SINE * row;
  room.left = at + <usize>LEFT * row;
  room.right = at + <usize>RIGHT * row;
  room.rows = at + <usize>ROWS * row;
  room.columns = at + <usize>COLUMNS * row;
  room.blockSums = at + <usize>ANGLE_ROWS * row;
  room.data = address(room.settings, DATA) + (<usize>(angle * DATA_WORDS) << 3);
  room.packed = address(room.data, DATA_PACKED);
  room.results = results;
}

/** A row of what depends on theta. */
@inline
export function rowOf(room: Room, row: i32): usize {
  return room.point + <usize>row * room.row;
}

/** The i-th frame of a row, and its neighbour. */
@inline
export function pairAt(row: usize, i: i32): v128 {
  return v128.load(row + (<usize>i << 3));
}

@inline
export function setPair(row: usize, i: i32, value: v128): void {
  v128.store(row + (<usize>i << 3), value);
}
