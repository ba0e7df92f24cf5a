// The full editor's module: everything that needs Monaco, bundled apart from the page's own chunks
// (web/build/editor.ts) and imported from bytes when it is first needed.
import {makeFullPane} from "./fullPane.ts";
import {registerLanguages} from "./languages.ts";
import {makeTypes} from "./types.ts";
import type {Pane} from "../pane.ts";
import type {FullOptions} from "./fullOptions.ts";

export type OpenFull = typeof openFull;

export function openFull(options: FullOptions): Pane {
  registerLanguages(options.lexers);
  const types = makeTypes(options);
  return makeFullPane(options, types);
}
