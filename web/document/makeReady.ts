// What the build makes of a shipped notebook. The compiler is passed in: whoever only reads a
// notebook needs neither.
import type {CompiledCell, CompileOptions} from "../lang/cell.ts";
import {readFront} from "./front.ts";
import {parseNotebook} from "./parse.ts";
import {renderProse} from "./prose.ts";
import {keyOf} from "./ready.ts";
import type {Ready} from "./ready.ts";

export type Compile = (source: string, options: CompileOptions) => CompiledCell;

/** Cells that cannot be compiled are left out: the page says why when it tries. */
export async function makeReady(text: string, compile: Compile): Promise<Ready> {
  const notebook = parseNotebook(text);
  const ready: Ready = {front: readFront(notebook), cells: {}, prose: {}};
  const addCode = (language: "ts" | "js", source: string) => {
    try {
      ready.cells[keyOf(language, source)] = compile(source, {language, numerics: "strict"});
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  };
  for (const cell of notebook.cells) {
    if (cell.kind === "prose") {
      const prose = await renderProse(cell.source);
      ready.prose[keyOf("md", cell.source)] = prose;
      for (const {source} of prose.inline) addCode("ts", source);
    } else if (cell.language === "ts" || cell.language === "js")
      addCode(cell.language, cell.source);
  }
  return ready;
}
