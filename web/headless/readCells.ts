// A notebook's text to cells that can run, and from places in cells to places in the file.
import {readFront} from "../document/front.ts";
import {parseNotebook} from "../document/parse.ts";
import {renderProse} from "../document/prose.ts";
import type {CodeLanguage, Notebook} from "../document/types.ts";
import {CellSyntaxError} from "../lang/cell.ts";
import {compileCell} from "../lang/compile.ts";
import {compileLive} from "../live/compileLive.ts";
import type {CellError, CellInput} from "../runtime/types.ts";
import type {Numerics} from "../../worker/api.ts";

export interface FileCell {
  input: CellInput;
  language: CodeLanguage;
  /** of the file, where its source starts. */
  line: number;
  /** by which the columns of its first line are off. */
  indent: number;
}

/** The cells that run, `${…}` in prose among them, in the order of the file. */
export async function readCells(notebook: Notebook, numerics: Numerics): Promise<FileCell[]> {
  const cells: FileCell[] = [];
  for (const cell of notebook.cells) {
    if (cell.kind === "code") {
      const {id, language, line, options} = cell;
      const compiled = compile(language, cell.source, numerics, options.name);
      // modes say what waits for a reader; here there is none to wait for
      const input: CellInput = {id, key: id, compiled, run: "auto", disabled: options.disabled};
      cells.push({input, language, line, indent: 0});
    } else if (cell.source.includes("${")) {
      const {inline} = await renderProse(cell.source);
      inline.forEach(({source, line, column}, i) => {
        const id = `${cell.id}.${i + 1}`;
        const compiled = compile("ts", source, numerics);
        const input: CellInput = {id, key: id, compiled, run: "auto", disabled: false};
        cells.push({input, language: "ts", line: cell.line + line - 1, indent: column - 1});
      });
    }
  }
  return cells;
}

function compile(
  language: CodeLanguage,
  source: string,
  numerics: Numerics,
  gather?: string
): CellInput["compiled"] {
  try {
    return language === "ts" || language === "js"
      ? compileCell(source, {language, numerics})
      : compileLive(language, source, gather);
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    const {name, message, line, column} = error;
    return {name, message, line, column, trace: []};
  }
}

/** A place in a cell, from 1, as one in the file; the cell's first line where it is unknown. */
export function toFilePlace(
  cell: FileCell,
  {line, column}: Pick<CellError, "line" | "column">
): {line: number; column: number} {
  const first = line <= 1;
  return {
    line: cell.line + Math.max(line, 1) - 1,
    column: Math.max(column, 1) + (first ? cell.indent : 0)
  };
}

export function readNotebook(text: string, path: string): {notebook: Notebook; title: string} {
  const notebook = parseNotebook(text);
  const prose = notebook.cells.filter(({kind}) => kind === "prose");
  const heading = prose.map(({source}) => /^#\s+(.+?)\s*#*\s*$/m.exec(source)?.[1]).find(Boolean);
  const file = path.split(/[\\/]/).at(-1).replace(/\.md$/, "");
  return {notebook, title: readFront(notebook).title ?? heading ?? file};
}
