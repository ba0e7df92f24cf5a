// The state that a cell shows after its unit was decided.
import {NONE} from "./cellState.ts";
import type {CellState, Standing, Unit} from "./cellState.ts";
import type {Verdict} from "./decide.ts";
import type {CellError, CellStatus, Reason} from "./types.ts";

export function applyVerdict(unit: Unit, verdict: Verdict): void {
  unit.isPending = verdict.to === "wait";
  for (const cell of unit.cells) {
    applyToCell(cell, verdict);
    if (verdict.to !== "wait") cell.ask = undefined;
    if (verdict.to !== "wait" && verdict.to !== "halt") cell.halted = undefined;
  }
}

function applyToCell(cell: CellState, verdict: Verdict): void {
  const isRunning = cell.outcome === "running";
  switch (verdict.to) {
    case "block":
      return set(cell, verdict.status, toBlocked(verdict.status), verdict.reason, verdict.error);
    case "wait":
      cell.standing = "waiting";
      if (isRunning) return;
      if (verdict.mayRun) return set(cell, "queued", "waiting", verdict.reason);
      // whether it will have to run is not known yet: it looks as before
      if (cell.status === "queued" || cell.status === "blocked" || cell.status === "disabled")
        set(cell, toHeld(cell), "waiting", verdict.reason);
      return;
    case "hold":
      // what runs may end, although what it read is old by now
      if (isRunning) return set(cell, "running", "waiting", NONE);
      return set(cell, toHeld(cell), "held", verdict.reason);
    case "halt":
      return set(cell, "cancelled", "held", {kind: "stopped", after: 0});
    case "run":
      cell.outcome = "running";
      cell.stoppedAfter = undefined;
      return set(cell, "running", "waiting", NONE);
    case "keep":
      return keep(cell);
  }
}

function keep(cell: CellState): void {
  const {outcome, stoppedAfter} = cell;
  if (outcome === "running") return set(cell, "running", "waiting", NONE);
  if (outcome === "error") return set(cell, "error", "failed", NONE, cell.error);
  // a stream that was stopped leaves its last value, which is as good as before
  const standing = outcome === "ok" ? "current" : "held";
  if (stoppedAfter === undefined) return set(cell, "ok", standing, NONE);
  return set(cell, "cancelled", standing, {kind: "stopped", after: stoppedAfter});
}

function set(
  cell: CellState,
  status: CellStatus,
  standing: Standing,
  reason: Reason,
  error?: CellError
): void {
  cell.status = status;
  cell.standing = standing;
  cell.reason = reason;
  if (status !== "running") cell.progress = undefined;
  cell.error = error;
}

function toHeld({runs}: CellState): CellStatus {
  return runs > 0 ? "stale" : "idle";
}

function toBlocked(status: CellStatus): Standing {
  if (status === "error") return "failed";
  return status === "disabled" ? "disabled" : "blocked";
}
