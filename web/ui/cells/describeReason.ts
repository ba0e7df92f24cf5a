import {say} from "../../say.ts";
import type {CellReport, Reason} from "../../runtime/types.ts";
import {showTime} from "../showTime.ts";

/** Why a cell is in its state, in a sentence; "" where its state says enough. */
export function describeReason(
  reason: Reason,
  nameCell: (id: string) => string,
  /** the cell where it began, if another. */
  origin?: string
): string {
  switch (reason.kind) {
    case "none":
      return "";
    case "edited":
    case "manual":
    case "once":
    case "safe":
      return say(`reason.${reason.kind}`);
    case "changed":
      return reason.from === undefined || reason.to === undefined
        ? say("reason.changed", {name: reason.name})
        : say("reason.changedFromTo", {name: reason.name, from: reason.from, to: reason.to});
    case "behind":
      return say("reason.behind", {name: reason.name, cell: nameCell(reason.cell)});
    case "dear":
      return say("reason.dear", {time: showTime(reason.forecast), change: reason.change ?? ""});
    case "failed":
      return say("reason.failed", {name: reason.name, cell: nameCell(reason.cell)});
    case "disabled":
      return say("reason.disabled", {name: reason.name, cell: nameCell(reason.cell)});
    case "missing":
      return origin === undefined
        ? say("reason.missing", {name: reason.name})
        : say("reason.missingThere", {name: reason.name, cell: nameCell(origin)});
    case "duplicate":
      return say("reason.duplicate", {
        name: reason.name,
        cells: reason.cells.map(nameCell).join(", ")
      });
    case "cycle":
      return say("reason.cycle", {
        path: [...reason.names, reason.names[0]].join(" → "),
        cells: reason.cells.map(nameCell).join(", ")
      });
    case "foreign":
      return say("reason.foreign", {name: reason.name, cell: nameCell(reason.cell)});
    case "stopped":
      return say("reason.stopped", {time: showTime(reason.after)});
  }
}

/** The cells that a reason names, for buttons that lead there. */
export function findNamedCells(reason: Reason): string[] {
  if ("cells" in reason) return reason.cells;
  return "cell" in reason ? [reason.cell] : [];
}

/** A cell's state for its heading: "Cell 7, code, ok, 120 ms". */
export function describeState(report: CellReport | undefined): string {
  if (!report) return say("cell.idle");
  const state = say(`cell.${report.status}`);
  return report.status === "ok" && report.elapsed > 0
    ? `${state}, ${showTime(report.elapsed)}`
    : state;
}
