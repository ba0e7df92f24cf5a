// What a call of the sums works on. Twin: kernels-as/programs/heterodyneSums/room.as.ts, where places are in bytes.
import {
  ANGLE_ROOM, ANGLE_ROWS, angleWords, BLOCK_SIZE, COSINE, DATA, DATA_PACKED, DATA_WORDS, evenBlocks, FRAMES, HALF_Q2,
  HAS_GRADIENT, LEFT, PAIR_FACTORS, PHASES, POINT_ROOM, POINT_ROWS, RESULT_WORDS, RESULTS, RIGHT, ROWS, COLUMNS, SINE,
  STRIDE, TABLE
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore

/** Places are numbers' places in `m`. */
export interface Room {
  m: Float64Array;
  settings: number;
  frames: number;
  stride: number;
  blocks: number;
  evenBlocks: number;
  halfQ2: number;
  hasGradient: boolean;
  table: number;
  /** what depends on theta: rows, factors of pairs of blocks, and whether a block is steep. */
  point: number;
  factors: number;
  steep: number;
  /** what depends on the angle. */
  angle: Angle;
  /** a tile of this thread's own. */
  tile: number;
}

export interface Angle {
  factor: number;
  slope: number;
  cosine: number;
  sine: number;
  left: number;
  right: number;
  rows: number;
  columns: number;
  blockSums: number;
  /** DATA_WORDS, and the packed data. */
  data: number;
  packed: number;
  results: number;
}

export function openRoom(m: Float64Array, settings: number, tile: number): Room {
  const stride = m[settings + STRIDE];
  const even = evenBlocks(stride);
  const room: Room = {
    m,
    settings,
    frames: m[settings + FRAMES],
    stride,
    blocks: stride / BLOCK_SIZE,
    evenBlocks: even,
    halfQ2: m[settings + HALF_Q2],
    hasGradient: m[settings + HAS_GRADIENT] !== 0,
    table: m[settings + TABLE] / 8,
    point: 0,
    factors: 0,
    steep: 0,
    angle: {} as Angle,
    tile
  };
  placePoint(room, m[settings + POINT_ROOM] / 8);
  return room;
}

export function placePoint(room: Room, at: number): void {
  room.point = at;
  room.factors = at + POINT_ROWS * room.stride;
  room.steep = room.factors + PAIR_FACTORS * room.evenBlocks * room.evenBlocks;
}

/** Makes an angle the room's, in its own place. */
export function chooseAngle(room: Room, angle: number): void {
  const {m, settings} = room;
  const at = m[settings + ANGLE_ROOM] / 8 + angle * angleWords(room.stride);
  const results = m[settings + RESULTS] / 8 + angle * RESULT_WORDS;
  placeAngle(room, angle, at, results, m[settings + PHASES] / 8 + 2 * angle);
}

export function placeAngle(
  room: Room,
  angle: number,
  at: number,
  results: number,
  phase: number
): void {
  const {m, settings, stride} = room;
  const data = m[settings + DATA] / 8 + angle * DATA_WORDS;
  room.angle = {
    factor: m[phase],
    slope: m[phase + 1],
    cosine: at + COSINE * stride,
    sine: at + SINE * stride,
    left: at + LEFT * stride,
    right: at + RIGHT * stride,
    rows: at + ROWS * stride,
    columns: at + COLUMNS * stride,
    blockSums: at + ANGLE_ROWS * stride,
    data,
    packed: m[data + DATA_PACKED] / 8,
    results
  };
}

/** A row of what depends on theta. */
export function rowOf(room: Room, row: number): number {
  return room.point + row * room.stride;
}
