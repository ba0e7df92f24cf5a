// The full editor's module: everything that needs Monaco, bundled apart from the page's own chunks
// (web/build/editor.ts) and imported from bytes when it is first needed.
import {makeFullPane} from "./fullPane.ts";
import {registerLanguages} from "./languages.ts";
import {makeTypes} from "./types.ts";
import type {LineLexer} from "../token.ts";
import type {Pane, PaneHost} from "../pane.ts";
import type {EditorLanguage} from "../types.ts";

export interface FullOptions {
  host: PaneHost;
  lexers: Record<EditorLanguage, LineLexer>;
  /** the type checker's script and what it has to know, once they have come. */
  types: Promise<{code: string; declarations: Record<string, string>}>;
  texts: {
    /** why a rename is refused: another cell has the name. */
    taken: string;
    /** why a rename is refused: no cell has the name. */
    fixed: string;
    /** how to leave, for screen readers. */
    leave: string;
  };
}

export type OpenFull = typeof openFull;

export function openFull(options: FullOptions): Pane {
  registerLanguages(options.lexers);
  const types = makeTypes(options);
  return makeFullPane(options, types);
}
