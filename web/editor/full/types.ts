// The type checker's worker as the full editor has it: told of every change, and asked what is wrong
// whenever the reader rests.
import {monaco} from "./monaco.ts";
import {toSeverity, type Models, type Watcher} from "./models.ts";
import {CHECKED, registerProviders} from "./providers.ts";
import {startChecker, type RemoteChecker} from "../checker/startChecker.ts";
import type {FullOptions} from "./fullOptions.ts";
import type {Problem} from "../checker/words.ts";
import type {Diagnostic, EditorCell} from "../types.ts";

type Model = monaco.editor.ITextModel;

export interface Types extends Watcher {
  /** Answers for these models from now on. */
  listen(models: Models): void;
  format(id: string): Promise<void>;
  dispose(): void;
}

/** Milliseconds without a change before the notebook is checked. */
const REST = 250;

export function makeTypes(options: FullOptions): Types {
  const {host, types} = options;
  let registered: monaco.IDisposable[] = [];
  let cells: readonly EditorCell[] = [];
  let checker: RemoteChecker | undefined;
  let models: Models | undefined;
  let latest = "";
  let round = 0;
  let timer = 0;
  let isClosed = false;

  const started = types.then(async ({code, declarations}) => {
    const remote = await startChecker(code, declarations);
    if (isClosed) remote.close();
    checker = remote;
    void remote.ask.setCells(cells.map(toChecked));
    check();
    return remote;
  });
  // without it the editor has no types, and works
  started.catch(() => undefined);

  const check = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      // the compiler gives up on some unfinished code; the next letter asks again
      checkAll(++round).catch(() => undefined);
    }, REST);
  };
  const checkAll = async (mine: number) => {
    // first where the reader is
    const order = [...cells].sort((a, b) => Number(b.id === latest) - Number(a.id === latest));
    for (const {id, language} of order) {
      if (!CHECKED.includes(language) || !checker) continue;
      const problems = await checker.ask.diagnose(id);
      if (mine !== round || isClosed) return;
      show(id, problems);
    }
  };
  const show = (id: string, problems: Problem[]) => {
    const model = models?.find(id);
    if (!model) return;
    const found = problems.map((problem) => toDiagnostic(model, problem));
    monaco.editor.setModelMarkers(
      model,
      "types",
      found.map(({line, column, endLine, endColumn, severity, message}) => ({
        message,
        severity: toSeverity(severity),
        startLineNumber: line,
        startColumn: column,
        endLineNumber: endLine,
        endColumn
      }))
    );
    host.onDiagnostics(id, found);
  };
  return {
    listen(list) {
      models = list;
      registered = registerProviders(started, list, options);
    },
    setCells(list) {
      const isSame =
        list.length === cells.length && list.every((cell, i) => isLike(cell, cells[i]));
      cells = list;
      if (isSame) return;
      void checker?.ask.setCells(list.map(toChecked));
      check();
    },
    setSource(id, source) {
      latest = id;
      cells = cells.map((cell) => (cell.id === id ? {...cell, source} : cell));
      void checker?.ask.setSource(id, source);
      check();
    },
    async format(id) {
      const edits = await (await started).ask.format(id);
      models?.edit([{id, edits}]);
    },
    dispose() {
      isClosed = true;
      clearTimeout(timer);
      for (const one of registered) one.dispose();
      checker?.close();
    }
  };
}

/** Whether the checker need not be told of a cell again; a typed letter was told by `setSource`. */
function isLike(a: EditorCell, b: EditorCell): boolean {
  const isSame = a.id === b.id && a.language === b.language && a.source === b.source;
  return isSame && a.defines.join() === b.defines.join();
}

/** Only what the checker reads crosses to the worker. */
function toChecked({id, language, source, defines}: EditorCell): EditorCell {
  return {id, language, source, defines: [...defines], label: ""};
}

function toDiagnostic(model: Model, {start, end, severity, message}: Problem): Diagnostic {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(Math.max(end, start + 1));
  return {
    severity,
    message,
    line: from.lineNumber,
    column: from.column,
    endLine: to.lineNumber,
    endColumn: to.column
  };
}
