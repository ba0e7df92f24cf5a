// The text under edit: cells, undo of what changes their order or number, and the page's copy kept up to date.
import {batch, createMemo, createSignal, type Accessor} from "solid-js";
import {setSource} from "../../document/edit.ts";
import {parseNotebook, reparse} from "../../document/parse.ts";
import {printNotebook} from "../../document/print.ts";
import type {Cell, Notebook} from "../../document/types.ts";

export interface DocumentModel {
  notebook: Accessor<Notebook>;
  cells: Accessor<readonly Cell[]>;
  text: Accessor<string>;
  cell(id: string): Cell | undefined;
  /** Replaces the notebook; `undoable` acts can be taken back one by one, typing is the editor's to undo. */
  change(edit: (notebook: Notebook) => Notebook, undoable?: boolean): void;
  /** Other sources for several cells, in one step. */
  changeSources(changes: readonly {id: string; source: string}[]): void;
  undo(): boolean;
  redo(): boolean;
  /** Another text from outside; what stayed keeps its cells. */
  replace(text: string): void;
  /** Tells the page of the text now, without waiting for the burst of keys to end. */
  flush(): void;
}

/** An act that can be taken back: the notebook on both sides of it. */
interface Step {
  before: Notebook;
  after: Notebook;
}

/** A burst of keys ends after this many milliseconds of rest. */
const BURST = 250;
const DEEPEST = 200;

export function createDocument(text: string, onEdited: (text: string) => void): DocumentModel {
  const [notebook, setNotebook] = createSignal(parseNotebook(text));
  const past: Step[] = [];
  const future: Step[] = [];
  let sent = text;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const now = printNotebook(notebook());
    if (now !== sent) onEdited((sent = now));
  };
  const put = (next: Notebook) => {
    setNotebook(next);
    timer ??= setTimeout(flush, BURST);
  };
  const remember = (step: Step) => {
    past.push(step);
    if (past.length > DEEPEST) past.shift();
    future.length = 0;
  };
  const travel = (from: Step[], to: Step[]) => {
    const step = from.pop();
    if (!step) return false;
    const now = notebook();
    to.push({before: now, after: step.before});
    batch(() => put(carryTyping(step, now)));
    flush();
    return true;
  };
  const byId = createMemo(() => new Map(notebook().cells.map((cell) => [cell.id, cell])));

  const change: DocumentModel["change"] = (edit, undoable = true) => {
    const before = notebook();
    const after = edit(before);
    if (after === before) return;
    if (undoable) remember({before, after});
    batch(() => put(after));
    if (undoable) flush();
  };

  return {
    notebook,
    cells: () => notebook().cells,
    text: () => printNotebook(notebook()),
    cell: (id) => byId().get(id),
    change,
    changeSources: (changes) =>
      change((book) =>
        changes.reduce((before, {id, source}) => setSource(before, id, source), book)
      ),
    undo: () => travel(past, future),
    redo: () => travel(future, past),
    replace(text) {
      clearTimeout(timer);
      timer = undefined;
      const before = notebook();
      const after = reparse(before, text);
      remember({before, after});
      sent = text;
      setNotebook(after);
    },
    flush
  };
}

/** The notebook before a step, with what was typed since the step. */
function carryTyping({before, after}: Step, now: Notebook): Notebook {
  const left = new Map(after.cells.map(({id, source}) => [id, source]));
  const kept = new Set(before.cells.map(({id}) => id));
  return now.cells
    .filter(({id, source}) => kept.has(id) && left.has(id) && left.get(id) !== source)
    .reduce((book, {id, source}) => setSource(book, id, source), before);
}
