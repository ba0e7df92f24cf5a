// A text model for every cell, kept as the page's cells are.
import {monaco} from "./monaco.ts";
import {applyEdits, type PaneHost} from "../pane.ts";
import type {CellEdits} from "../checker/words.ts";
import type {EditorCell, Marker} from "../types.ts";

export interface Models {
  setCells(cells: readonly EditorCell[]): void;
  find(id: string): monaco.editor.ITextModel | undefined;
  cell(id: string): EditorCell | undefined;
  /** the cells, with the models' texts, in document order. */
  cells(): EditorCell[];
  /** Changes several cells as one thing that the reader did. */
  edit(changes: readonly CellEdits[]): void;
  setMarkers(id: string, markers: readonly Marker[]): void;
  dispose(): void;
}

/** Who has to know of changes: the type checker. */
export interface Watcher {
  setCells(cells: readonly EditorCell[]): void;
  setSource(id: string, source: string): void;
}

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info
};

export function toSeverity(severity: Marker["severity"]): monaco.MarkerSeverity {
  return SEVERITIES[severity];
}

/** A model's cell, from its address. */
export function idOf(model: {uri: monaco.Uri}): string {
  return decodeURIComponent(model.uri.path.slice(1));
}

export function makeModels(host: PaneHost, watcher: Watcher): Models {
  const models = new Map<string, monaco.editor.ITextModel>();
  let cells = new Map<string, EditorCell>();
  /** a change that the page made or knows of. */
  let isTold = false;

  const create = ({id, source, language}: EditorCell) => {
    const uri = monaco.Uri.from({scheme: "cell", path: `/${encodeURIComponent(id)}`});
    const model = monaco.editor.createModel(source, language, uri);
    model.updateOptions({
      tabSize: 2,
      insertSpaces: true,
      bracketColorizationOptions: {enabled: false, independentColorPoolPerBracketType: false}
    });
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.onDidChangeContent(() => {
      const text = model.getValue();
      const cell = cells.get(id);
      if (cell) cells.set(id, {...cell, source: text});
      watcher.setSource(id, text);
      if (!isTold) host.onChange(id, text);
    });
    models.set(id, model);
  };
  const push = (model: monaco.editor.ITextModel, edits: CellEdits["edits"]) => {
    const operations = edits.map(({start, end, text}) => ({
      range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
      text
    }));
    model.pushStackElement();
    model.pushEditOperations(null, operations, () => null);
    model.pushStackElement();
  };
  const tell = (change: () => void) => {
    isTold = true;
    try {
      change();
    } finally {
      isTold = false;
    }
  };

  return {
    setCells(list) {
      cells = new Map(list.map((cell) => [cell.id, cell]));
      for (const [id, model] of models) {
        if (cells.has(id)) continue;
        model.dispose();
        models.delete(id);
      }
      for (const cell of list) {
        const model = models.get(cell.id);
        if (!model) create(cell);
        else {
          if (model.getLanguageId() !== cell.language)
            monaco.editor.setModelLanguage(model, cell.language);
          const text = model.getValue();
          if (text !== cell.source) tell(() => push(model, [findChange(text, cell.source)]));
        }
      }
      watcher.setCells(list);
    },
    find: (id) => models.get(id),
    cell: (id) => cells.get(id),
    cells: () => [...cells.values()],
    edit(changes) {
      const done = changes.flatMap(({id, edits}) => {
        const model = models.get(id);
        if (!model || edits.length === 0) return [];
        const source = applyEdits(model.getValue(), edits);
        tell(() => push(model, edits));
        return [{id, source}];
      });
      if (done.length === 1) host.onChange(done[0].id, done[0].source);
      else if (done.length > 1) host.onRename(done);
    },
    setMarkers(id, markers) {
      const model = models.get(id);
      if (!model) return;
      const list = markers.map(({line, column, length, severity, message}) => {
        const start = model.validatePosition({lineNumber: line, column});
        const word = model.getWordAtPosition(start);
        const end = length ? start.column + length : (word?.endColumn ?? start.column + 1);
        return {
          severity: toSeverity(severity),
          message,
          startLineNumber: start.lineNumber,
          startColumn: start.column,
          endLineNumber: start.lineNumber,
          endColumn: end
        };
      });
      monaco.editor.setModelMarkers(model, "run", list);
    },
    dispose() {
      for (const model of models.values()) model.dispose();
    }
  };
}

/** What differs between two texts, as one edit: carets and undo keep their places around it. */
function findChange(from: string, to: string): {start: number; end: number; text: string} {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  let same = 0;
  while (same < most - start && from.at(-1 - same) === to.at(-1 - same)) same++;
  return {start, end: from.length - same, text: to.slice(start, to.length - same)};
}
