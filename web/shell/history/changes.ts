// What differs between two texts as the reader sees it: cells that changed, each with the lines around its changes.
import {toBlocks} from "../../document/blocks.ts";
import {diffLines, diffNotebooks, type LineHunk} from "../../document/diff.ts";
import {parseNotebook} from "../../document/parse.ts";

/** One line of a cell; `gap` stands for lines that are the same and not shown. */
export interface Line {
  kind: LineHunk["kind"] | "gap";
  text: string;
}

export interface CellChange {
  kind: "added" | "removed" | "changed" | "moved";
  /** which cell it is on the side that has it, from 1; 0 is the front matter. */
  place: number;
  lines: Line[];
}

/** Lines shown around a change. */
const CONTEXT = 2;

export function findChanges(before: string, after: string): CellChange[] {
  const [a, b] = [parseNotebook(before), parseNotebook(after)];
  const [headBefore, headAfter] = [a, b].map((notebook) =>
    toBlocks(notebook).head.replaceAll("\r\n", "\n").trimEnd()
  );
  const cells = diffNotebooks(a, b).flatMap(({change, before, after, hunks}): CellChange[] => {
    if (change === "same") return [];
    const place = 1 + (after ? b.cells.indexOf(after) : a.cells.indexOf(before!));
    return [{kind: change, place, lines: toLines(hunks)}];
  });
  if (headBefore === headAfter) return cells;
  return [{kind: "changed", place: 0, lines: findLines(headBefore, headAfter)}, ...cells];
}

/** undefined where a side has nothing. */
export function findLines(before: string | undefined, after: string | undefined): Line[] {
  return toLines(diffLines(before || undefined, after || undefined));
}

/** Only what is near a change; one line in place of each stretch that is left out. */
function toLines(hunks: readonly LineHunk[]): Line[] {
  const lines = hunks.flatMap(({kind, lines}) => lines.map((text): Line => ({kind, text})));
  const isNear = (i: number) =>
    lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(({kind}) => kind !== "same");
  const shown: Line[] = [];
  lines.forEach((line, i) => {
    if (isNear(i)) shown.push(line);
    else if (shown.at(-1)?.kind !== "gap") shown.push({kind: "gap", text: "…"});
  });
  return shown;
}
