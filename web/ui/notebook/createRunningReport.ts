// Tells the page what runs: for its chip with Stop, and so that it can name the cell that hung.
import type {FrameMessage, RunningCell} from "../../protocol.ts";
import type {CellReport, CellStatus} from "../../runtime/types.ts";

const PAUSE = 100;
/** A cell that took less than this is not announced before it starts again. */
const SHORT = 20;
/** Announcements of starts within one pause; a notebook of 500 cells would flood the page. */
const MOST_STARTS = 20;
const FINISHED: CellStatus[] = ["ok", "error", "cancelled", "blocked", "disabled"];

export function createRunningReport(
  lineOf: (cell: string) => number,
  send: (message: Extract<FrameMessage, {type: "running"}>) => void
): (report: CellReport) => void {
  const reports = new Map<string, CellReport>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let starts = 0;

  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    const all = [...reports.values()];
    const cells: RunningCell[] = all
      .filter(({status}) => status === "running")
      .slice(0, 20)
      .map(({id}) => ({id, line: lineOf(id)}));
    const done = all.filter(({status}) => FINISHED.includes(status)).length;
    const failed = all.filter(({status}) => status === "error").length;
    send({type: "running", cells, done, total: all.length, failed});
  };

  return (report) => {
    const before = reports.get(report.id);
    reports.set(report.id, report);
    if (before?.status === report.status) return;
    const mayHang =
      report.status === "running" && !(before && before.runs > 0 && before.elapsed < SHORT);
    // at once, because the thread may not come back
    if (mayHang && starts++ < MOST_STARTS) tell();
    timer ??= setTimeout(() => {
      starts = 0;
      tell();
    }, PAUSE);
  };
}
