// The words between the dataflow graph and whoever shows it.
import type {CellImport, CompiledCell, Mark} from "../lang/cell.ts";

/** always: by itself, however long it takes. */
export type RunMode = "auto" | "always" | "manual" | "once";

/** A cell as the graph takes it; the order of the list is the order of the document. */
export interface CellInput {
  id: string;
  /** what says that two versions of a cell are the same program. */
  key: string;
  /** or why it could not be compiled. */
  compiled: CompiledCell | CellError;
  run: RunMode;
  disabled: boolean;
  /** seconds a loop may hold the thread; undefined: the graph's. */
  limit?: number;
}

export type CellStatus =
  "idle" | "queued" | "running" | "ok" | "error" | "stale" | "blocked" | "disabled" | "cancelled";

/** Why a cell is in its state. */
export type Reason =
  | {kind: "none"}
  /** stale: its own code was edited after its last run. */
  | {kind: "edited"}
  /** stale: a name that it reads has another value. */
  | {kind: "changed"; name: string; from?: string; to?: string}
  /** queued or stale behind another cell that is to run first. */
  | {kind: "behind"; name: string; cell: string}
  /** stale: would cost too much to run by itself. */
  | {kind: "dear"; forecast: number; change?: string}
  | {kind: "manual"}
  | {kind: "once"}
  /** nothing runs before the reader says so. */
  | {kind: "safe"}
  /** `cell` is where the failure began; `name` is what was to come from there. */
  | {kind: "failed"; name: string; cell: string}
  | {kind: "disabled"; name: string; cell: string}
  | {kind: "missing"; name: string}
  | {kind: "duplicate"; name: string; cells: string[]}
  /** `names[i]` leads from `cells[i]`, which defines it, to the next, which reads it. */
  | {kind: "cycle"; cells: string[]; names: string[]}
  | {kind: "foreign"; name: string; cell: string}
  | {kind: "stopped"; after: number};

export interface CellError {
  name: string;
  message: string;
  /** in the cell that reports it, from 1; 0 when unknown. It may have begun in another: see `trace`. */
  line: number;
  column: number;
  /** the frames inside cells, innermost first. */
  trace: {cell: string; line: number; column: number}[];
}

export interface CellProgress {
  phase: string;
  done: number;
  total: number;
  /** of `done`, a second. */
  rate: number;
  /** milliseconds, as far as can be told. */
  remaining: number | undefined;
}

export interface CellReport {
  id: string;
  status: CellStatus;
  reason: Reason;
  error: CellError | undefined;
  progress: CellProgress | undefined;
  /** milliseconds of the last finished run; 0 before. */
  elapsed: number;
  /** what running it would take, once known. */
  forecast: number | undefined;
  runs: number;
  defines: string[];
  reads: string[];
  marks: Mark[];
  imports: CellImport[];
}

/** What a cell has to show, in order; a run's first value replaces those of the run before. */
export interface CellOutput {
  /** steady for one value. */
  key: number;
  value: unknown;
}

export interface Variable {
  name: string;
  value: unknown;
  cell: string;
  /** performance.now() of its last change. */
  at: number;
}

export interface LogEntry {
  at: number;
  cell: string;
  event: "run" | "ok" | "error" | "cancelled" | "unchanged";
  /** milliseconds. */
  elapsed: number;
  message: string;
}

/** What a run of a cell is given; what is bound to the run ends with it. */
export interface CellContext {
  readonly id: string;
  /** aborted when the cell runs again, is stopped or deleted. */
  readonly signal: AbortSignal;
  /** resolves at the same moment. */
  readonly invalidation: Promise<void>;
  /** Shows a value among the cell's outputs and gives it back; throws once the run is over. */
  display<T>(value: T): T;
  progress(progress: {phase: string; done: number; total: number}): void;
}

/** What the graph needs of the world around it. */
export interface GraphWorld {
  /**
   * names that every cell can read; a function is called once a run for what is bound to it. The graph awaits
   * a promise that it gives, save the run's own `invalidation`; a rejection is the reader's error.
   */
  builtins: ReadonlyMap<string, (context: CellContext) => unknown>;
  /** `a ** b` with the engine's bits. */
  pow(a: number, b: number): number;
  /** loads a module by specifier; rejects with what the reader has to do. */
  load(specifier: string): Promise<Record<string, unknown>>;
  /** resolves at the next frame: values of generators are taken at most this often. */
  frame(): Promise<void>;
  /** two values that need not be told apart: readers of the name do not run again. */
  isSame(a: unknown, b: unknown): boolean;
  /** a value in a few words, for reasons such as "n changed: 500 → 1000". */
  brief(value: unknown): string;
  /** seconds a loop may hold the thread. */
  limit: number;
  onReport(report: CellReport): void;
  onOutput(id: string, outputs: readonly CellOutput[]): void;
  onLog(entry: LogEntry): void;
}

export interface Graph {
  /** Replaces the cells; what is new or changed runs by its mode, what is gone takes its names along. */
  setCells(cells: readonly CellInput[]): void;
  /** Runs cells and the stale ones that they need. */
  run(which: readonly string[] | "stale" | "all"): void;
  /** Stops one cell, or all of them. */
  stop(id?: string): void;
  /** Whether anything runs by itself; false in a notebook opened safely. */
  setAutorun(allowed: boolean): void;
  report(id: string): CellReport | undefined;
  outputs(id: string): readonly CellOutput[];
  /** every named value, in the order of the document. */
  variables(): Variable[];
  /** Resolves when nothing runs or waits to run. */
  settled(): Promise<void>;
  /** Ends everything. */
  close(): void;
}
