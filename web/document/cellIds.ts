// Which cell of a changed text is which: the text gives few ids, the others are numbers that stay
// with their cells while the notebook is open.
import type {Cell, CellOptions, CellSpan, CodeLanguage, Notebook} from "./types.ts";

/** A cell as found in the text. */
export interface DraftCell {
  language: CodeLanguage | "prose";
  source: string;
  line: number;
  info: string;
  options: CellOptions | undefined;
  /** as given by the text. */
  id: string | undefined;
  span: CellSpan;
}

type Ids = (string | undefined)[];

export function giveIds(
  drafts: readonly DraftCell[],
  previous: Notebook | undefined,
  known: readonly (string | undefined)[] | undefined
): {cells: Cell[]; lastId: number} {
  const ids =
    known?.length === drafts.length ? [...known] : matchIds(drafts, previous?.cells ?? []);
  const given = keepFirst(drafts.map(({id}) => id));
  const taken = new Set(given.filter((id) => id !== undefined));
  let lastId = previous?.lastId ?? 0;
  const old = new Map(previous?.cells.map((cell) => [cell.id, cell]));
  const cells = drafts.map((draft, i) => {
    let id = given[i];
    if (id === undefined) {
      const kept = ids[i];
      id = kept === undefined || taken.has(kept) ? String(++lastId) : kept;
      taken.add(id);
    }
    const cell = toCell(draft, id, given[i] !== undefined);
    const before = old.get(id);
    return before && isSame(before, cell) ? before : cell;
  });
  return {cells, lastId};
}

function keepFirst(ids: Ids): Ids {
  const seen = new Set<string>();
  return ids.map((id) => {
    if (id === undefined || seen.has(id)) return undefined;
    seen.add(id);
    return id;
  });
}

function matchIds(drafts: readonly DraftCell[], cells: readonly Cell[]): Ids {
  const ids: Ids = drafts.map(() => undefined);
  const shorter = Math.min(drafts.length, cells.length);
  let start = 0;
  while (start < shorter && isEqual(drafts[start], cells[start])) {
    ids[start] = cells[start].id;
    start++;
  }
  let tail = 0;
  const isTail = (n: number) => isEqual(drafts[drafts.length - 1 - n], cells[cells.length - 1 - n]);
  while (start + tail < shorter && isTail(tail)) {
    ids[drafts.length - 1 - tail] = cells[cells.length - 1 - tail].id;
    tail++;
  }
  matchMiddle(
    drafts.slice(start, drafts.length - tail),
    cells.slice(start, cells.length - tail)
  ).forEach((id, i) => (ids[start + i] = id));
  return ids;
}

/** By id, by equal source, then in order among cells of one kind. */
function matchMiddle(drafts: readonly DraftCell[], cells: readonly Cell[]): Ids {
  const free = new Set(cells);
  const ids: Ids = drafts.map(() => undefined);
  const take = (i: number, cell: Cell | undefined) => {
    if (!cell) return;
    free.delete(cell);
    ids[i] = cell.id;
  };
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  drafts.forEach(({id}, i) => {
    if (id !== undefined) take(i, byId.get(id));
  });
  const bySource = groupBy([...free], keyOfCell);
  drafts.forEach((draft, i) => {
    if (ids[i] === undefined) take(i, bySource.get(keyOfDraft(draft))?.shift());
  });
  const byKind = groupBy([...free], ({kind}) => kind);
  drafts.forEach(({language}, i) => {
    if (ids[i] === undefined) take(i, byKind.get(language === "prose" ? "prose" : "code")?.shift());
  });
  return ids;
}

function groupBy<K>(cells: Cell[], toKey: (cell: Cell) => K): Map<K, Cell[]> {
  const groups = new Map<K, Cell[]>();
  for (const cell of cells) {
    const key = toKey(cell);
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return groups;
}

function isEqual(draft: DraftCell, cell: Cell): boolean {
  return keyOfDraft(draft) === keyOfCell(cell) && (draft.id === undefined || draft.id === cell.id);
}

function keyOfDraft({language, source}: DraftCell): string {
  return `${language}\n${source}`;
}

function keyOfCell(cell: Cell): string {
  return `${cell.kind === "code" ? cell.language : "prose"}\n${cell.source}`;
}

function toCell(draft: DraftCell, id: string, hasId: boolean): Cell {
  const {language, source, line, info, options} = draft;
  const base = {id, hasId, source, line};
  return language === "prose" || !options
    ? {kind: "prose", ...base}
    : {kind: "code", ...base, language, options, info};
}

function isSame(a: Cell, b: Cell): boolean {
  if (a.kind !== b.kind || a.hasId !== b.hasId || a.line !== b.line || a.source !== b.source) {
    return false;
  }
  return a.kind !== "code" || b.kind !== "code" || (a.language === b.language && a.info === b.info);
}
