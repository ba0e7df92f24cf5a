// The states of the graph as a run from start to end sees them.
import {NoDocumentError} from "../stdlib/placeholders.ts";
import type {CellReport, Reason} from "../runtime/types.ts";
import {toFilePlace, type FileCell} from "./readCells.ts";
import type {CellState, ResultError, ResultStatus} from "./result.ts";

const NO_DOCUMENT = new NoDocumentError("").name;

const DOM = new RegExp(
  "^(document|window|self|navigator|location|history|screen|parent|top|frames|opener|visualViewport" +
    "|localStorage|sessionStorage|indexedDB|caches|customElements|getComputedStyle|matchMedia" +
    "|alert|confirm|prompt|Image|Audio|Option|Node|NodeList|NodeFilter|Element|Text|Comment|Range" +
    "|Selection|getSelection|Document|DocumentFragment|ShadowRoot|Window|DOMParser|XMLSerializer" +
    "|MutationObserver|ResizeObserver|IntersectionObserver|OffscreenCanvas|Path2D|FontFace|FileReader" +
    "|createImageBitmap|inner(Width|Height)|outer(Width|Height)|devicePixelRatio|scroll(To|By|X|Y)" +
    "|(request|cancel)(AnimationFrame|IdleCallback)|XMLHttpRequest|AudioContext|XPath\\w+" +
    "|(HTML|SVG|CSS|Canvas|DOM|Image)[A-Z]\\w+|\\w+Event)$"
);

/** A name that a browser has and Node lacks. */
function isDom(name: string): boolean {
  return DOM.test(name);
}

export function judge(
  cell: FileCell,
  report: CellReport,
  all: ReadonlyMap<string, FileCell>
): CellState {
  const status = toStatus(cell, report);
  const error = findError(cell, report, status, all);
  const {reason} = report;
  const isMissing = reason.kind === "missing" && report.reads.includes(reason.name);
  const isWrong = isMissing || reason.kind === "duplicate" || reason.kind === "cycle";
  return {
    id: cell.input.id,
    line: cell.line,
    status,
    ms: report.elapsed,
    ...(error && {error}),
    isRunning: report.status === "running",
    isFailure: status === "error" || status === "cancelled" || (status === "blocked" && isWrong)
  };
}

function toStatus({language}: FileCell, report: CellReport): ResultStatus {
  const {status, reason, error, reads} = report;
  if (status === "ok" || status === "cancelled" || status === "disabled") return status;
  // there is no GPU to run it on
  if (status === "error" && language === "wgsl" && error?.name !== "SyntaxError") return "blocked";
  if (status === "error") return error?.name === NO_DOCUMENT ? "dom" : "error";
  if (reason.kind === "missing" && isDom(reason.name) && reads.includes(reason.name)) return "dom";
  return "blocked";
}

function findError(
  cell: FileCell,
  {error, reason, reads}: CellReport,
  status: ResultStatus,
  all: ReadonlyMap<string, FileCell>
): ResultError | undefined {
  const at = (name: string, message: string, place = {line: 1, column: 1}) => ({
    name,
    message,
    ...toFilePlace(cell, place)
  });
  if (error) return at(error.name, error.message, error);
  if (status === "dom") return undefined;
  if (reason.kind === "stopped")
    return at("AbortError", "cancelled: the time given by --timeout is over");
  if (reason.kind === "missing" && reads.includes(reason.name))
    return at("ReferenceError", `${reason.name} is not defined`, findRead(cell, reason.name));
  const lines = (ids: string[]) => ids.map((id) => all.get(id)?.line ?? "?").join(", ");
  if (reason.kind === "duplicate")
    return at(
      "SyntaxError",
      `${reason.name} is defined in several cells (lines ${lines(reason.cells)})`
    );
  if (reason.kind === "cycle")
    return at(
      "SyntaxError",
      `cells wait for one another: ${toRound(reason)} (lines ${lines(reason.cells)})`
    );
  return undefined;
}

function toRound({names}: Extract<Reason, {kind: "cycle"}>): string {
  return [...names, names[0]].join(" → ");
}

function findRead({input}: FileCell, name: string) {
  if (!("code" in input.compiled)) return undefined;
  return input.compiled.reads.find((read) => read.name === name);
}
