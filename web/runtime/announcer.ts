// Tells the world what has changed, each thing once, when the graph has a moment for it.
import type {CellRun} from "./cellRun.ts";
import {makeReport, type CellState} from "./cellState.ts";
import type {GraphWorld, LogEntry} from "./types.ts";

type Listener = Pick<GraphWorld, "onReport" | "onOutput" | "onLog">;

export class Announcer {
  readonly #world: Listener;
  readonly #touched = new Set<CellState>();
  readonly #shown = new Map<CellState, CellRun>();
  readonly #entries: LogEntry[] = [];
  readonly #told = new WeakMap<CellState, string>();

  constructor(world: Listener) {
    this.#world = world;
  }

  /** Its report may have changed. */
  touch(cell: CellState): void {
    this.#touched.add(cell);
  }

  /** One of its runs has something new to show, or is over. */
  show(cell: CellState, run: CellRun): void {
    this.#shown.set(cell, run);
  }

  log(entry: LogEntry): void {
    this.#entries.push(entry);
  }

  forget(cell: CellState): void {
    this.#touched.delete(cell);
    this.#shown.delete(cell);
  }

  flush(): void {
    for (const entry of this.#entries.splice(0)) this.#world.onLog(entry);
    for (const [cell, run] of this.#shown) {
      this.#shown.delete(cell);
      if (takeOutputs(cell, run)) this.#world.onOutput(cell.input.id, cell.outputs);
    }
    for (const cell of this.#touched) {
      this.#touched.delete(cell);
      const report = makeReport(cell);
      const text = JSON.stringify(report);
      if (this.#told.get(cell) === text) continue;
      this.#told.set(cell, text);
      this.#world.onReport(report);
    }
  }
}

/** The outputs of the run before stand until this one has some, or is over without. */
function takeOutputs(cell: CellState, run: CellRun): boolean {
  const outputs = run.outputs();
  if (outputs.length === 0 && (cell.outcome === "running" || cell.outputs.length === 0))
    return false;
  cell.outputs = outputs;
  return true;
}
