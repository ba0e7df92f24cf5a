// The sums of squares of one scan. What they need in memory is made anew where the memory is lost with its crew.
import {FRAME_ROWS, PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {scratchWords} from "../../../kernels-as/programs/heterodyneSums/constants.ts";
import type {EvaluatorStats} from "../../samplers/evaluator.ts";
import {Gram, GRAM_PROGRAM} from "../gram/gram.ts";
import {findStride} from "../model/grid.ts";
import type {TakenScan} from "../takenScan.ts";
import {Batch} from "./batch.ts";
import {Evaluation, type EvaluationParts} from "./evaluation.ts";
import {makeReference} from "./reference/program.ts";
import type {ProgramSpec, SiteProgram, Upload} from "./site.ts";
import type {Evaluated, Normal, NormalOptions, Sums, SumsOptions} from "./types.ts";
import type {Uploads} from "./uploads.ts";

export interface ScanSumsParts {
  /** those of the memory of the moment. */
  findUploads: () => Promise<Uploads>;
  taken: TakenScan;
  options: SumsOptions;
  relaxed: boolean;
}

/** What is open in one memory. */
interface Bench {
  uploads: Uploads;
  upload: Upload;
  parts: EvaluationParts;
  evaluation: Evaluation;
  /** opened when first needed. */
  gram?: {gram: Gram; program: SiteProgram} | undefined;
  batch?: {batch: Batch; program: SiteProgram} | undefined;
}

export class ScanSums implements Sums {
  readonly angles: number;
  readonly #parts: ScanSumsParts;
  readonly #places: readonly number[];
  #bench: Bench;
  #isOpen = true;
  /** what worked last. */
  #program: SiteProgram;

  private constructor(parts: ScanSumsParts, places: readonly number[], bench: Bench) {
    this.#parts = parts;
    this.#places = places;
    this.#bench = bench;
    this.#program = bench.parts.program;
    this.angles = places.length;
  }

  static async open(parts: ScanSumsParts): Promise<Sums> {
    const {taken, options} = parts;
    const places = options.angles ?? taken.angles.map((_, place) => place);
    const sums = new ScanSums(parts, places, await openBench(parts, places));
    try {
      if (taken.isWeighted) await sums.#openGram();
      return sums;
    } catch (error) {
      sums.close();
      throw error;
    }
  }

  evaluate(theta: Float64Array, gradient = false): Evaluated | Promise<Evaluated> {
    if (this.#isLost()) return this.#renew().then(() => this.evaluate(theta, gradient));
    const {parts, evaluation, gram} = this.#bench;
    if (!this.#parts.taken.isWeighted) {
      this.#program = parts.program;
      return evaluation.evaluate(theta, gradient);
    }
    if (!gram) return this.#openGram().then(() => this.evaluate(theta, gradient));
    this.#program = gram.program;
    return gram.gram.evaluate(theta, gradient);
  }

  normal(theta: Float64Array, options?: NormalOptions): Normal | Promise<Normal> {
    if (this.#isLost()) return this.#renew().then(() => this.normal(theta, options));
    const {gram} = this.#bench;
    if (!gram) return this.#openGram().then(() => this.normal(theta, options));
    this.#program = gram.program;
    return gram.gram.normal(theta, options);
  }

  async batch(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    gradient?: readonly Float64Array[]
  ): Promise<void> {
    if (theta[0].length === 0) return;
    if (this.#isLost()) await this.#renew();
    if (this.#parts.taken.isWeighted) return this.#oneByOne(theta, ssr, gradient);
    const {batch, program} = await this.#findBatch(theta[0].length, gradient !== undefined);
    this.#program = program;
    await batch.evaluate(theta, ssr, gradient);
  }

  cancel(): void {
    this.#program.cancel();
  }

  describe(): EvaluatorStats {
    const {site} = this.#bench.upload;
    const {threads, compile} = this.#program;
    return site.device === "reference"
      ? {
          device: "reference",
          why: "no WebAssembly SIMD here: plain JavaScript on this thread",
          threads: 1,
          compile: 0,
          reproducible: true
        }
      : {
          device: "wasm",
          why: "two elements to a vector, in WebAssembly",
          threads,
          compile,
          reproducible: !this.#parts.relaxed
        };
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeBench(this.#bench, this.#parts.taken);
  }

  #isLost(): boolean {
    if (!this.#isOpen) throw new Error("heterodyne: unsupported on sums that are closed");
    return this.#bench.upload.site.isLost;
  }

  async #renew(): Promise<void> {
    closeBench(this.#bench, this.#parts.taken);
    this.#bench = await openBench(this.#parts, this.#places);
    this.#program = this.#bench.parts.program;
  }

  async #openGram(): Promise<void> {
    await openGram(this.#bench);
  }

  /** Of weighted scans, whose elements must be met one by one. */
  async #oneByOne(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    gradient: readonly Float64Array[] | undefined
  ): Promise<void> {
    const point = new Float64Array(PARAMETERS);
    for (let k = 0; k < theta[0].length; k++) {
      for (let p = 0; p < PARAMETERS; p++) point[p] = theta[p][k];
      const evaluated = await this.evaluate(point, gradient !== undefined);
      ssr.forEach((vector, a) => (vector[k] = evaluated.ssr[a]));
      gradient?.forEach((vector, at) => (vector[k] = evaluated.gradient![at]));
    }
  }

  async #findBatch(count: number, gradient: boolean): Promise<NonNullable<Bench["batch"]>> {
    const bench = this.#bench;
    const known = bench.batch;
    if (known && known.batch.capacity >= count && (known.batch.gradient || !gradient)) return known;
    known?.batch.close();
    const {parts, upload, evaluation} = bench;
    const program = known?.program ?? (await upload.site.open(toSpec(this.#parts.taken, true)));
    const capacity = Math.max(count, this.#parts.options.capacity ?? 1);
    const {shared} = evaluation;
    const batch = await Batch.open({...parts, program, capacity, gradient, shared});
    bench.batch = {batch, program};
    return bench.batch;
  }
}

async function openBench(
  {findUploads, taken, options}: ScanSumsParts,
  angles: readonly number[]
): Promise<Bench> {
  const uploads = await findUploads();
  const upload = await uploads.use(taken);
  let program: SiteProgram | undefined;
  try {
    program = await upload.site.open(toSpec(taken, false));
    const parts = {upload, taken, angles, program, threads: options.threads};
    return {uploads, upload, parts, evaluation: await Evaluation.open(parts)};
  } catch (error) {
    program?.close();
    uploads.leave(taken);
    throw error;
  }
}

async function openGram(bench: Bench): Promise<void> {
  const program = await bench.upload.site.open(GRAM_PROGRAM);
  try {
    bench.gram = {program, gram: await Gram.open({...bench.parts, program})};
  } catch (error) {
    program.close();
    throw error;
  }
}

function closeBench(bench: Bench, taken: TakenScan): void {
  const {uploads, parts, evaluation, gram, batch} = bench;
  for (const program of [parts.program, gram?.program, batch?.program]) program?.close();
  evaluation.close();
  gram?.gram.close();
  batch?.batch.close();
  uploads.leave(taken);
}

/** A program for single points, or for batches, each of whose threads has a whole evaluation in its scratch. */
function toSpec({grid}: TakenScan, ofBatches: boolean): ProgramSpec {
  return {
    folder: "heterodyneSums",
    label: "heterodyne",
    reference: (numbers) => makeReference(grid, numbers),
    scratchBytes: 8 * scratchWords(findStride(grid.frames), ofBatches ? FRAME_ROWS : 0)
  };
}
