// The room of a Gram program: its settings and tables are written here, its sums are read.
import {BLOCK} from "../../../kernels-as/heterodyne/constants.ts";
import {
  ACTIVE, ANGLE_NUMBERS, ANGLES_AT, COLUMNS, CONTRAST, GROUP, INVERSE_SQUARE, IS_ON, LOSS, PLACES, SHIFT, SUMS
} from "../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import {fillFrames, makeTable, phaseOf} from "../model/frames.ts";
import type {FrameTable} from "../model/types.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Room, Upload} from "../sums/site.ts";
import type {Loss} from "../types.ts";
import {writeFixed, type GramLayout} from "./layout.ts";
import {fillAngle, fillDecays, fillFactors} from "./tables.ts";
import {addUp, countGroups} from "./totals.ts";

/** As the program numbers them. */
const LOSS_NAMES: readonly Loss[] = ["squares", "soft_l1", "huber", "cauchy"];

export interface WorkspaceParts {
  upload: Upload;
  taken: TakenScan;
  angles: readonly number[];
  layout: GramLayout;
  room: Room;
}

export interface Asked {
  operation: number;
  /** of a strip. */
  sums: number;
  /** places of the parameters that have columns. */
  active?: readonly number[];
}

export class Workspace {
  /** the address of the settings. */
  readonly settings: number;
  readonly strips: number;
  /** elements of all tiles. */
  readonly elements: number;
  readonly #parts: WorkspaceParts;
  readonly #frames: FrameTable;
  #isFresh = true;

  constructor(parts: WorkspaceParts) {
    const {taken, layout, room} = parts;
    this.settings = room.at;
    this.strips = layout.angles * layout.strips;
    this.elements = layout.angles * layout.tiles * BLOCK * BLOCK;
    this.#parts = parts;
    this.#frames = makeTable(taken.grid, true);
  }

  /** `withSlopes`: what derivatives need is written too. */
  writeTables(theta: Float64Array, withSlopes: boolean): void {
    const {taken, angles, layout} = this.#parts;
    const {grid, q} = taken;
    const numbers = this.#numbers;
    if (this.#isFresh) this.#begin(numbers);
    this.#forget();
    fillFrames(grid, theta, this.#frames, withSlopes);
    const half = 0.5 * q * q;
    fillFactors(this.#frames, half, numbers.subarray(layout.factors));
    const table = (a: number): Float64Array => {
      const from = layout.tables + a * layout.tableLength;
      return numbers.subarray(from, from + layout.tableLength);
    };
    fillDecays(this.#frames, half, withSlopes, table(0));
    for (let a = 1; a < angles.length; a++) table(a).set(table(0));
    angles.forEach((place, a) => {
      const phase = phaseOf(grid.semantics, theta, taken.angles[place].phi, q);
      fillAngle(this.#frames, phase, withSlopes, table(a));
    });
  }

  ask({sums, active = []}: Asked): void {
    const numbers = this.#numbers;
    numbers[SUMS] = sums;
    numbers[COLUMNS] = GROUP * countGroups(active.length);
    numbers[ACTIVE] = active.length;
    active.forEach((place, k) => (numbers[PLACES + k] = place));
  }

  /** Only angles that are `on` are asked for; default: all. */
  writeLoss(
    loss: Loss = "squares",
    places: readonly {contrast: number; shift: number}[],
    scales: Float64Array,
    on?: readonly boolean[]
  ): void {
    const numbers = this.#numbers;
    numbers[LOSS] = LOSS_NAMES.indexOf(loss);
    places.forEach(({contrast, shift}, a) => {
      const own = ANGLES_AT + a * ANGLE_NUMBERS;
      numbers[own + IS_ON] = !on || on[a] ? 1 : 0;
      numbers[own + CONTRAST] = contrast;
      numbers[own + SHIFT] = shift;
      numbers[own + INVERSE_SQUARE] = 1 / (scales[a] * scales[a]);
    });
  }

  /** Squares again, of all angles. */
  #forget(): void {
    const numbers = this.#numbers;
    numbers[LOSS] = 0;
    for (let a = 0; a < this.#parts.layout.angles; a++) {
      numbers[ANGLES_AT + a * ANGLE_NUMBERS + IS_ON] = 1;
    }
  }

  /** The sums of each angle, over all of its strips. */
  read(sums: number): Float64Array[] {
    const {layout} = this.#parts;
    const numbers = this.#numbers;
    const length = 2 * sums * layout.strips;
    return Array.from({length: layout.angles}, (_, a) => {
      const from = layout.sums + a * length;
      return addUp(numbers.subarray(from, from + length), sums, layout.strips);
    });
  }

  release(): void {
    const {upload, room} = this.#parts;
    upload.site.release(room);
  }

  get #numbers(): Float64Array {
    const {upload, room, layout} = this.#parts;
    return upload.site.numbers(room.at, layout.length);
  }

  #begin(numbers: Float64Array): void {
    const {upload, angles, layout, room} = this.#parts;
    const data = angles.map((place) => upload.data[place]);
    const weights = angles.map((place) => upload.weights[place]);
    writeFixed(layout, {at: room.at, data, weights}, numbers);
    this.#isFresh = false;
  }
}
