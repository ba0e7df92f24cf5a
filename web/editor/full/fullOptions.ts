// What the full editor is opened with.
import type {LineLexer} from "../token.ts";
import type {EditorLanguage} from "../types.ts";
import type {PaneHost} from "../pane.ts";

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
