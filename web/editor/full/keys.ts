import {TabFocus} from "monaco-editor/editor/browser/config/tabFocus.js";
import {monaco} from "./monaco.ts";
import {toRun, type PaneHost} from "../pane.ts";

/** What has to be closed by Esc before the editor is left by it. */
const CLOSED =
  "editorTextFocus && !suggestWidgetVisible && !parameterHintsVisible && !findWidgetVisible && " +
  "!renameInputVisible && !markersNavigationVisible && !inSnippetMode && !editorHasMultipleSelections";

/** The keys that mean the cell, not its text. */
export function bindKeys(
  editor: monaco.editor.IStandaloneCodeEditor,
  node: HTMLElement,
  {host, current}: {host: PaneHost; current: () => string | undefined}
): void {
  node.addEventListener(
    "keydown",
    (event) => {
      const id = current();
      if (id === undefined) return;
      const stop = () => {
        event.preventDefault();
        event.stopPropagation();
      };
      if (host.onKeyDown?.(event)) return stop();
      const run = editor.hasTextFocus() ? toRun(event) : undefined;
      if (!run) return;
      stop();
      host.onRun(id, run);
    },
    true
  );

  const leave = (direction: "out" | "up" | "down") => {
    const id = current();
    if (id !== undefined) host.onLeave(id, direction);
  };
  editor.addCommand(monaco.KeyCode.Escape, () => leave("out"), CLOSED);
  const atTop = editor.createContextKey<boolean>("cuvetteAtTop", false);
  const atBottom = editor.createContextKey<boolean>("cuvetteAtBottom", false);
  const update = () => {
    const selection = editor.getSelection();
    const model = editor.getModel();
    if (!selection || !model) return;
    // by rows as they are shown: a line of prose may be wrapped
    const top = ({lineNumber, column}: monaco.IPosition) =>
      editor.getTopForPosition(lineNumber, column);
    const end = model.getFullModelRange().getEndPosition();
    atTop.set(top(selection.getStartPosition()) === top({lineNumber: 1, column: 1}));
    atBottom.set(top(selection.getEndPosition()) === top(end));
  };
  editor.onDidChangeCursorSelection(update);
  editor.onDidChangeModel(update);
  editor.onDidChangeModelContent(update);
  editor.addCommand(monaco.KeyCode.UpArrow, () => leave("up"), `cuvetteAtTop && ${CLOSED}`);
  editor.addCommand(monaco.KeyCode.DownArrow, () => leave("down"), `cuvetteAtBottom && ${CLOSED}`);

  TabFocus.onDidChangeTabFocus((movesFocus) => host.onTabMode?.(movesFocus));
}
