// What differs between two texts, told by cells and then by lines.
import {diffComm} from "node-diff3";
import {matchCells} from "./matchCells.ts";
import type {Cell, Notebook} from "./types.ts";

export interface LineHunk {
  kind: "same" | "added" | "removed";
  lines: string[];
}

export interface CellDiff {
  /** moved cells may be changed too: their hunks say so. */
  change: "same" | "added" | "removed" | "changed" | "moved";
  before: Cell | undefined;
  after: Cell | undefined;
  /** of the sources; empty for cells that are the same. */
  hunks: LineHunk[];
}

interface Part {
  common?: string[];
  buffer1?: string[];
  buffer2?: string[];
}

/** Above this many comparisons a source is shown as replaced. */
const MOST = 4_000_000;

/** In the order of `b`, with what is gone from `a` where it was. */
export function diffNotebooks(a: Notebook, b: Notebook): CellDiff[] {
  const match = matchCells(a.cells, b.cells);
  const still = findUnmoved(match);
  const after = match.map((i, j) =>
    toDiff(i === undefined ? undefined : a.cells[i], b.cells[j], still.has(j))
  );
  const kept = new Map(match.flatMap((i, j) => (i === undefined ? [] : [[i, j]])));
  const gone = new Map<number, CellDiff[]>();
  let place = 0;
  a.cells.forEach((cell, i) => {
    const j = kept.get(i);
    if (j !== undefined) {
      if (still.has(j)) place = j + 1;
      return;
    }
    const here = gone.get(place) ?? [];
    here.push(toDiff(cell, undefined, true));
    gone.set(place, here);
  });
  return [
    ...after.flatMap((diff, j) => [...(gone.get(j) ?? []), diff]),
    ...(gone.get(after.length) ?? [])
  ];
}

function toDiff(before: Cell | undefined, after: Cell | undefined, isStill: boolean): CellDiff {
  const isSame =
    before && after && before.source === after.source && headOf(before) === headOf(after);
  const hunks = isSame ? [] : diffLines(before?.source, after?.source);
  if (!before) return {change: "added", before, after, hunks};
  if (!after) return {change: "removed", before, after, hunks};
  if (!isStill) return {change: "moved", before, after, hunks};
  return {change: isSame ? "same" : "changed", before, after, hunks};
}

function headOf(cell: Cell): string {
  return cell.kind === "code" ? `${cell.language} ${cell.info}` : "";
}

/** The longest run of cells that kept their order; the others have moved. */
function findUnmoved(match: readonly (number | undefined)[]): Set<number> {
  /** for each length, where the run with the smallest end stops. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  match.forEach((i, j) => {
    if (i === undefined) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((match[ends[middle]] as number) < i) low = middle + 1;
      else high = middle;
    }
    previous[j] = low > 0 ? ends[low - 1] : undefined;
    ends[low] = j;
  });
  const still = new Set<number>();
  for (let j: number | undefined = ends.at(-1); j !== undefined; j = previous[j]) still.add(j);
  return still;
}

export function diffLines(before: string | undefined, after: string | undefined): LineHunk[] {
  const a = before?.split("\n") ?? [];
  const b = after?.split("\n") ?? [];
  const parts: Part[] = a.length * b.length > MOST ? [{buffer1: a, buffer2: b}] : diffComm(a, b);
  return parts
    .flatMap(({common = [], buffer1 = [], buffer2 = []}): LineHunk[] => [
      {kind: "same", lines: common},
      {kind: "removed", lines: buffer1},
      {kind: "added", lines: buffer2}
    ])
    .filter(({lines}) => lines.length > 0);
}
