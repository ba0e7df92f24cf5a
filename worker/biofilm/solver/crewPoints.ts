// Points on the engine's threads, in a batch that stays where they read it.
import {Cancelled} from "../../device/device.ts";
import type {Ensemble} from "../../programs/ensemble.ts";
import type {ProgramRun} from "../../programs/order.ts";
import type {EvaluatorStats} from "../../samplers/evaluator.ts";
import type {Points} from "./points.ts";
import {POINT, type BiofilmProgram} from "./program.ts";
import type {Opening} from "./types.ts";

export type OpenBatch = (call: ProgramRun) => Promise<Ensemble>;

interface Parts {
  openBatch: OpenBatch;
  program: BiofilmProgram;
  opening: Opening;
  relaxed: boolean;
}

export class CrewPoints implements Points {
  readonly #parts: Parts;
  #batch: Promise<Ensemble> | undefined;
  /** the batch of the last answer. */
  #answered: Ensemble | undefined;
  #running: {cancel(): void} | undefined;
  #cancels = 0;
  #threads = 0;
  #compile = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async compute(theta: readonly Float64Array[], count: number): Promise<void> {
    const cancels = this.#cancels;
    const batch = await this.open();
    if (cancels !== this.#cancels) throw new Cancelled();
    try {
      batch.setVarying(POINT, theta);
      const run = batch.run(count);
      this.#running = run;
      const {threads, compile} = await run;
      this.#threads = threads;
      this.#compile += compile;
      this.#answered = batch;
    } catch (error) {
      // The threads may not have left it yet, or be no more: the next call opens another.
      this.close();
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  open(): Promise<Ensemble> {
    if (this.#batch) return this.#batch;
    const {openBatch, program, opening} = this.#parts;
    const {capacity, threads} = opening;
    const rows = Array.from({length: program.program.inputRows}, () => new Float64Array(capacity));
    const opened = openBatch({
      label: "biofilm",
      ...program,
      varying: {[POINT]: rows},
      n: capacity,
      threads
    });
    this.#batch = opened;
    opened.catch(() => (this.#batch = undefined));
    return opened;
  }

  read(row: number, into: Float64Array): void {
    this.#answered!.get(row, into);
  }

  /** The answer of a program of one point. */
  get pairs(): Float64Array {
    return this.#answered!.sums;
  }

  cancel(): void {
    this.#cancels++;
    this.#running?.cancel();
  }

  describe(): EvaluatorStats {
    const {relaxed} = this.#parts;
    return describeCrew(relaxed, this.#threads, this.#compile);
  }

  close(): void {
    const batch = this.#batch;
    this.#batch = this.#answered = undefined;
    void batch?.then((opened) => opened.close()).catch(() => undefined);
  }
}

export function describeCrew(relaxed: boolean, threads: number, compile: number): EvaluatorStats {
  const why = "two points to a vector, in WebAssembly";
  return {device: "wasm", why, threads, compile, reproducible: !relaxed};
}
