// What a reader does to cells: each act can be undone, keeps a cell selected and says what happened.
import {insertCell, moveCell, removeCell} from "../document/arrange.ts";
import {setLanguage, setOption} from "../document/edit.ts";
import type {Cell} from "../document/types.ts";
import {say} from "../say.ts";
import type {App} from "./app.ts";

export type Acts = Pick<
  App,
  "insert" | "duplicate" | "remove" | "shift" | "move" | "setOption" | "setLanguage"
>;

export function createActs(
  app: Pick<App, "document" | "toasts" | "select" | "edit" | "leave" | "nameCell" | "run">
): Acts {
  const {document} = app;
  const indexOf = (id: string) => document.cells().findIndex((cell) => cell.id === id);

  const insertAt = (index: number, cell: {kind: Cell["kind"]; source: string}) => {
    const before = new Set(document.cells().map(({id}) => id));
    document.change((book) =>
      insertCell(book, index, {
        language: cell.kind === "code" ? "ts" : "prose",
        source: cell.source
      })
    );
    return document.cells().find(({id}) => !before.has(id))?.id;
  };

  return {
    insert(after, kind, source = "") {
      const index = after === undefined ? 0 : indexOf(after) + 1;
      const id = insertAt(index, {kind, source});
      if (id === undefined) return;
      app.select(id);
      if (source === "") app.edit(id);
    },
    duplicate(id) {
      const cell = document.cell(id);
      if (!cell) return;
      const copy = insertAt(indexOf(id) + 1, cell);
      if (copy) app.select(copy);
    },
    remove(id) {
      const index = indexOf(id);
      if (index < 0) return;
      const name = app.nameCell(id);
      app.leave();
      document.change((book) => removeCell(book, id));
      const next = document.cells()[Math.min(index, document.cells().length - 1)];
      if (next) app.select(next.id);
      app.toasts.show(say("cell.deleted", {cell: name}), {
        label: say("cell.undo"),
        act: () => document.undo()
      });
    },
    shift(id, by) {
      const target = indexOf(id) + by;
      if (target < 0 || target >= document.cells().length) return;
      document.change((book) => moveCell(book, id, target));
      app.select(id);
    },
    move(id, target, side) {
      const from = indexOf(id);
      const to = indexOf(target) + (side === "after" ? 1 : 0);
      document.change((book) => moveCell(book, id, to > from ? to - 1 : to));
      app.select(id);
    },
    setOption(id, name, value) {
      document.change((book) => setOption(book, id, name, value));
    },
    setLanguage(id, language) {
      document.change((book) => setLanguage(book, id, language === "md" ? "prose" : language));
      app.run([id]);
    }
  };
}
