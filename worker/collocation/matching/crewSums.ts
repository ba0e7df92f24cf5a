// Sums over blocks of points on the engine's threads, in batches that stay where the threads read them. The sums of
// the blocks are added here, in the order in which one thread adds them: the bits do not depend on the threads.
import {TILE} from "../../compiler/wasm/abi.ts";
import type {Ensemble} from "../../programs/ensemble.ts";
import type {ProgramRun} from "../../programs/order.ts";
import type {PointPrograms, Sum} from "./programs.ts";
import {countIn, type Items} from "./runner.ts";
import {addRow} from "./sums.ts";

/** Opens a batch that stays; `session.programs.open`. */
export type OpenBatch = (call: ProgramRun) => Promise<Ensemble>;

export class CrewSums {
  /** of the last run. */
  threads = 1;
  readonly #open: (sum: Sum) => Promise<Ensemble>;
  readonly #batches = new Map<Sum, Promise<Ensemble>>();
  readonly #row: Float64Array;

  constructor(
    openBatch: OpenBatch,
    programs: PointPrograms,
    {columns, n}: Items,
    block: number,
    threads: number | undefined
  ) {
    this.#row = new Float64Array(n);
    this.#open = (sum) => {
      const {piece, constants} = programs.getBlock(sum, block);
      // strict also where numerics are fast: one thread here and many there have the same bits
      const program = piece.wasm({uniform: ["p"], relaxed: false});
      const uniform = {p: new Float64Array(programs.k)};
      const data = {
        constants: program.fillConstants(constants),
        uniform,
        varying: {point: columns}
      };
      return openBatch({label: "collocation.fit", program, ...data, n, threads});
    };
  }

  /** Adds the sums at p to the totals. */
  async add(sum: Sum, p: Float64Array, totals: Float64Array): Promise<void> {
    const opening = this.#batches.get(sum) ?? this.#open(sum);
    this.#batches.set(sum, opening);
    const batch = await opening;
    batch.setUniform("p", p);
    this.threads = (await batch.run()).threads;
    const rows = sum === "sse" ? 1 : totals.length;
    for (let row = 0; row < rows; row++) {
      batch.get(row, this.#row);
      for (let tile = 0; tile * TILE < this.#row.length; tile++)
        addRow(this.#row, tile * TILE, countIn(tile, this.#row.length), totals, row);
    }
  }

  close(): void {
    for (const opening of this.#batches.values())
      void opening.then((batch) => batch.close()).catch(() => undefined);
  }
}
