// Sums of squares of one point, at once: the program's twin in TypeScript in a memory of its own, with the same bits.
import {FRAME_ROWS, PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {
  ANGLE_ROOM, ANGLES, angleWords, DATA, DATA_MEAN, DATA_PACKED, DATA_REST, DATA_SEE, DATA_WORDS,
  FIELD_WORDS, FRAMES, GRADIENT, HALF_Q2, HAS_GRADIENT, PHASES, POINT_ROOM, pointWords, PREPARE, RESIDUALS,
  RESULT_BY_DATA, RESULT_BY_SQUARES, RESULT_BY_SUM, RESULT_CONTRAST, RESULT_FLAT, RESULT_GRADIENT, RESULT_MEAN,
  RESULT_SHIFT, RESULT_SSR, RESULT_STT, RESULT_WORDS, RESULTS, ROWS, SETTINGS_WORDS, SETTLE, STRIDE, SWEEP, TABLE, THETA,
  TILE_WORDS
} from "../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {TILE, type Entry} from "../../compiler/wasm/abi.ts";
import {phaseOf} from "../model/frames.ts";
import {findStride} from "../model/grid.ts";
import type {TakenScan} from "../takenScan.ts";
import {countBlocks, packData, packedLength} from "../sums/packing.ts";
import {makePlan, type Plan} from "../sums/plan.ts";
import {makeReference} from "../sums/reference/program.ts";

type Place =
  | "constants" | "scratch" | "settings" | "theta" | "phases" | "data" | "results" | "table" | "point" | "angles"
  | "packed"; // prettier-ignore

/** One number an angle; derivatives are 14 numbers an angle. */
export interface PointSums {
  ssr: Float64Array;
  /** Σ(t − t̄)² */
  stt: Float64Array;
  ssrSlopes?: Float64Array;
  sttSlopes?: Float64Array;
}

export interface PointWish {
  gradient: boolean;
  /** whether derivatives of stt are wanted. */
  ofSpread: boolean;
}

/** Of scans without weights. */
export class LocalSums {
  readonly #taken: TakenScan;
  readonly #places: readonly number[];
  readonly #plan: Plan<Place>;
  readonly #m: Float64Array;
  readonly #entry: Entry;
  readonly #stride: number;

  /** `withData`: else only the theory's own sums can be had, and next to no memory is taken. */
  constructor(taken: TakenScan, places: readonly number[], withData: boolean) {
    const {frames} = taken.grid;
    const stride = findStride(frames);
    const count = places.length;
    this.#taken = taken;
    this.#places = places;
    this.#stride = stride;
    this.#plan = makePlan<Place>({
      constants: 2,
      scratch: FIELD_WORDS + TILE_WORDS,
      settings: SETTINGS_WORDS,
      theta: PARAMETERS,
      phases: 2 * count,
      data: DATA_WORDS * count,
      results: RESULT_WORDS * count,
      table: FRAME_ROWS * stride,
      point: pointWords(stride),
      angles: angleWords(stride) * count,
      packed: packedLength(frames) * (withData ? count : 1)
    });
    this.#m = new Float64Array(this.#plan.words);
    this.#entry = makeReference(taken.grid, this.#m);
    this.#begin(withData);
  }

  evaluate(theta: Float64Array, {gradient, ofSpread}: PointWish): PointSums {
    this.#load(theta, gradient);
    this.#sweep();
    const [ssr, stt] = [this.#gather(RESULT_SSR), this.#gather(RESULT_STT)];
    if (!gradient) return {ssr, stt};
    this.#run(RESIDUALS, this.#strips);
    this.#run(GRADIENT, 1);
    const ssrSlopes = this.#gatherSlopes();
    return {ssr, stt, ssrSlopes, ...(ofSpread && {sttSlopes: this.#slopesOfSpread()})};
  }

  /** Of the theory alone: Σ(t − t̄)² of each angle, by sums that follow the frames. */
  evaluateSpread(theta: Float64Array, gradient: boolean): Omit<PointSums, "ssr"> {
    this.#load(theta, gradient);
    if (this.#isAnyFlat()) this.#sweep();
    else this.#run(SETTLE, 1);
    const stt = this.#gather(RESULT_STT);
    return gradient ? {stt, sttSlopes: this.#slopesOfSpread()} : {stt};
  }

  get #strips(): number {
    return this.#places.length * countBlocks(this.#taken.grid.frames);
  }

  #load(theta: Float64Array, gradient: boolean): void {
    const {taken, m, at} = {taken: this.#taken, m: this.#m, at: this.#plan.at};
    m.set(theta, at.theta);
    m[at.settings + HAS_GRADIENT] = gradient ? 1 : 0;
    this.#places.forEach((place, a) => {
      const {phi} = taken.angles[place];
      const {factor, slope} = phaseOf(taken.grid.semantics, theta, phi, taken.q);
      m[at.phases + 2 * a] = factor;
      m[at.phases + 2 * a + 1] = slope;
    });
    this.#run(PREPARE, 1);
  }

  #sweep(): void {
    this.#run(SWEEP, this.#strips);
    this.#run(SETTLE, 1);
  }

  /**
   * The program differentiates whatever is made of Σec, Σc and Σc²: here 2·(Σc² − t̄Σc) over all elements. Where the
   * correlation is nearly flat it takes residuals: those of no data, contrast −1 and t̄.
   */
  #slopesOfSpread(): Float64Array {
    const m = this.#m;
    const {frames} = this.#taken.grid;
    const {angles, results: first} = this.#plan.at;
    const kept = m.slice(first, first + this.#plan.lengths.results);
    const data = this.#hideData();
    this.#places.forEach((_, a) => {
      const results = first + a * RESULT_WORDS;
      const isFlat = m[results + RESULT_FLAT] !== 0;
      const mean = m[results + RESULT_MEAN];
      m[results + RESULT_BY_DATA] = isFlat ? 4 : 0;
      m[results + RESULT_BY_SQUARES] = 2;
      m[results + RESULT_BY_SUM] = -4 * mean;
      m[results + RESULT_CONTRAST] = -1;
      m[results + RESULT_SHIFT] = 1 - mean;
      const rows = angles + a * angleWords(this.#stride) + ROWS * this.#stride;
      m.fill(0, rows, rows + 4 * this.#stride);
    });
    if (this.#isAnyFlat() && frames > 1) this.#run(RESIDUALS, this.#strips);
    this.#run(GRADIENT, 1);
    const slopes = this.#gatherSlopes();
    m.set(kept, first);
    data();
    return slopes;
  }

  /** Residuals are then those of no data; returns what brings them back. */
  #hideData(): () => void {
    const {packed} = this.#plan.at;
    const length = this.#plan.lengths.packed;
    if (!this.#isAnyFlat()) return () => undefined;
    const data = this.#m.slice(packed, packed + length);
    this.#m.fill(0, packed, packed + length);
    return () => this.#m.set(data, packed);
  }

  #isAnyFlat(): boolean {
    return this.#gather(RESULT_FLAT).some((flat) => flat !== 0);
  }

  #run(operation: number, strips: number): void {
    const {constants, settings, scratch} = this.#plan.at;
    this.#m[constants] = operation;
    this.#m[constants + 1] = 8 * settings;
    this.#entry(8 * constants, 0, 0, 0, 8 * scratch, 0, strips * TILE);
  }

  #gather(word: number): Float64Array {
    const {results} = this.#plan.at;
    return Float64Array.from(this.#places, (_, a) => this.#m[results + a * RESULT_WORDS + word]);
  }

  #gatherSlopes(): Float64Array {
    const slopes = new Float64Array(PARAMETERS * this.#places.length);
    this.#places.forEach((_, a) => {
      const from = this.#plan.at.results + a * RESULT_WORDS + RESULT_GRADIENT;
      slopes.set(this.#m.subarray(from, from + PARAMETERS), a * PARAMETERS);
    });
    return slopes;
  }

  #begin(withData: boolean): void {
    const {at} = this.#plan;
    const {grid, q, angles} = this.#taken;
    const settings = this.#m.subarray(at.settings, at.settings + SETTINGS_WORDS);
    settings[FRAMES] = grid.frames;
    settings[STRIDE] = this.#stride;
    settings[ANGLES] = this.#places.length;
    settings[HALF_Q2] = 0.5 * q * q;
    settings[TABLE] = 8 * at.table;
    settings[POINT_ROOM] = 8 * at.point;
    settings[ANGLE_ROOM] = 8 * at.angles;
    settings[PHASES] = 8 * at.phases;
    settings[DATA] = 8 * at.data;
    settings[RESULTS] = 8 * at.results;
    settings[THETA] = 8 * at.theta;
    const length = packedLength(grid.frames);
    this.#places.forEach((place, a) => {
      const from = at.packed + (withData ? a * length : 0);
      const own = at.data + a * DATA_WORDS;
      this.#m[own + DATA_PACKED] = 8 * from;
      if (!withData) return;
      const packed = this.#m.subarray(from, from + length);
      for (let row = 0; row < countBlocks(grid.frames); row++)
        packData(angles[place], grid.frames, row, packed);
      this.#m[own + DATA_SEE] = angles[place].see;
      this.#m[own + DATA_MEAN] = angles[place].mean;
      this.#m[own + DATA_REST] = 2 * addUp(packed);
    });
  }
}

function addUp(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
