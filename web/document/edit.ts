// Edits of one cell, each a new notebook whose text differs only where it must.
import {
  findCell,
  findEol,
  findMarkerFor,
  joinBlocks,
  keepProse,
  printBlock,
  tidyMarkers,
  toBlocks,
  toLines,
  trimBlank
} from "./blocks.ts";
import {findLiveLanguage, isCellId, writeOption} from "./infoString.ts";
import type {OptionValue} from "./infoString.ts";
import {reparseWith} from "./parse.ts";
import {findMarker} from "./scanProse.ts";
import type {CodeLanguage, Notebook, Span} from "./types.ts";

/** Another source. Prose may become several cells if fences or markers are written in it. */
export function setSource(notebook: Notebook, id: string, source: string): Notebook {
  const {cell, index} = findCell(notebook, id, "notebook.setSource");
  const lines = toLines(source);
  if (lines.join("\n") === cell.source) return notebook;
  return cell.kind === "prose" ? setProse(notebook, index, lines) : setCode(notebook, index, lines);
}

function setProse(notebook: Notebook, index: number, lines: string[]): Notebook {
  const parts = toBlocks(notebook);
  const {blocks, eol} = parts;
  const body = trimBlank(lines).join(eol);
  const {start, inner} = notebook.spans[index];
  const {text} = blocks[index];
  const marker = inner.start === inner.end ? text : text.slice(0, inner.start - start).trimEnd();
  const before = text.slice(0, inner.start - start);
  if (body === "") blocks[index].text = marker || "<!-- cell -->";
  else blocks[index].text = (before === marker && marker ? marker + eol + eol : before) + body;
  if (body !== "") tidyMarkers(blocks, [index]);
  const ids = blocks.map(({id}) => id);
  return reparseWith(notebook, joinBlocks(parts), ids);
}

function setCode(notebook: Notebook, index: number, lines: string[]): Notebook {
  const {text, spans} = notebook;
  const {start, end} = spans[index];
  const eol = findEol(text);
  const [opening] = toLines(text.slice(start, end));
  const old = /^(`+|~+)/.exec(opening)?.[0] ?? "```";
  const marker = findMarkerFor(lines, old);
  const body = lines.length === 1 && lines[0] === "" ? "" : eol + lines.join(eol);
  const block = `${marker}${opening.slice(old.length)}${body}${eol}${marker}`;
  return splice(notebook, {start, end}, block);
}

/** Writes an option of a code cell (`#` for the id of any cell); undefined takes it out. */
export function setOption(
  notebook: Notebook,
  id: string,
  key: string,
  value: OptionValue
): Notebook {
  const {cell, index} = findCell(notebook, id, "notebook.setOption");
  if (
    key === "#" &&
    value !== undefined &&
    notebook.cells.some((other) => other !== cell && other.id === value)
  ) {
    throw new RangeError(
      `notebook.setOption: another cell has this id, got ${JSON.stringify(value)}`
    );
  }
  const {start, end} = notebook.spans[index];
  const block = notebook.text.slice(start, end);
  const [first] = toLines(block);
  const ids = notebook.cells.map((other, i) => (i === index && key === "#" ? undefined : other.id));
  if (cell.kind === "prose") {
    if (key !== "#")
      throw new RangeError(
        `notebook.setOption: prose has no option but its id, got ${JSON.stringify(key)}`
      );
    return splice(notebook, {start, end}, setProseId(block, value, findEol(notebook.text)), ids);
  }
  const opening = first.trimEnd();
  const head = opening.slice(0, opening.length - cell.info.length);
  const info = writeOption(cell.info, key, value);
  return splice(notebook, {start, end: start + opening.length}, head + info, ids);
}

function setProseId(block: string, id: OptionValue, eol: string): string {
  const first = toLines(block)[0].trimEnd();
  if (id !== undefined && !isCellId(String(id))) {
    throw new RangeError(`notebook.setOption: invalid id, got ${JSON.stringify(id)}`);
  }
  const marker = id === undefined ? "<!-- cell -->" : `<!-- cell #${String(id)} -->`;
  if (findMarker(first)) return marker + block.slice(first.length);
  return id === undefined ? block : marker + eol + eol + block;
}

/** Makes a cell prose or a code cell in a language; options stay from code to code. */
export function setLanguage(
  notebook: Notebook,
  id: string,
  language: CodeLanguage | "prose"
): Notebook {
  const {cell, index} = findCell(notebook, id, "notebook.setLanguage");
  const {start, end} = notebook.spans[index];
  if (cell.kind === "code" && language !== "prose") {
    if (cell.language === language) return notebook;
    const [first] = toLines(notebook.text.slice(start, end));
    const marker = /^(`+|~+)[ \t]*/.exec(first)?.[0] ?? "```";
    return splice(notebook, {start, end: start + first.length}, marker + language + cell.info);
  }
  if ((cell.kind === "prose") === (language === "prose")) return notebook;
  const parts = toBlocks(notebook);
  const {blocks, eol} = parts;
  const kept = cell.hasId ? cell.id : undefined;
  blocks[index] = printBlock(
    language === "prose"
      ? {language, source: cell.source, id: kept}
      : {language, source: cell.source, info: kept && ` {#${kept}}`},
    eol,
    id
  );
  tidyMarkers(blocks, [index, index + 1]);
  return reparseWith(
    notebook,
    joinBlocks(parts),
    blocks.map((block) => block.id)
  );
}

function splice(
  notebook: Notebook,
  {start, end}: Span,
  text: string,
  ids: readonly (string | undefined)[] = notebook.cells.map(({id}) => id)
): Notebook {
  const spliced = notebook.text.slice(0, start) + text + notebook.text.slice(end);
  const changed = notebook.front ? spliced : keepProse(spliced, findEol(spliced));
  return changed === notebook.text ? notebook : reparseWith(notebook, changed, ids);
}

/** Whether a fence's info string makes a live cell: for editors that offer it. */
export function isLive(info: string): boolean {
  return findLiveLanguage(info) !== null;
}
