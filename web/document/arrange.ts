// Edits of the row of cells.
import {findCell, joinBlocks, printBlock, tidyMarkers, toBlocks} from "./blocks.ts";
import type {Block, Blocks, NewCell} from "./blocks.ts";
import {writeOption} from "./infoString.ts";
import {reparseWith} from "./parse.ts";
import type {Cell, Notebook} from "./types.ts";

/** A new cell before the one that is at `index`; it gets an id of its own. */
export function insertCell(notebook: Notebook, index: number, cell: NewCell): Notebook {
  checkIndex("notebook.insertCell", index, notebook.cells.length);
  const parts = toBlocks(notebook);
  insert(parts, index, printBlock(cell, parts.eol), parts.eol + parts.eol);
  return rebuild(notebook, parts, []);
}

export function removeCell(notebook: Notebook, id: string): Notebook {
  const {index} = findCell(notebook, id, "notebook.removeCell");
  const parts = toBlocks(notebook);
  remove(parts, index);
  return rebuild(notebook, parts, [index]);
}

/** Moves a cell so that it is at `index` afterwards. */
export function moveCell(notebook: Notebook, id: string, index: number): Notebook {
  const {index: from} = findCell(notebook, id, "notebook.moveCell");
  checkIndex("notebook.moveCell", index, notebook.cells.length - 1);
  if (from === index) return notebook;
  const parts = toBlocks(notebook);
  const {block, gap} = remove(parts, from);
  insert(parts, index, block, gap);
  return rebuild(notebook, parts, [from, from + 1, index, index + 1]);
}

/** Two cells of one, parted at an offset in the source; the first keeps the id. */
export function splitCell(notebook: Notebook, id: string, offset: number): Notebook {
  const {cell, index} = findCell(notebook, id, "notebook.splitCell");
  checkIndex("notebook.splitCell", offset, cell.source.length);
  const parts = toBlocks(notebook);
  const before = cell.source.slice(0, offset).replace(/\n$/, "");
  const after = cell.source.slice(offset).replace(/^\n/, "");
  const {eol} = parts;
  parts.blocks[index] = printBlock(withSource(cell, before), eol, id);
  const second = withSource(cell, after);
  delete second.id;
  if (second.info) second.info = writeOption(second.info, "#", undefined);
  insert(parts, index + 1, printBlock(second, eol), eol + eol);
  return rebuild(notebook, parts, [index, index + 1]);
}

/** One cell of a cell and the next, which has to be of the same language. */
export function joinCells(notebook: Notebook, id: string): Notebook {
  const {cell, index} = findCell(notebook, id, "notebook.joinCells");
  const next: Cell | undefined = notebook.cells[index + 1];
  if (!next || languageOf(cell) !== languageOf(next)) {
    throw new RangeError(
      `notebook.joinCells: expected two cells of one language, got ${languageOf(cell)} and ${next ? languageOf(next) : "nothing"}`
    );
  }
  const parts = toBlocks(notebook);
  const between = cell.kind === "prose" ? "\n\n" : "\n";
  const source = [cell.source, next.source].filter((text) => text !== "").join(between);
  remove(parts, index + 1);
  parts.blocks[index] = printBlock(withSource(cell, source), parts.eol, id);
  return rebuild(notebook, parts, [index, index + 1]);
}

function withSource(cell: Cell, source: string): NewCell {
  if (cell.kind === "code") return {language: cell.language, source, info: cell.info};
  return {language: "prose", source, id: cell.hasId ? cell.id : undefined};
}

function languageOf(cell: Cell): string {
  return cell.kind === "code" ? cell.language : "prose";
}

function insert({head, blocks, gaps, eol}: Blocks, index: number, block: Block, gap: string): void {
  blocks.splice(index, 0, block);
  if (blocks.length > 1) gaps.splice(index < blocks.length - 1 ? index + 1 : index, 0, gap);
  else gaps.splice(0, 1, head.length > 1 && gaps[0] === "" ? eol : gaps[0], eol);
}

/** Takes a block out, with the blank lines that go with it. */
function remove({blocks, gaps}: Blocks, index: number): {block: Block; gap: string} {
  const [block] = blocks.splice(index, 1);
  const isLast = blocks.length > 0 && index === blocks.length;
  const [gap] = gaps.splice(isLast ? index : index + 1, 1);
  return {block, gap};
}

function rebuild(notebook: Notebook, parts: Blocks, tidy: number[]): Notebook {
  tidyMarkers(parts.blocks, tidy);
  return reparseWith(
    notebook,
    joinBlocks(parts),
    parts.blocks.map(({id}) => id)
  );
}

function checkIndex(what: string, index: number, most: number): void {
  if (!Number.isInteger(index) || index < 0 || index > most) {
    throw new RangeError(`${what}: expected a place from 0 to ${most}, got ${index}`);
  }
}
