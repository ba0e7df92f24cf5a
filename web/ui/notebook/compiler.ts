// Compiled cells and drawn prose: ready-made ones of a shipped notebook at once, others by parsers that
// are loaded when they are first needed.
import {keyOf, type Ready} from "../../document/ready.ts";
import type {CodeCell, Prose} from "../../document/types.ts";
import type {CompiledCell} from "../../lang/cell.ts";
import type {CellError} from "../../runtime/types.ts";

export type Compiled = CompiledCell | CellError;

export interface Compiler {
  /** at once if it is known, else when the parser has come; `gather`: a live cell's `name=`. */
  compile(
    language: CodeCell["language"],
    source: string,
    gather?: string
  ): Compiled | Promise<Compiled>;
  prose(source: string): Prose | Promise<Prose>;
}

/** What says that two cells are the same program. */
export function toProgramKey(
  language: CodeCell["language"],
  source: string,
  gather?: string
): string {
  const isLive = language === "as" || language === "wgsl";
  return keyOf(isLive && gather !== undefined ? `${language} ${gather}` : language, source);
}

export function createCompiler(ready: Ready | undefined, numerics: "strict" | "fast"): Compiler {
  const cells = new Map<string, Compiled>(
    // shipped cells are compiled for strict numerics
    numerics === "strict" ? Object.entries(ready?.cells ?? {}) : []
  );
  const proses = new Map<string, Prose>(Object.entries(ready?.prose ?? {}));

  const compileLate = async (
    language: CodeCell["language"],
    source: string,
    key: string,
    gather?: string
  ) => {
    let made: Compiled;
    try {
      if (language === "as" || language === "wgsl") {
        const {compileLive} = await import("../../live/compileLive.ts");
        made = compileLive(language, source, gather);
      } else {
        const {compileCell} = await import("../../lang/compile.ts");
        made = compileCell(source, {language, numerics});
      }
    } catch (error) {
      made = toCellError(error);
    }
    cells.set(key, made);
    return made;
  };

  return {
    compile(language, source, gather) {
      const key = toProgramKey(language, source, gather);
      return cells.get(key) ?? compileLate(language, source, key, gather);
    },
    prose(source) {
      const key = keyOf("md", source);
      const known = proses.get(key);
      if (known) return known;
      return import("../../document/prose.ts").then(async ({renderProse}) => {
        const prose = await renderProse(source);
        proses.set(key, prose);
        return prose;
      });
    }
  };
}

function toCellError(error: unknown): CellError {
  const {name, message, line, column} = error as Partial<CellError>;
  return {
    name: name ?? "SyntaxError",
    message: message ?? String(error),
    line: line ?? 0,
    column: column ?? 0,
    trace: []
  };
}
