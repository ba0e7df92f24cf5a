// Sums over the elements of a scan that need each of them: weighted ones, robust ones, and the normal matrix. By tiles, so
// that no matrix is ever stored.
import {PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {
  GRADIENT, LOSS_SUMS, LOSSES, NORMAL, SCRATCH_BYTES, VALUE_SUMS, VALUES
} from "../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import type {ProgramSpec, SiteProgram, Task, Upload} from "../sums/site.ts";
import type {Evaluated, Normal, NormalOptions} from "../sums/types.ts";
import {drive} from "./drive.ts";
import {countSums, layOut} from "./layout.ts";
import {Location} from "./location.ts";
import {fillGradient, fillNormal} from "./project.ts";
import {makeGramReference} from "./reference/strip.ts";
import {offsetOf, scaleBest, ssrOf, type Scaling} from "./scaling.ts";
import {countGroups, Products, toMoments} from "./totals.ts";
import {Workspace, type Asked} from "./workspace.ts";

export const GRAM_PROGRAM: ProgramSpec = {
  folder: "heterodyneGram",
  label: "heterodyne",
  reference: makeGramReference,
  scratchBytes: SCRATCH_BYTES
};

/** What an element costs, in additions as worker/pool/grain.ts counts them: with derivatives, so much more each sum. */
const VALUE_COST = 4;
const LOSS_COST = 14;
const SLOPES_COST = 22;
const SUM_COST = 0.18;

const ALL = Array.from({length: PARAMETERS}, (_, place) => place);

export interface GramParts {
  upload: Upload;
  program: SiteProgram;
  taken: TakenScan;
  /** places of the angles that count. */
  angles: readonly number[];
  threads?: number | undefined;
}

type Steps<T> = Generator<Task, T, void>;

export class Gram {
  readonly #program: SiteProgram;
  readonly #angles: readonly TakenAngle[];
  readonly #workspace: Workspace;
  readonly #threads: number | undefined;

  private constructor({program, taken, angles, threads}: GramParts, workspace: Workspace) {
    this.#program = program;
    this.#angles = angles.map((place) => taken.angles[place]);
    this.#workspace = workspace;
    this.#threads = threads;
  }

  /** `program` is of GRAM_PROGRAM, and of the upload's site. */
  static async open(parts: GramParts): Promise<Gram> {
    const {upload, taken, angles} = parts;
    const layout = layOut(taken.grid.frames, angles.length);
    const room = await upload.site.reserve(8 * layout.length);
    return new Gram(parts, new Workspace({upload, taken, angles, layout, room}));
  }

  /** At once where the work is small. */
  evaluate(theta: Float64Array, gradient = false): Evaluated | Promise<Evaluated> {
    return this.#drive(gradient ? this.#slopes(theta) : this.#values(theta));
  }

  /**
   * A loss is of the mean of two mirrored elements, and `normal` is the Gauss–Newton matrix with its factors ρ′: the part with ρ″
   * is left out. `gradient` is that of `cost`; `ssr` is Σ of the squares at the contrast and offset that make `cost` least.
   */
  normal(theta: Float64Array, options: NormalOptions = {}): Normal | Promise<Normal> {
    const {loss = "squares"} = options;
    return this.#drive(
      loss === "squares" ? this.#squares(theta, options) : this.#robust(theta, options)
    );
  }

  close(): void {
    this.#workspace.release();
  }

  #drive<T>(steps: Steps<T>): T | Promise<T> {
    return drive(steps, (task) => this.#program.run(task));
  }

  *#values(theta: Float64Array): Steps<Evaluated> {
    this.#workspace.writeTables(theta, false);
    yield this.#toTask({operation: VALUES, sums: VALUE_SUMS}, VALUE_COST);
    return this.#toEvaluated(this.#readScalings());
  }

  *#slopes(theta: Float64Array): Steps<Evaluated> {
    this.#workspace.writeTables(theta, true);
    const all = yield* this.#sumProducts(GRADIENT, ALL);
    const scalings = all.map(({moments}, a) => scaleBest(moments, this.#angles[a]));
    const gradient = new Float64Array(PARAMETERS * all.length);
    all.forEach((products, a) => {
      const {contrast, shift} = scalings[a];
      fillGradient(products, contrast, shift, ofAngle(gradient, a, PARAMETERS));
    });
    return {...this.#toEvaluated(scalings), gradient};
  }

  *#squares(theta: Float64Array, {active = ALL}: NormalOptions): Steps<Normal> {
    this.#workspace.writeTables(theta, true);
    const all = yield* this.#sumProducts(NORMAL, active);
    const scalings = all.map(({moments}, a) => scaleBest(moments, this.#angles[a]));
    const evaluated = this.#toEvaluated(scalings);
    return {...evaluated, ...toNormal(all, scalings), cost: evaluated.ssr.slice()};
  }

  *#robust(theta: Float64Array, options: NormalOptions): Steps<Normal> {
    const {loss = "squares", active = ALL, valueOnly = false} = options;
    const scales = options.lossScale ?? new Float64Array(this.#angles.length).fill(1);
    const workspace = this.#workspace;
    workspace.writeTables(theta, !valueOnly);
    yield this.#toTask({operation: VALUES, sums: VALUE_SUMS}, VALUE_COST);
    const moments = workspace.read(VALUE_SUMS).map(toMoments);
    const scalings = moments.map((one, a) => scaleBest(one, this.#angles[a]));
    yield* this.#locate(scalings, loss, scales);
    scalings.forEach((scaling, a) => {
      const {contrast, shift} = scaling;
      scaling.ssr = ssrOf(moments[a], this.#angles[a], contrast, shift);
    });
    const cost = new Float64Array(scalings.length);
    workspace.writeLoss(loss, scalings, scales);
    if (valueOnly) {
      yield this.#toTask({operation: LOSSES, sums: LOSS_SUMS}, LOSS_COST);
      workspace.read(LOSS_SUMS).forEach((sums, a) => (cost[a] = scales[a] * scales[a] * sums[0]));
      const [gradient, normal] = toRoom(scalings.length);
      return {...this.#toEvaluated(scalings), gradient, normal, cost};
    }
    const all = yield* this.#sumProducts(NORMAL, active);
    all.forEach((products, a) => (cost[a] = scales[a] * scales[a] * products.loss));
    return {...this.#toEvaluated(scalings), ...toNormal(all, scalings), cost};
  }

  /** Moves contrast and shift of each angle to where its loss is least. */
  *#locate(scalings: Scaling[], loss: NormalOptions["loss"], scales: Float64Array): Steps<void> {
    const workspace = this.#workspace;
    const places = scalings.map((scaling, a) => new Location(scaling, scales[a]));
    const isOn = (a: number): boolean => !scalings[a].isFlat && !places[a].isDone;
    while (places.some((_, a) => isOn(a))) {
      const on = places.map((_, a) => isOn(a));
      workspace.writeLoss(loss, places, scales, on);
      const part = on.filter(Boolean).length / on.length;
      yield this.#toTask({operation: LOSSES, sums: LOSS_SUMS}, LOSS_COST * part);
      workspace.read(LOSS_SUMS).forEach((sums, a) => on[a] && places[a].take(sums));
    }
    places.forEach(({contrast, shift}, a) => {
      if (!scalings[a].isFlat) Object.assign(scalings[a], {contrast, shift});
    });
  }

  *#sumProducts(operation: number, active: readonly number[]): Steps<Products[]> {
    const isGradient = operation === GRADIENT;
    const groups = countGroups(active.length);
    const sums = countSums(groups, isGradient);
    yield this.#toTask({operation, sums, active}, SLOPES_COST + SUM_COST * sums);
    return this.#workspace.read(sums).map((totals) => new Products(totals, active, isGradient));
  }

  #toTask(asked: Asked, cost: number): Task {
    const {settings, strips, elements} = this.#workspace;
    this.#workspace.ask(asked);
    const {operation} = asked;
    return {operation, settings, strips, cost: cost * elements, threads: this.#threads};
  }

  #readScalings(): Scaling[] {
    return this.#workspace
      .read(VALUE_SUMS)
      .map((sums, a) => scaleBest(toMoments(sums), this.#angles[a]));
  }

  #toEvaluated(scalings: readonly Scaling[]): Evaluated {
    const angles = this.#angles;
    const gather = (of: (scaling: Scaling, a: number) => number): Float64Array =>
      Float64Array.from(scalings, of);
    return {
      ssr: gather(({ssr}) => ssr),
      contrast: gather(({contrast}) => contrast),
      offset: gather(({contrast, shift}, a) => offsetOf(angles[a], contrast, shift)),
      meanTheory: gather(({mean}) => 1 + mean),
      stt: gather(({stt}) => stt)
    };
  }
}

function toNormal(
  all: readonly Products[],
  scalings: readonly Scaling[]
): Pick<Normal, "gradient" | "normal"> {
  const [gradient, normal] = toRoom(all.length);
  all.forEach((products, a) => {
    const {contrast, shift, isFlat} = scalings[a];
    fillGradient(products, contrast, shift, ofAngle(gradient, a, PARAMETERS));
    fillNormal(products, contrast, isFlat, ofAngle(normal, a, PARAMETERS * PARAMETERS));
  });
  return {gradient, normal};
}

function toRoom(angles: number): [gradient: Float64Array, normal: Float64Array] {
  return [
    new Float64Array(PARAMETERS * angles),
    new Float64Array(PARAMETERS * PARAMETERS * angles)
  ];
}

function ofAngle(numbers: Float64Array, angle: number, length: number): Float64Array {
  return numbers.subarray(angle * length, (angle + 1) * length);
}
