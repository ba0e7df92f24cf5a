// One point after the other: the room of an evaluation, and its steps.
import {FRAME_ROWS, PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {
  ANGLE_ROOM, ANGLES, angleWords, DATA, DATA_MEAN, DATA_PACKED, DATA_REST, DATA_SEE, DATA_WORDS, FRAMES, GRADIENT, GRID,
  HALF_Q2, HAS_GRADIENT, PHASES, POINT_ROOM, pointWords, PREPARE, RESIDUALS, RESULT_CONTRAST, RESULT_FLAT, RESULT_GRADIENT,
  RESULT_MEAN, RESULT_OFFSET, RESULT_SSR, RESULT_STT, RESULT_WORDS, RESULTS, SETTINGS_WORDS, SETTLE, STRIDE, SWEEP, TABLE,
  THETA
} from "../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {findStride, settingsLength, writeSettings} from "../model/grid.ts";
import {phaseOf} from "../model/frames.ts";
import type {TakenScan} from "../takenScan.ts";
import {costOf} from "./cost.ts";
import {Placed} from "./placed.ts";
import type {SiteProgram, Task, Upload} from "./site.ts";
import type {Evaluated} from "./types.ts";

export interface EvaluationParts {
  upload: Upload;
  taken: TakenScan;
  /** places of the angles that count. */
  angles: readonly number[];
  program: SiteProgram;
  threads: number | undefined;
}

type Place =
  "settings" | "theta" | "phases" | "data" | "results" | "grid" | "table" | "point" | "angles";

export class Evaluation {
  readonly #parts: EvaluationParts;
  readonly #placed: Placed<Place>;

  private constructor(parts: EvaluationParts, placed: Placed<Place>) {
    this.#parts = parts;
    this.#placed = placed;
    this.#begin();
  }

  static async open(parts: EvaluationParts): Promise<Evaluation> {
    const {taken, angles, upload} = parts;
    const {frames} = taken.grid;
    const stride = findStride(frames);
    const placed = await Placed.reserve<Place>(upload.site, {
      settings: SETTINGS_WORDS,
      theta: PARAMETERS,
      phases: 2 * angles.length,
      data: DATA_WORDS * angles.length,
      results: RESULT_WORDS * angles.length,
      grid: settingsLength(frames, taken.grid.every),
      table: FRAME_ROWS * stride,
      point: pointWords(stride),
      angles: angleWords(stride) * angles.length
    });
    return new Evaluation(parts, placed);
  }

  /** Addresses of what batches need too. */
  get shared(): {data: number; grid: number} {
    return {data: this.#placed.at("data"), grid: this.#placed.at("grid")};
  }

  /** At once where the work is small. */
  evaluate(theta: Float64Array, gradient: boolean): Evaluated | Promise<Evaluated> {
    const {program, taken, angles} = this.#parts;
    const sweep = this.#toTask(SWEEP, costOf(taken.grid.frames, angles.length, gradient));
    program.rouse?.(sweep);
    this.#write(theta, gradient);
    this.#program(PREPARE);
    const swept = program.run(sweep);
    return swept ? swept.then(() => this.#settle(gradient)) : this.#settle(gradient);
  }

  #settle(gradient: boolean): Evaluated | Promise<Evaluated> {
    const {program, taken, angles} = this.#parts;
    this.#program(SETTLE);
    if (!gradient || !this.#isFlat()) return this.#finish(gradient);
    const cost = 2 * costOf(taken.grid.frames, angles.length, true);
    const swept = program.run(this.#toTask(RESIDUALS, cost));
    return swept ? swept.then(() => this.#finish(true)) : this.#finish(true);
  }

  #finish(gradient: boolean): Evaluated {
    if (gradient) this.#program(GRADIENT);
    const results = this.#placed.view("results");
    const count = this.#parts.angles.length;
    const gather = (word: number): Float64Array =>
      Float64Array.from({length: count}, (_, a) => results[a * RESULT_WORDS + word]);
    const evaluated: Evaluated = {
      ssr: gather(RESULT_SSR),
      contrast: gather(RESULT_CONTRAST),
      offset: gather(RESULT_OFFSET),
      meanTheory: gather(RESULT_MEAN),
      stt: gather(RESULT_STT)
    };
    if (!gradient) return evaluated;
    const slopes = new Float64Array(PARAMETERS * count);
    for (let a = 0; a < count; a++) {
      const from = a * RESULT_WORDS + RESULT_GRADIENT;
      slopes.set(results.subarray(from, from + PARAMETERS), a * PARAMETERS);
    }
    return {...evaluated, gradient: slopes};
  }

  #isFlat(): boolean {
    const results = this.#placed.view("results");
    return this.#parts.angles.some((_, a) => results[a * RESULT_WORDS + RESULT_FLAT] !== 0);
  }

  /** A step that is no strip's. */
  #program(operation: number): void {
    this.#parts.program.runHere({...this.#toTask(operation, 0), strips: 1});
  }

  #toTask(operation: number, cost: number): Task {
    const {taken, angles, threads} = this.#parts;
    const strips = angles.length * (findStride(taken.grid.frames) / 64);
    return {operation, settings: this.#placed.at("settings"), strips, cost, threads};
  }

  #write(theta: Float64Array, gradient: boolean): void {
    const {taken, angles} = this.#parts;
    this.#placed.view("theta").set(theta);
    this.#placed.view("settings")[HAS_GRADIENT] = gradient ? 1 : 0;
    const phases = this.#placed.view("phases");
    angles.forEach((place, a) => {
      const {factor, slope} = phaseOf(
        taken.grid.semantics,
        theta,
        taken.angles[place].phi,
        taken.q
      );
      phases[2 * a] = factor;
      phases[2 * a + 1] = slope;
    });
  }

  /** What stays the same. */
  #begin(): void {
    const {taken, angles, upload} = this.#parts;
    const {grid, q} = taken;
    const settings = this.#placed.view("settings");
    settings[FRAMES] = grid.frames;
    settings[STRIDE] = findStride(grid.frames);
    settings[ANGLES] = angles.length;
    settings[HALF_Q2] = 0.5 * q * q;
    settings[TABLE] = this.#placed.at("table");
    settings[POINT_ROOM] = this.#placed.at("point");
    settings[ANGLE_ROOM] = this.#placed.at("angles");
    settings[PHASES] = this.#placed.at("phases");
    settings[DATA] = this.#placed.at("data");
    settings[RESULTS] = this.#placed.at("results");
    settings[GRID] = this.#placed.at("grid");
    settings[THETA] = this.#placed.at("theta");
    writeSettings(grid, this.#placed.view("grid"));
    const data = this.#placed.view("data");
    angles.forEach((place, a) => {
      const {see, mean} = taken.angles[place];
      data[a * DATA_WORDS + DATA_PACKED] = upload.data[place];
      data[a * DATA_WORDS + DATA_SEE] = see;
      data[a * DATA_WORDS + DATA_MEAN] = mean;
      data[a * DATA_WORDS + DATA_REST] = upload.rest[place];
    });
  }

  close(): void {
    this.#placed.release();
  }
}
