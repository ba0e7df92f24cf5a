// What the GPU is told of a θ, prepared in f64: no exponent is above 0 and no phase is left to be reduced.
import {
  BLOCK, ROW_FRACTION, ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY
} from "../../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {strictMath} from "../../../math.ts";
import {fillFrames, makeTable, phaseOf} from "../../model/frames.ts";
import type {FrameTable} from "../../model/types.ts";
import type {TakenScan} from "../../takenScan.ts";
import {FRAME_ROWS, type Sizes} from "./program.ts";

const {cos, exp, sin} = strictMath;

/** Places of rows among those of a frame. */
const [R, S, COSINE, SINE, LAST, FIRST, STEP] = [0, 1, 2, 3, 4, 6, 8];

export class Inputs {
  readonly #taken: TakenScan;
  readonly #places: readonly number[];
  readonly #sizes: Sizes;
  readonly #table: FrameTable;
  readonly #half: number;
  /** X of each frame. */
  readonly #shares: Float64Array;

  constructor(taken: TakenScan, places: readonly number[], sizes: Sizes) {
    this.#taken = taken;
    this.#places = places;
    this.#sizes = sizes;
    this.#table = makeTable(taken.grid, false);
    this.#half = 0.5 * taken.q * taken.q;
    this.#shares = new Float64Array(sizes.stride);
  }

  /** Column `k` of the rows of each angle: `rows[a]` are those of the angle a. */
  write(theta: Float64Array, rows: readonly (readonly Float32Array[])[], k: number): void {
    const {stride} = this.#sizes;
    fillFrames(this.#taken.grid, theta, this.#table, false);
    const [first, ...others] = rows;
    const own = (row: number, i: number, value: number): void => {
      first[1 + row * stride + i][k] = value;
    };
    this.#writeShares(own);
    this.#writeDecays(own, ROW_REFERENCE, 0);
    this.#writeDecays(own, ROW_SAMPLE, 1);
    for (const other of others) for (let r = 1; r < first.length; r++) other[r][k] = first[r][k];
    this.#places.forEach((place, a) => this.#writeAngle(theta, place, rows[a], a, k));
  }

  #writeShares(write: (row: number, i: number, value: number) => void): void {
    const {frames, stride} = this.#sizes;
    const fraction = ROW_FRACTION * stride;
    for (let i = 0; i < frames; i++) {
      const x = this.#table.numbers[fraction + i];
      const rest = 1 - x;
      const norm = 1 / (x * x + rest * rest);
      write(R, i, rest * rest * norm);
      write(S, i, x * x * norm);
      this.#shares[i] = x * rest * norm;
    }
  }

  #writeDecays(
    write: (row: number, i: number, value: number) => void,
    row: number,
    component: number
  ): void {
    const {frames, stride, blocks} = this.#sizes;
    const sums = this.#table.numbers.subarray(row * stride, (row + 1) * stride);
    const decay = (from: number, to: number): number => exp(this.#half * (sums[from] - sums[to]));
    const lastOf = (block: number): number => Math.min((block + 1) * BLOCK, frames) - 1;
    for (let i = 0; i < frames; i++) {
      const begin = i - (i % BLOCK);
      write(LAST + component, i, decay(i, lastOf(begin / BLOCK)));
      write(FIRST + component, i, decay(begin, i));
      write(STEP + component, i, decay(i, Math.min(i + 1, frames - 1)));
    }
    const links = component * blocks * blocks;
    for (let I = 0; I < blocks; I++)
      for (let J = I + 1; J < blocks; J++)
        write(FRAME_ROWS, links + I * blocks + J, decay(lastOf(I), J * BLOCK));
  }

  #writeAngle(
    theta: Float64Array,
    place: number,
    rows: readonly Float32Array[],
    a: number,
    k: number
  ): void {
    const {grid, angles, q} = this.#taken;
    const {frames, stride} = this.#sizes;
    const {factor} = phaseOf(grid.semantics, theta, angles[place].phi, q);
    const velocity = ROW_VELOCITY * stride;
    rows[0][k] = a;
    for (let i = 0; i < frames; i++) {
      const phase = factor * this.#table.numbers[velocity + i];
      rows[1 + COSINE * stride + i][k] = this.#shares[i] * cos(phase);
      rows[1 + SINE * stride + i][k] = this.#shares[i] * sin(phase);
    }
  }
}
