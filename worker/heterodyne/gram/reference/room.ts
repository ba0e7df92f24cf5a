// Where the twin of the Gram program keeps what it works on. A strip holds two rows of a tile, one after the other; sums are
// kept apart for even and odd columns, as the two numbers of a vector are. Twin of kernels-as/programs/heterodyneGram/room.as.ts.
import {BLOCK} from "../../../../kernels-as/heterodyne/constants.ts";
import {
  ANGLE_NUMBERS, ANGLES_AT, BLOCK_ROWS, BLOCKS, CHANNELS, COLUMNS, DATA, FACTORS_AT, FRAMES,
  FRAMES_AT, LOSS, MOST_COLUMNS, STRIP_VECTORS, TILE_FACTORS, WEIGHTS
} from "../../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore

/** Numbers of a strip. */
export const STRIP = 2 * STRIP_VECTORS;

export class Room {
  /** the memory; all places below are places in it. */
  numbers: Float64Array;
  operation = 0;
  loss = 0;
  settings = 0;
  angle = 0;
  sums = 0;
  first = 0;
  second = 0;
  factors = 0;
  isDiagonal = false;
  rows = 0;
  width = 0;
  data = 0;
  /** 0: none. */
  given = 0;
  row = 0;
  from = 0;
  /** numbers of a row of the strip: an even number. */
  count = 0;
  columns = 0;
  readonly weights = new Float64Array(STRIP);
  readonly stiffness = new Float64Array(STRIP);
  readonly channels = Array.from({length: CHANNELS}, () => new Float64Array(STRIP));
  readonly strips = Array.from({length: MOST_COLUMNS}, () => new Float64Array(STRIP));

  constructor(numbers: Float64Array) {
    this.numbers = numbers;
  }

  /** t − 1, and the data. */
  get theory(): Float64Array {
    return this.strips[this.columns - 2];
  }
  get measured(): Float64Array {
    return this.strips[this.columns - 1];
  }

  setting(field: number): number {
    return this.numbers[this.settings + field];
  }

  ofAngle(field: number): number {
    return this.numbers[this.angle + field];
  }

  /** `task`: a place in bytes. */
  begin(task: number): void {
    this.operation = this.numbers[task / 8];
    this.settings = this.numbers[task / 8 + 1] / 8;
    this.loss = this.setting(LOSS);
    this.columns = this.setting(COLUMNS);
  }

  placeAngle(angle: number): void {
    this.angle = this.settings + ANGLES_AT + angle * ANGLE_NUMBERS;
  }

  placeTile(tile: number, I: number, J: number): void {
    const table = this.ofAngle(FRAMES_AT) / 8;
    const given = this.ofAngle(WEIGHTS) / 8;
    const frames = this.setting(FRAMES);
    this.first = table + I * BLOCK_ROWS * BLOCK;
    this.second = table + J * BLOCK_ROWS * BLOCK;
    this.factors = this.ofAngle(FACTORS_AT) / 8 + tile * TILE_FACTORS;
    this.isDiagonal = I === J;
    this.rows = Math.min(BLOCK, frames - I * BLOCK);
    this.width = Math.min(BLOCK, frames - J * BLOCK);
    this.data = this.ofAngle(DATA) / 8 + tile * BLOCK * BLOCK;
    this.given = given === 0 ? 0 : given + tile * BLOCK * BLOCK;
  }

  placeRows(row: number): void {
    this.row = row;
    this.from = this.isDiagonal ? row : 0;
    this.count = 2 * ((this.width + 1 - this.from) >> 1);
  }

  /** Adds to one of the two numbers of a sum. */
  add(sum: number, parity: number, value: number): void {
    this.numbers[this.sums + 2 * sum + parity] += value;
  }

  get blocks(): number {
    return this.setting(BLOCKS);
  }
}
