// The words between the editor and whoever shows cells. One editor moves to the cell that has the focus;
// all others show `drawCode` (highlight.ts) in a `<pre class="code">`, with the same metrics.

export type EditorLanguage = "ts" | "js" | "as" | "wgsl" | "md";

export interface EditorCell {
  id: string;
  language: EditorLanguage;
  source: string;
  /** names that other cells can read; of a cell that does not compile now: the last known ones. */
  defines: readonly string[];
  /** what a screen reader calls the editor, such as "Cell 3, TypeScript". */
  label: string;
}

/** A place in a cell, from 1. */
export interface Place {
  line: number;
  column: number;
}

export interface Diagnostic extends Place {
  severity: "error" | "warning" | "info";
  message: string;
  /** where it ends; columns from 1, exclusive. */
  endLine: number;
  endColumn: number;
}

/** What is to be underlined besides the types' diagnostics: a runtime error, a mark of the compiler. */
export interface Marker extends Place {
  severity: "error" | "warning" | "info";
  message: string;
  /** default: to the end of the word there. */
  length?: number;
}

export interface CellChange {
  id: string;
  source: string;
}

/** What the editor tells and asks of the room that shows the cells. */
export interface EditorHost {
  /** the bytes of one of `EDITOR_ASSETS`. */
  fetchAsset(name: string): Promise<ArrayBuffer>;
  /** after each edit by the reader. */
  onChange(id: string, source: string): void;
  /** a rename across cells, in one go; the editor's own copies are changed already. */
  onRename(changes: CellChange[]): void;
  /** Ctrl/Cmd-Enter: stay; Shift-Enter: next; Alt-Enter: insert. */
  onRun(id: string, then: "stay" | "next" | "insert"): void;
  /** Esc: out, to the cell around the editor; an arrow key past the first or last line: up or down. */
  onLeave(id: string, direction: "out" | "up" | "down"): void;
  /** a definition in another cell: show and focus it there. */
  onGoTo(id: string, place: Place): void;
  /** new results of the type checker, for any cell. */
  onDiagnostics(id: string, diagnostics: Diagnostic[]): void;
  /** A key was pressed in the editor: true if the page has taken it, such as for its palette. */
  onKeyDown?(event: KeyboardEvent): boolean;
  /** a link in a hover was followed. */
  onLink(url: string): void;
  /** whether Tab indents or moves the focus on, after Ctrl+M (⌃⇧M on macOS). */
  onTabMode?(movesFocus: boolean): void;
  /** the full editor cannot be had (no network, a dead worker): the light one stays, and works. */
  onProblem?(message: string): void;
}

export interface Editors {
  /** the cell being edited. */
  readonly current: string | undefined;
  /** "full" once Monaco is in use; "light": a textarea over the highlighted code. */
  readonly kind: "light" | "full";
  /** All cells in document order, with their sources; call it whenever one changed. */
  setCells(cells: readonly EditorCell[]): void;
  /**
   * Edits a cell inside an element, whose own children (the static `<pre class="code">`, whose metrics the
   * editor takes over) are hidden by the class `editing` meanwhile. Usable at once; Monaco takes over when
   * it has come. A cell that `setCells` has not brought yet is opened when it does.
   */
  focus(id: string, element: HTMLElement, place?: Place): void;
  /** Takes the editor out of the cell; its text, undo history and selection are kept. */
  blur(): void;
  /** what the type checker last said. */
  diagnostics(id: string): readonly Diagnostic[];
  setMarkers(id: string, markers: readonly Marker[]): void;
  /** Lays out a ts or js cell's code; tells of it by `onChange`. */
  format(id: string): Promise<void>;
  /** Fetches the full editor before it is needed, where one is wanted. */
  prefetch(): void;
  dispose(): void;
}

/** What the build makes for the editor; fetched when it is first needed. */
export const EDITOR_ASSETS = {
  /** the ES module of monaco.ts, alone. */
  editor: "editor.js",
  styles: "editor.css",
  /** the classic script of the type checker's worker. */
  types: "types.js",
  /** declarations by path, as JSON. */
  declarations: "types.json"
} as const;
