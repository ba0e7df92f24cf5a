// Text to notebook. A line at the margin that opens a fence in a live language begins a code cell;
// everything else is prose, split only by `<!-- cell -->`. Cells are stretches of the text, so
// that printing gives back every byte.
import {findId, findLiveLanguage, toOptions} from "./infoString.ts";
import {giveIds} from "./cellIds.ts";
import type {DraftCell} from "./cellIds.ts";
import {
  closesFence,
  findFence,
  findMarker,
  isBlank,
  isOpenGround,
  passLine,
  startProse
} from "./scanProse.ts";
import type {Notebook, Span} from "./types.ts";

interface Line extends Span {
  text: string;
  /** where the next line starts. */
  next: number;
}

/** Any text is a notebook. */
export function parseNotebook(text: string): Notebook {
  return toNotebook(text, undefined, undefined);
}

/** Another text for an open notebook: cells keep their ids, found by id, by equal source, then by position. */
export function reparse(previous: Notebook, text: string): Notebook {
  return text === previous.text ? previous : toNotebook(text, previous, undefined);
}

/** As `reparse`, for edits that know which id goes where. */
export function reparseWith(
  previous: Notebook,
  text: string,
  ids: readonly (string | undefined)[]
): Notebook {
  return toNotebook(text, previous, ids);
}

function toNotebook(
  text: string,
  previous: Notebook | undefined,
  ids: readonly (string | undefined)[] | undefined
): Notebook {
  const lines = splitLines(text);
  const {front, first} = findFront(lines);
  const drafts = findCells(text, lines, first);
  const {cells, lastId} = giveIds(drafts, previous, ids);
  return {text, front, cells, spans: drafts.map(({span}) => span), lastId};
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith("\ufeff") ? 1 : 0;
  for (const {
    0: {length},
    index
  } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({start, end: index, next: index + length, text: text.slice(start, index)});
    start = index + length;
  }
  const end = text.length;
  if (start < end) lines.push({start, end, next: end, text: text.slice(start)});
  return lines;
}

function findFront(lines: Line[]): {front: Span | undefined; first: number} {
  const none = {front: undefined, first: 0};
  if (!lines.length || !/^---[ \t]*$/.test(lines[0].text)) return none;
  for (let i = 1; i < lines.length; i++) {
    if (/^(---|\.\.\.)[ \t]*$/.test(lines[i].text)) {
      return {front: {start: lines[1].start, end: lines[i].start}, first: i + 1};
    }
  }
  return none;
}

function findCells(text: string, lines: Line[], first: number): DraftCell[] {
  const drafts: DraftCell[] = [];
  let i = first;
  while (i < lines.length) {
    const fence = findFence(lines[i].text);
    const live = fence?.indent === 0 ? findLiveLanguage(fence.info) : null;
    if (fence && live) {
      const last = findClosing(lines, i + 1, fence.marker);
      drafts.push(toCode(text, lines, {from: i, last, ...live}));
      i = last + 1;
    } else {
      const end = findProseEnd(lines, i);
      const draft = toProse(text, lines, i, end);
      if (draft) drafts.push(draft);
      i = end;
    }
  }
  return drafts;
}

/** The line that closes a fence, or the number of lines. */
function findClosing(lines: Line[], from: number, marker: string): number {
  let i = from;
  while (i < lines.length && !closesFence(lines[i].text, marker)) i++;
  return i;
}

/** The first line behind `from` that begins another cell. */
function findProseEnd(lines: Line[], from: number): number {
  const state = startProse();
  for (let i = from; i < lines.length; i++) {
    const {text} = lines[i];
    if (i > from && isOpenGround(state, text)) {
      const fence = findFence(text);
      if (fence?.indent === 0 && findLiveLanguage(fence.info)) return i;
      if (findMarker(text)) return i;
    }
    if (i > from || !findMarker(text)) passLine(state, text);
  }
  return lines.length;
}

function toCode(
  text: string,
  lines: Line[],
  {
    from,
    last,
    language,
    rest
  }: {from: number; last: number; language: DraftCell["language"]; rest: string}
): DraftCell {
  const opening = lines[from];
  const closing: Line | undefined = lines[last];
  const before = lines[Math.min(last, lines.length) - 1];
  const hasLines = last > from + 1;
  const inner = hasLines
    ? {start: lines[from + 1].start, end: before.end}
    : closing
      ? {start: opening.next, end: opening.next}
      : {start: opening.end, end: opening.end};
  return {
    language,
    source: toSource(text, inner),
    line: from + 2,
    info: rest,
    options: toOptions(rest),
    id: findId(rest),
    span: {start: opening.start, end: (closing ?? before).end, inner}
  };
}

function toProse(text: string, lines: Line[], from: number, end: number): DraftCell | null {
  const marker = findMarker(lines[from].text);
  let first = marker ? from + 1 : from;
  let last = end - 1;
  while (first <= last && isBlank(lines[first].text)) first++;
  while (last >= first && isBlank(lines[last].text)) last--;
  const isEmpty = first > last;
  if (isEmpty && !marker) return null;
  const inner = isEmpty
    ? {start: lines[from].end, end: lines[from].end}
    : {start: lines[first].start, end: lines[last].end};
  return {
    language: "prose",
    source: toSource(text, inner),
    line: (isEmpty ? from : first) + 1,
    info: "",
    options: undefined,
    id: marker?.id,
    span: {start: lines[marker ? from : first].start, end: inner.end, inner}
  };
}

function toSource(text: string, {start, end}: Span): string {
  return text.slice(start, end).replace(/\r\n?/g, "\n");
}
