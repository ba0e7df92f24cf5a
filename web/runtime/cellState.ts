// What the graph knows of one cell, and of cells that can only run together.
import type {CompiledCell} from "../lang/cell.ts";
import type {CellRun} from "./cellRun.ts";
import type {Link} from "./link.ts";
import type {
  CellError,
  CellInput,
  CellOutput,
  CellProgress,
  CellReport,
  CellStatus,
  Reason
} from "./types.ts";

/** A named value as readers see it; another slot is another value, the same slot the same. */
export interface Slot {
  value: unknown;
  /** performance.now() */
  at: number;
  /** a stream may give one object again and again with other contents. */
  isStreamed: boolean;
}

/** What a run took for a name. */
export interface Seen {
  slot: Slot;
  /** a later slot that was compared and found to be another value. */
  other?: Slot;
}

/** What a cell's readers can expect of it. */
export type Standing = "current" | "waiting" | "held" | "failed" | "blocked" | "disabled";

export interface CellState {
  input: CellInput;
  /** the last version that could be compiled. */
  compiled: CompiledCell | undefined;
  link: Link;
  /** names that were a cell's when this version of the source was linked. */
  bound: Set<string>;
  slots: Map<string, Slot>;
  /** the version that ran last, and with what. */
  ran: {key: string; seen: Map<string, Seen>} | undefined;
  outcome: "none" | "running" | "ok" | "error" | "cancelled";
  run: CellRun | undefined;
  /** asked for: in any case, or because another needs it. */
  ask: "run" | "need" | undefined;
  /** stopped before it could start; with what it would have taken, once that is known. */
  halted: {slots: (Slot | undefined)[] | undefined} | undefined;
  /** how long it had run when it was stopped. */
  stoppedAfter: number | undefined;

  status: CellStatus;
  standing: Standing;
  reason: Reason;
  error: CellError | undefined;
  progress: CellProgress | undefined;
  elapsed: number;
  forecast: number | undefined;
  runs: number;
  outputs: readonly CellOutput[];
}

export interface UnitInput {
  reader: CellState;
  name: string;
  giver: CellState;
  from: Unit;
}

/** Cells that run at the same time: one, or functions in several cells that call one another. */
export interface Unit {
  cells: CellState[];
  /** what its cells read from others. */
  inputs: UnitInput[];
  givers: Set<Unit>;
  readers: Set<Unit>;
  /** to be decided anew. */
  isDirty: boolean;
  /** waits for a giver. */
  isPending: boolean;
}

export const NONE: Reason = {kind: "none"};

export function makeCellState(input: CellInput): CellState {
  return {
    input,
    compiled: undefined,
    link: {from: new Map(), clashes: new Map(), problem: undefined},
    bound: new Set(),
    slots: new Map(),
    ran: undefined,
    outcome: "none",
    run: undefined,
    ask: undefined,
    halted: undefined,
    stoppedAfter: undefined,
    status: "idle",
    standing: "held",
    reason: NONE,
    error: undefined,
    progress: undefined,
    elapsed: 0,
    forecast: undefined,
    runs: 0,
    outputs: []
  };
}

export function isCompiled(compiled: CompiledCell | CellError): compiled is CompiledCell {
  return "code" in compiled;
}

export function isBusy({cells, isPending}: Unit): boolean {
  return isPending || cells.some(({outcome}) => outcome === "running");
}

export function makeReport(cell: CellState): CellReport {
  const {input, compiled, status, reason, error, progress, elapsed, forecast, runs} = cell;
  return {
    id: input.id,
    status,
    reason,
    error,
    progress,
    elapsed,
    forecast,
    runs,
    defines: compiled?.defines ?? [],
    reads: compiled?.reads.map(({name}) => name) ?? [],
    marks: compiled?.marks ?? [],
    imports: compiled?.imports ?? []
  };
}
