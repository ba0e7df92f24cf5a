import type {EditorCell, EditorHost, Marker, Place} from "./types.ts";

/** A selection in a cell, in UTF-16 units; `head` is where the caret is. */
export interface Selected {
  anchor: number;
  head: number;
}

/** One of the two editors, as `createEditors` moves it from cell to cell. */
export interface Pane {
  readonly kind: "light" | "full";
  setCells(cells: readonly EditorCell[]): void;
  /** Puts the editor into an element and the focus into the editor; false if there is no such cell. */
  open(id: string, element: HTMLElement, at?: Place | Selected): boolean;
  close(): void;
  /** where the open cell's selection is. */
  selected(): Selected | undefined;
  setMarkers(id: string, markers: readonly Marker[]): void;
  format(id: string): Promise<void>;
  dispose(): void;
}

/** What a pane is told; `onChange` and `onRename` come after the pane's own text has changed. */
export type PaneHost = Omit<EditorHost, "fetchAsset" | "onProblem">;

/** What Ctrl/Cmd-Enter, Shift-Enter and Alt-Enter mean. */
export function toRun(event: KeyboardEvent): "stay" | "next" | "insert" | undefined {
  if (event.key !== "Enter" || event.isComposing) return undefined;
  if (event.ctrlKey || event.metaKey) return "stay";
  if (event.shiftKey) return "next";
  return event.altKey ? "insert" : undefined;
}

export function toOffset(source: string, {line, column}: Place): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = source.indexOf("\n", start);
    if (end < 0) return source.length;
    start = end + 1;
  }
  const end = source.indexOf("\n", start);
  return Math.min(start + column - 1, end < 0 ? source.length : end);
}

export function toPlace(source: string, offset: number): Place {
  const before = source.slice(0, offset).split("\n");
  return {line: before.length, column: before.at(-1).length + 1};
}

/** Edits in a source, from its end, so that their offsets stay right. */
export function applyEdits(
  source: string,
  edits: readonly {start: number; end: number; text: string}[]
): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, {start, end, text: put}) => text.slice(0, start) + put + text.slice(end),
      source
    );
}
