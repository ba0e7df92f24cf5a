// Where the Gram program keeps what it works on: an angle, a tile of it, and two rows of the tile.
import {BLOCK} from "../../heterodyne/constants";
import {
  ANGLES_AT, ANGLE_NUMBERS, BLOCKS, BLOCK_ROWS, CHANNELS, COLUMNS, DATA, FACTORS_AT, FRAMES,
  FRAMES_AT, LOSS, STRIP_BYTES, TILE_FACTORS, WEIGHTS
} from "./constants";

@unmanaged
export class Room {
  settings: usize;
  operation: i32;
  loss: i32;
  /** the angle's settings. */
  angle: usize;
  /** the sums, a vector each. */
  sums: usize;
  /** blocks of frames of the tile's rows and columns, and the decays between them. */
  first: usize;
  second: usize;
  factors: usize;
  isDiagonal: bool;
  /** how many rows and columns of the tile have frames. */
  rows: i32;
  width: i32;
  /** packed data and factors (0: none) of the tile. */
  data: usize;
  given: usize;
  /** the first of the two rows, their first column, and how many vectors each of them has. */
  row: i32;
  from: i32;
  count: i32;
  /** strips: factors of squares, stiffness of a loss, channels, columns. */
  weights: usize;
  stiffness: usize;
  channels: usize;
  columns: usize;
  /** t − 1 and the data: the last two columns. */
  theory: usize;
  measured: usize;
}

/** Bytes that the fields above take, and more. */
const FIELDS: usize = 1024;

/** `task`: what is to be done, and where the settings lie (worker/heterodyne/sums/site.ts). */
export function placeRoom(task: usize, scratch: usize): Room {
  const room = changetype<Room>(scratch), settings = <usize>load<f64>(task, 8);
  room.settings = settings;
  room.operation = number(task, 0);
  room.loss = number(settings, LOSS);
  room.weights = scratch + FIELDS;
  room.stiffness = room.weights + STRIP_BYTES;
  room.channels = room.stiffness + STRIP_BYTES;
  room.columns = room.channels + CHANNELS * STRIP_BYTES;
  room.theory = room.columns + <usize>((number(settings, COLUMNS) - 2) * STRIP_BYTES);
  room.measured = room.theory + STRIP_BYTES;
  return room;
}

@inline
export function number(settings: usize, field: i32): i32 {
  return <i32>load<f64>(settings + (<usize>field << 3));
}

/** A number of the angle's settings. */
@inline
export function angleNumber(room: Room, field: i32): f64 {
  return load<f64>(room.angle + (<usize>field << 3));
}

export function placeAngle(room: Room, angle: i32): void {
  room.angle = room.settings + (<usize>(ANGLES_AT + angle * ANGLE_NUMBERS) << 3);
}

/** Rows of block I, columns of block J. */
export function placeTile(room: Room, tile: i32, I: i32, J: i32): void {
  const settings = room.settings, frames = number(settings, FRAMES);
  const table = <usize>angleNumber(room, FRAMES_AT);
  const blockBytes: usize = BLOCK_ROWS * BLOCK * 8;
  const tileBytes = <usize>tile * (BLOCK * BLOCK * 8);
  const given = <usize>angleNumber(room, WEIGHTS);
  room.first = table + <usize>I * blockBytes;
  room.second = table + <usize>J * blockBytes;
  room.factors = <usize>angleNumber(room, FACTORS_AT) + <usize>(tile * TILE_FACTORS * 8);
  room.isDiagonal = I == J;
  room.rows = min(BLOCK, frames - I * BLOCK);
  room.width = min(BLOCK, frames - J * BLOCK);
  room.data = <usize>angleNumber(room, DATA) + tileBytes;
  room.given = given == 0 ? 0 : given + tileBytes;
}

export function placeRows(room: Room, row: i32): void {
  room.row = row;
  // what is left of the diagonal is never computed
  room.from = room.isDiagonal ? row : 0;
  room.count = (room.width + 1 - room.from) >> 1;
}

/** Vectors of both rows, in bytes. */
@inline
export function stripBytes(room: Room): usize {
  return <usize>room.count << 5;
}

/** Blocks of rows, and of columns. */
@inline
export function blocksOf(room: Room): i32 {
  return number(room.settings, BLOCKS);
}
