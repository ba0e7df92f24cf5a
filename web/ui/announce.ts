import type {CellReport} from "../runtime/types.ts";
import {say} from "../say.ts";
import {showTime} from "./showTime.ts";
import type {Toasts} from "./createToasts.ts";

/** A run that a reader waited for, in milliseconds. */
const LONG = 1000;

/** Tells screen readers of what they would want to hear: failures, and the end of long runs. */
export function announce(
  {id, status, error, elapsed}: CellReport,
  nameCell: (id: string) => string,
  toasts: Toasts
): void {
  if (status === "error" && error)
    toasts.announce(say("cell.saidFailed", {cell: nameCell(id), message: error.message}));
  else if (status === "ok" && elapsed > LONG)
    toasts.announce(say("cell.saidDone", {cell: nameCell(id), time: showTime(elapsed)}));
}
