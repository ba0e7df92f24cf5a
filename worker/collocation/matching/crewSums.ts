// Sums over points on the engine's threads, in batches that stay where the threads read them. The sums of the tiles
// are added here, in the order in which one thread adds them: the bits do not depend on the threads.
import type {Ensemble} from "../../programs/ensemble.ts";
import type {ProgramRun} from "../../programs/order.ts";
import {toWasm, type PointProgram, type Sum} from "./programs.ts";
import type {Items} from "./localMemory.ts";
import {addPairs} from "./sums.ts";

/** Opens a batch that stays; `session.programs.open`. */
export type OpenBatch = (call: ProgramRun) => Promise<Ensemble>;

export class CrewSums {
  /** of the last run. */
  threads = 1;
  readonly #open: (sum: Sum, k: number) => Promise<Ensemble>;
  readonly #batches = new Map<Sum, Promise<Ensemble>>();

  constructor(
    openBatch: OpenBatch,
    programOf: (sum: Sum) => PointProgram,
    {columns, n}: Items,
    threads: number | undefined
  ) {
    this.#open = (sum, k) => {
      const own = programOf(sum);
      const program = toWasm(own);
      return openBatch({
        label: "collocation.fit",
        program,
        constants: program.fillConstants(own.constants),
        uniform: {p: new Float64Array(k)},
        varying: {point: columns},
        n,
        threads
      });
    };
  }

  /** Adds the sums at p to the totals. */
  async add(sum: Sum, p: Float64Array, totals: Float64Array): Promise<void> {
    const opening = this.#batches.get(sum) ?? this.#open(sum, p.length);
    this.#batches.set(sum, opening);
    const batch = await opening;
    batch.setUniform("p", p);
    this.threads = (await batch.run()).threads;
    const {sums} = batch;
    const rows = sum === "sse" ? 1 : totals.length;
    for (let at = 0; at < sums.length; at += 2 * rows) addPairs(sums, at, rows, totals);
  }

  close(): void {
    for (const opening of this.#batches.values())
      void opening.then((batch) => batch.close()).catch(() => undefined);
  }
}
