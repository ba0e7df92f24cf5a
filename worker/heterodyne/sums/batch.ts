// Many points at a time, each of them one thread's: the room of a batch.
import {PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {
  ANGLES, BATCH, CAPACITY, DATA, FRAMES, GRID, HALF_Q2, HAS_GRADIENT, PHASES, SETTINGS_WORDS, SLOPES, SSR, STRIDE, THETA
} from "../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {findStride} from "../model/grid.ts";
import {phaseOf} from "../model/frames.ts";
import {pointCost} from "./cost.ts";
import type {EvaluationParts} from "./evaluation.ts";
import {Placed} from "./placed.ts";

type Place = "settings" | "theta" | "phases" | "ssr" | "slopes";

/** `shared`: addresses of an evaluation's. */
export interface BatchParts extends EvaluationParts {
  capacity: number;
  gradient: boolean;
  shared: {data: number; grid: number};
}

export class Batch {
  readonly capacity: number;
  readonly gradient: boolean;
  readonly #parts: BatchParts;
  readonly #placed: Placed<Place>;

  private constructor(parts: BatchParts, placed: Placed<Place>) {
    this.capacity = parts.capacity;
    this.gradient = parts.gradient;
    this.#parts = parts;
    this.#placed = placed;
    this.#begin();
  }

  static async open(parts: BatchParts): Promise<Batch> {
    const {capacity, gradient, angles, upload} = parts;
    const placed = await Placed.reserve<Place>(upload.site, {
      settings: SETTINGS_WORDS,
      theta: PARAMETERS * capacity,
      phases: 2 * angles.length * capacity,
      ssr: angles.length * capacity,
      slopes: gradient ? PARAMETERS * angles.length * capacity : 0
    });
    return new Batch(parts, placed);
  }

  /** As `Sums.batch`; at most `capacity` points. */
  async evaluate(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    gradient: readonly Float64Array[] | undefined
  ): Promise<void> {
    const {program, taken, angles, threads} = this.#parts;
    const count = theta[0].length;
    this.#write(theta, gradient !== undefined);
    await program.run({
      operation: BATCH,
      settings: this.#placed.at("settings"),
      strips: count,
      cost: count * pointCost(taken.grid.frames, angles.length, gradient !== undefined),
      threads
    });
    this.#read("ssr", ssr, count);
    if (gradient) this.#read("slopes", gradient, count);
  }

  #read(place: Place, vectors: readonly Float64Array[], count: number): void {
    const numbers = this.#placed.view(place);
    vectors.forEach((vector, k) => {
      const from = k * this.capacity;
      vector.set(numbers.subarray(from, from + count));
    });
  }

  #write(theta: readonly Float64Array[], gradient: boolean): void {
    const {taken, angles} = this.#parts;
    this.#placed.view("settings")[HAS_GRADIENT] = gradient ? 1 : 0;
    const vectors = this.#placed.view("theta");
    theta.forEach((vector, p) => vectors.set(vector, p * this.capacity));
    const phases = this.#placed.view("phases");
    const point = new Float64Array(PARAMETERS);
    for (let k = 0, at = 0; k < theta[0].length; k++) {
      for (let p = 0; p < PARAMETERS; p++) point[p] = theta[p][k];
      for (const place of angles) {
        const {phi} = taken.angles[place];
        const {factor, slope} = phaseOf(taken.grid.semantics, point, phi, taken.q);
        phases[at++] = factor;
        phases[at++] = slope;
      }
    }
  }

  #begin(): void {
    const {taken, angles, shared} = this.#parts;
    const {grid, q} = taken;
    const settings = this.#placed.view("settings");
    settings[FRAMES] = grid.frames;
    settings[STRIDE] = findStride(grid.frames);
    settings[ANGLES] = angles.length;
    settings[HALF_Q2] = 0.5 * q * q;
    settings[PHASES] = this.#placed.at("phases");
    settings[DATA] = shared.data;
    settings[GRID] = shared.grid;
    settings[CAPACITY] = this.capacity;
    settings[THETA] = this.#placed.at("theta");
    settings[SSR] = this.#placed.at("ssr");
    settings[SLOPES] = this.#placed.at("slopes");
  }

  close(): void {
    this.#placed.release();
  }
}
