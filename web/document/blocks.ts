// A notebook as a row of blocks with the blank lines between them: what edits that add, move or
// join cells work on. Putting a notebook apart and together again changes no byte.
import {closesFence, findMarker, findSeal} from "./scanProse.ts";
import type {Cell, CodeLanguage, Notebook} from "./types.ts";

export interface Block {
  /** the cell's id, if it keeps one. */
  id: string | undefined;
  isProse: boolean;
  text: string;
}

export interface Blocks {
  /** byte order mark and front matter. */
  head: string;
  blocks: Block[];
  /** blank lines before, between and behind the blocks: one more than there are blocks. */
  gaps: string[];
  eol: string;
}

export interface NewCell {
  language: CodeLanguage | "prose";
  source: string;
  /** options of a code cell, as they stand behind the language. */
  info?: string;
  /** an id for a prose cell to have in the text. */
  id?: string;
}

const FRONT = /^\ufeff?---[ \t]*[\r\n](?:[^]*?[\r\n])?(?:---|\.\.\.)[ \t]*(?:[\r\n]|$)/;

export function toBlocks({text, front, cells, spans}: Notebook): Blocks {
  const head = text.slice(0, findHeadEnd(text, front?.end));
  const gaps: string[] = [];
  let at = head.length;
  const blocks = cells.map((cell, i) => {
    const {start, end} = spans[i];
    gaps.push(text.slice(at, start));
    at = end;
    return {id: cell.id, isProse: cell.kind === "prose", text: text.slice(start, end)};
  });
  gaps.push(text.slice(at));
  return {head, blocks, gaps, eol: findEol(text)};
}

/** The line break that most lines of a text end in. */
export function findEol(text: string): string {
  const all = text.split("\n").length - 1;
  return text.split("\r\n").length - 1 > all / 2 ? "\r\n" : "\n";
}

function findHeadEnd(text: string, frontEnd: number | undefined): number {
  if (frontEnd === undefined) return text.startsWith("\ufeff") ? 1 : 0;
  const closing = /[^\r\n]*(?:\r\n|\n|\r)?/y;
  closing.lastIndex = frontEnd;
  closing.exec(text);
  return closing.lastIndex;
}

/** The text of blocks; neighbours that would run together are kept apart. */
export function joinBlocks({head, blocks, gaps, eol}: Blocks): string {
  let text = head;
  blocks.forEach((block, i) => {
    const isLast = i === blocks.length - 1;
    let gap = gaps[i];
    if (i > 0 && !/[\r\n]/.test(gap)) gap = eol + eol;
    if (i === 0 && head.length > 1 && !/[\r\n]$/.test(head)) gap = eol + gap;
    const needsMarker = block.isProse && i > 0 && blocks[i - 1].isProse && !isMarked(block);
    let body = needsMarker ? mark(block.text, eol) : block.text;
    if (!isLast) body += findEnding(block, eol);
    text += gap + body;
  });
  text += gaps[blocks.length];
  return head.length <= 1 ? keepProse(text, eol) : text;
}

/** Keeps an edit from turning the first cell into front matter. */
export function keepProse(text: string, eol: string): string {
  if (!FRONT.test(text)) return text;
  return text.startsWith("\ufeff") ? `\ufeff${eol}${text.slice(1)}` : eol + text;
}

/** What has to follow a block so that it ends before the next one. */
function findEnding({text, isProse}: Block, eol: string): string {
  const [first, ...lines] = text.split(/\r\n|\n|\r/);
  if (isProse) {
    const seal = findSeal(text);
    return seal && eol + seal;
  }
  const marker = /^(`+|~+)/.exec(first)?.[0] ?? "";
  return closesFence(lines.at(-1) ?? "", marker) ? "" : eol + marker;
}

export function isMarked({text}: Block): boolean {
  return findMarker(firstLine(text)) !== null;
}

function firstLine(text: string): string {
  return text.split(/\r\n|\n|\r/, 1)[0];
}

function mark(text: string, eol: string, id?: string): string {
  return `<!-- cell${id ? ` #${id}` : ""} -->${text === "" ? "" : eol + eol + text}`;
}

/** The block without a marker that has nothing to keep apart and no id to carry. */
function unmark(block: Block): Block {
  const marker = findMarker(firstLine(block.text));
  if (!marker || marker.id !== undefined) return block;
  const rest = block.text.slice(firstLine(block.text).length).replace(/^(?:[ \t]*[\r\n])+/, "");
  return rest === "" ? block : {...block, text: rest};
}

/** Takes out the markers that edits around `places` have left without use. */
export function tidyMarkers(blocks: Block[], places: readonly number[]): void {
  for (const i of places) {
    const block = blocks[i];
    if (block?.isProse && !(i > 0 && blocks[i - 1].isProse)) blocks[i] = unmark(block);
  }
}

/** A new cell's block. */
export function printBlock(cell: NewCell, eol: string, id?: string): Block {
  const {language, source, info = ""} = cell;
  const lines = toLines(source);
  if (language === "prose") {
    const body = trimBlank(lines).join(eol);
    const isBare = body !== "" && cell.id === undefined;
    return {id, isProse: true, text: isBare ? body : mark(body, eol, cell.id)};
  }
  const marker = findMarkerFor(lines, "```");
  const opening = `${marker}${language}${info === "" || /^[\s{]/.test(info) ? info : ` ${info}`}`;
  const body = source === "" ? "" : eol + lines.join(eol);
  return {id, isProse: false, text: `${opening}${body}${eol}${marker}`};
}

export function toLines(source: string): string[] {
  return source.split(/\r\n|\n|\r/);
}

export function trimBlank(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => !/^[ \t]*$/.test(line));
  const last = lines.findLastIndex((line) => !/^[ \t]*$/.test(line));
  return first < 0 ? [] : lines.slice(first, last + 1);
}

/** A fence that no line of a source closes, at least as long as the one given. */
export function findMarkerFor(lines: readonly string[], marker: string): string {
  const sign = marker[0];
  const runs = lines.map((line) => /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? "");
  const longest = Math.max(
    0,
    ...runs.filter((run) => run.startsWith(sign)).map((run) => run.length)
  );
  return sign.repeat(Math.max(marker.length, longest + 1));
}

/** A text made of new cells, as an import needs it. */
export function composeText(front: string, cells: readonly NewCell[]): string {
  const isFront = front.trim() !== "" && !/^(---|\.\.\.)[ \t]*$/m.test(front);
  const head = !isFront ? "" : `---\n${front.trimEnd()}\n---\n`;
  const blocks = cells.map((cell) => printBlock(cell, "\n"));
  const gaps = blocks.map((_, i) => (i > 0 ? "\n\n" : head && "\n"));
  return joinBlocks({head, blocks, gaps: [...gaps, "\n"], eol: "\n"});
}

export function findCell(
  notebook: Notebook,
  id: string,
  what: string
): {cell: Cell; index: number} {
  const index = notebook.cells.findIndex((cell) => cell.id === id);
  if (index < 0) throw new RangeError(`${what}: unknown cell, got ${JSON.stringify(id)}`);
  return {cell: notebook.cells[index], index};
}
