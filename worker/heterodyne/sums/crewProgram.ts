// A program on the crew's lanes, on the calling thread where waking them would take longer than the work, and on both where a
// message would.
import {TILE, type WasmProgram} from "../../compiler/wasm/abi.ts";
import {Cancelled} from "../../device/device.ts";
import type {Ensemble} from "../../programs/ensemble.ts";
import type {Programs} from "../../programs/programs.ts";
import type {HereProgram} from "./hereProgram.ts";
import type {LentProgram} from "./lentProgram.ts";
import type {ProgramSpec, SiteProgram, Task} from "./site.ts";

interface CrewProgramParts {
  open: Programs["open"];
  here: HereProgram;
  /** absent where there is one thread. */
  lent: LentProgram | undefined;
  spec: ProgramSpec;
  bytes: Uint8Array<ArrayBuffer>;
  hash: string;
}

interface Batch {
  strips: number;
  opened: Promise<Ensemble>;
}

export class CrewProgram implements SiteProgram {
  threads = 1;
  compile = 0;
  readonly #parts: CrewProgramParts;
  /** by what a strip costs: lanes take strips of little work by the handful. */
  readonly #batches = new Map<number, Batch>();
  #running: {cancel(): void} | undefined;
  #cancels = 0;

  constructor(parts: CrewProgramParts) {
    this.#parts = parts;
  }

  runHere(task: Task): void {
    this.#parts.here.runHere(task);
  }

  rouse(task: Task): void {
    const {lent} = this.#parts;
    if (lent && lent.threadsFor(task) > 1) lent.rouse();
  }

  run(task: Task): void | Promise<void> {
    const {here, lent} = this.#parts;
    const threads = lent?.threadsFor(task) ?? 1;
    if (threads > 1 && lent?.run(task, threads)) {
      this.threads = threads;
      return;
    }
    if (!here.isSmall(task)) return this.#runThere(task);
    this.threads = 1;
    here.runHere(task);
  }

  async #runThere({operation, settings, strips, cost, threads}: Task): Promise<void> {
    const cancels = this.#cancels;
    const level = levelOf(cost / strips);
    try {
      const batch = await this.#open(level, strips);
      if (cancels !== this.#cancels) throw new Cancelled();
      batch.setConstants(Float64Array.of(operation, settings));
      const run = batch.run(strips * TILE, threads);
      this.#running = run;
      const stats = await run;
      this.threads = stats.threads;
      this.compile += stats.compile;
    } catch (error) {
      // the threads may not have left it yet, or be no more: the next call opens another
      this.#closeBatch(level);
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  #open(level: number, strips: number): Promise<Ensemble> {
    const known = this.#batches.get(level);
    if (known && known.strips >= strips) return known.opened;
    this.#closeBatch(level);
    const {open, spec} = this.#parts;
    const opened = open({
      label: spec.label,
      program: this.#toProgram(level),
      constants: new Float64Array(2),
      uniform: {},
      varying: {},
      n: strips * TILE
    });
    opened.catch(() => this.#batches.delete(level));
    this.#batches.set(level, {strips, opened});
    return opened;
  }

  /** A program writes nothing but what its settings name: the one row of sums is nobody's. */
  #toProgram(level: number): WasmProgram {
    const {bytes, hash, spec} = this.#parts;
    const {scratchBytes} = spec;
    return {
      bytes,
      key: `${hash} ${scratchBytes} ${level}`,
      uniform: [],
      varying: [],
      inputRows: 0,
      outputRows: 1,
      isSum: true,
      scratchBytes,
      cost: level,
      fillConstants: () => new Float64Array(2)
    };
  }

  cancel(): void {
    this.#cancels++;
    this.#running?.cancel();
  }

  close(): void {
    this.cancel();
    for (const level of [...this.#batches.keys()]) this.#closeBatch(level);
    this.#parts.here.close();
    this.#parts.lent?.close();
  }

  #closeBatch(level: number): void {
    const batch = this.#batches.get(level);
    this.#batches.delete(level);
    void batch?.opened.then((opened) => opened.close()).catch(() => undefined);
  }
}

/** What a point of a strip costs, to a power of two: programs of one level are one to the crew. */
function levelOf(stripCost: number): number {
  let level = 1;
  while (level * TILE < stripCost) level *= 2;
  return level;
}
