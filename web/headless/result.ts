// What a run of a notebook leaves behind, and the messages by which the worker tells it piece by piece:
// whatever is known when a run is cut short has been told.
import type {Numerics} from "../../worker/api.ts";

export type ResultStatus = "ok" | "error" | "blocked" | "dom" | "cancelled" | "disabled";

export interface ResultError {
  name: string;
  message: string;
  /** of the file, from 1. */
  line: number;
  column: number;
}

export interface CellResult {
  id: string;
  /** of the file, from 1. */
  line: number;
  status: ResultStatus;
  ms: number;
  error?: ResultError;
}

export interface ValueResult {
  type: string;
  digest: string | null;
  /** up to 1,000 numbers. */
  value?: unknown;
}

export interface Result {
  title: string;
  cells: CellResult[];
  values: Record<string, ValueResult>;
}

/** What the worker is started with. */
export interface Task {
  text: string;
  path: string;
  set: Record<string, unknown>;
  threads: number | undefined;
  numerics: Numerics;
}

export type CellState = CellResult & {
  /** whether its code is running now. */
  isRunning: boolean;
  /** whether its state makes the whole run a failure. */
  isFailure: boolean;
};

export type Message =
  /** before any cell runs, with all of them in the order of the file. */
  | {kind: "start"; title: string; cells: {id: string; line: number}[]}
  /** a cell as it stands now. */
  | {kind: "cell"; cell: CellState}
  | {kind: "values"; cell: string; values: Record<string, ValueResult>}
  | {kind: "note"; text: string}
  | {kind: "done"};
