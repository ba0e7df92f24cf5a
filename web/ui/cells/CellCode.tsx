import {Show, createEffect, createMemo, on, onCleanup, type JSX} from "solid-js";
import {drawCode} from "../../editor/highlight.ts";
import {say} from "../../say.ts";
import {useApp} from "../app.ts";
import {unwatchOverflow, watchOverflow} from "./watchOverflow.ts";

/** A cell's code: highlighted at once without an editor, which comes to the one that is edited. */
export function CellCode(props: {id: string}): JSX.Element {
  const app = useApp();
  const cell = () => {
    const found = app.document.cell(props.id);
    return found?.kind === "code" ? found : undefined;
  };
  const editing = () => app.editing() === props.id;
  const summary = createMemo(() => {
    const lines = (cell()?.source ?? "").split("\n");
    const first = lines.find((line) => line.trim() !== "") ?? "";
    return {first: first.trim(), more: lines.length - 1};
  });

  return (
    <Show when={cell()}>
      <div
        class="cell-code"
        classList={{pending: app.committed.isPending(props.id)}}
        data-language={cell()?.language}
      >
        <Show
          when={app.isOpen(props.id) || editing()}
          fallback={
            <button
              type="button"
              class="summary"
              aria-expanded="false"
              onClick={() => app.setOpen(props.id, true)}
            >
              <span aria-hidden="true">▸</span>
              <code>{summary().first || say("cell.empty")}</code>
              <Show when={summary().more > 0}>
                <span>{say("cell.moreLines", {n: summary().more})}</span>
              </Show>
            </button>
          }
        >
          <Code id={props.id} language={cell()!.language} source={cell()!.source} />
          <span class="cell-language" aria-hidden="true">
            {cell()?.language === "ts" ? "" : cell()?.language}
          </span>
        </Show>
      </div>
    </Show>
  );
}

function Code(props: {
  id: string;
  language: "ts" | "js" | "as" | "wgsl";
  source: string;
}): JSX.Element {
  const app = useApp();
  let box!: HTMLDivElement;
  let pre!: HTMLPreElement;
  createEffect(() => {
    pre.replaceChildren(drawCode(props.source, props.language, document));
    watchOverflow(pre);
  });
  onCleanup(() => unwatchOverflow(pre));
  // on: what the editor reads while it opens must not open it again
  createEffect(
    on(
      createMemo(() => app.editing() === props.id),
      (isEdited) => {
        if (!isEdited) return;
        app.mountEditor(props.id, box);
        onCleanup(() => app.unmountEditor(props.id));
      }
    )
  );
  const edit = (event: MouseEvent) => {
    if (app.mode() !== "edit" || getSelection()?.isCollapsed === false) return;
    app.edit(props.id, findPlace(event, pre));
  };
  return (
    <div ref={box} class="code-box">
      {/* the focus goes to the cell; the code itself is reached with the pointer */}
      <pre ref={pre} class="code" onClick={edit} />
    </div>
  );
}

/** The line and column under the pointer, from 1. */
function findPlace(event: MouseEvent, pre: HTMLPreElement): {line: number; column: number} {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (!caret || !pre.contains(caret.offsetNode)) {
    const lines = pre.textContent.split("\n");
    return {line: lines.length, column: lines[lines.length - 1].length + 1};
  }
  const range = document.createRange();
  range.setStart(pre, 0);
  range.setEnd(caret.offsetNode, caret.offset);
  const before = range.toString().split("\n");
  return {line: before.length, column: before[before.length - 1].length + 1};
}
