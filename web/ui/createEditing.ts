// Which cell is edited, and the one editor that goes to it.
import {createEffect, createSignal, on, onCleanup, type Accessor} from "solid-js";
import {createEditors} from "../editor/createEditors.ts";
import type {Diagnostic, EditorCell, EditorHost, Editors, Place} from "../editor/types.ts";
import {setSource} from "../document/edit.ts";
import type {Cell} from "../document/types.ts";
import type {Mark} from "../lang/cell.ts";
import {say} from "../say.ts";
import type {CellReport} from "../runtime/types.ts";
import {findMarks} from "./notebook/findMarks.ts";
import type {CellSignals} from "./notebook/cellSignals.ts";
import type {DocumentModel} from "./notebook/createDocument.ts";

export interface EditingOptions {
  document: DocumentModel;
  signals: CellSignals;
  nameCell: (id: string) => string;
  /** the rest of the editor's requests are the notebook's to answer. */
  host: Pick<
    EditorHost,
    "fetchAsset" | "onRun" | "onLeave" | "onGoTo" | "onLink" | "onProblem" | "onKeyDown"
  >;
}

export interface Editing {
  editing: Accessor<string | undefined>;
  edit: (id: string, place?: Place) => void;
  leave: () => void;
  mountEditor(id: string, element: HTMLElement): void;
  unmountEditor(id: string): void;
  editors(): Editors;
  diagnostics(id: string): readonly Diagnostic[];
}

export function createEditing({document, signals, nameCell, host}: EditingOptions): Editing {
  const [editing, setEditing] = createSignal<string>();
  const [told, setTold] = createSignal(0);
  let wanted: Place | undefined;
  let mounted: HTMLElement | undefined;
  let made: Editors | undefined;
  // what stands in the editor where the document keeps it without a last blank line
  let typed: {id: string; source: string; kept: string | undefined} | undefined;

  const editors = () =>
    (made ??= createEditors({
      ...host,
      onChange(id, source) {
        typed = {id, source, kept: undefined};
        document.change((book) => setSource(book, id, source), false);
      },
      onRename: (changes) => document.changeSources(changes),
      onDiagnostics: () => setTold((n) => n + 1)
    }));
  onCleanup(() => made?.dispose());

  const toEditorSource = ({id, source}: Cell) => {
    if (typed?.id !== id) return source;
    typed.kept ??= source;
    return typed.kept === source ? typed.source : source;
  };
  // types across cells follow every edit
  createEffect(
    on([document.cells, () => editing()], () => {
      if (!made) return;
      made.setCells(
        document.cells().map((cell): EditorCell => ({
          id: cell.id,
          language: cell.kind === "prose" ? "md" : cell.language,
          source: toEditorSource(cell),
          defines: signals.report(cell.id)?.defines ?? [],
          label: nameCell(cell.id)
        }))
      );
    })
  );
  createEffect(() => {
    const id = editing();
    if (!id || !made) return;
    made.setMarkers(id, toMarkers(signals.report(id), findMarks(id, signals, document)));
  });

  return {
    editing,
    edit(id, place) {
      wanted = place;
      editors();
      if (editing() === id && mounted) made?.focus(id, mounted, place);
      setEditing(id);
    },
    leave() {
      if (editing() === undefined) return;
      setEditing(undefined);
    },
    mountEditor(id, element) {
      mounted = element;
      editors().focus(id, element, wanted);
      wanted = undefined;
    },
    unmountEditor(id) {
      if (made?.current === id) made.blur();
    },
    editors,
    diagnostics(id) {
      told();
      return made?.diagnostics(id) ?? [];
    }
  };
}

function toMarkers(
  report: CellReport | undefined,
  marks: readonly Mark[]
): Parameters<Editors["setMarkers"]>[1] {
  if (!report) return [];
  const {error} = report;
  return [
    ...(error && error.line > 0
      ? [
          {
            severity: "error" as const,
            message: error.message,
            line: error.line,
            column: error.column
          }
        ]
      : []),
    ...marks.map(({what, kind, line, column, length}) => ({
      severity: "info" as const,
      message: say(`cell.mark_${kind}`, {what}),
      line,
      column,
      length
    }))
  ];
}
