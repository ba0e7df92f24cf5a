import {For, Show, createEffect, lazy, type JSX} from "solid-js";
import {say} from "../say.ts";
import {useApp} from "./app.ts";
import {CellView} from "./cells/CellView.tsx";
import {InsertBar} from "./cells/InsertBar.tsx";
import {listenToKeys} from "./commands/listenToKeys.ts";
import type {Command} from "./commands/command.ts";
import {Contents} from "./panels/Contents.tsx";
import {PanelView} from "./panels/PanelView.tsx";
import {reportHeight} from "./reportHeight.ts";
import {Toolbar} from "./Toolbar.tsx";

const Palette = lazy(() =>
  import("./commands/Palette.tsx").then(({Palette}) => ({default: Palette}))
);
const KeyMap = lazy(() => import("./commands/KeyMap.tsx").then(({KeyMap}) => ({default: KeyMap})));

/** The notebook: its toolbar, its cells, and the panel that is open beside them. */
export function NotebookView(props: {commands: Command[]}): JSX.Element {
  const app = useApp();
  listenToKeys(app, () => props.commands);
  createEffect(() => {
    document.documentElement.dataset.mode = app.mode();
  });
  // Ids, not cells: a cell that changed stays the same row.
  const ids = () => app.document.cells().map(({id}) => id);
  const isEdit = () => app.mode() === "edit";
  // a file input takes its files itself
  const takesFiles = (event: DragEvent) =>
    isEdit() &&
    !event.defaultPrevented &&
    event.dataTransfer?.types.includes("Files") === true &&
    !(event.target as Element).closest("input, .code-editor");

  return (
    <div
      ref={(root) => app.host.open.embed && reportHeight(root, app.host)}
      class="notebook"
      classList={{embedded: app.host.open.embed, "with-panel": app.panel() !== undefined}}
      data-mode={app.mode()}
      onDragOver={(event) => {
        if (takesFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!takesFiles(event)) return;
        event.preventDefault();
        void app.attach([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <Show when={!app.host.open.embed}>
        <Toolbar commands={props.commands} />
      </Show>
      <div class="notebook-body">
        <nav class="notebook-contents" aria-label={say("panel.contents")}>
          <Show when={app.headings().length > 0}>
            <Contents />
          </Show>
        </nav>
        <main class="notebook-cells" aria-label={say("cell.all")}>
          <Show when={isEdit()}>
            <InsertBar after={undefined} />
          </Show>
          <For each={ids()}>{(id, index) => <CellView id={id} index={index()} />}</For>
          <Show when={ids().length === 0}>
            <EmptyNotebook />
          </Show>
        </main>
        <Show when={app.panel()} keyed>
          {(panel) => <PanelView panel={panel} />}
        </Show>
      </div>
      <Show when={app.overlay() === "palette"}>
        <Palette commands={props.commands} />
      </Show>
      <Show when={app.overlay() === "keys"}>
        <KeyMap commands={props.commands} />
      </Show>
      <Toast />
      <p class="unseen" aria-live="polite">
        {app.toasts.spoken()}
      </p>
    </div>
  );
}

/** Never a blank page: three beginnings, each one click away. */
function EmptyNotebook(): JSX.Element {
  const app = useApp();
  const beginnings = ["sample", "plot", "csv"] as const;
  return (
    <div class="beginnings">
      <p>{say("cell.emptyNotebook")}</p>
      <For each={beginnings}>
        {(name) => (
          <button
            type="button"
            class="beginning"
            onClick={() => app.insert(undefined, "code", say(`cell.begin_${name}_code`))}
          >
            <strong>{say(`cell.begin_${name}`)}</strong>
            <code>{say(`cell.begin_${name}_code`).split("\n")[0]}</code>
          </button>
        )}
      </For>
    </div>
  );
}

function Toast(): JSX.Element {
  const app = useApp();
  return (
    <Show when={app.toasts.current()}>
      {(toast) => (
        <div
          class="toast"
          onPointerEnter={() => app.toasts.hold(true)}
          onPointerLeave={() => app.toasts.hold(false)}
          onFocusIn={() => app.toasts.hold(true)}
          onFocusOut={() => app.toasts.hold(false)}
        >
          <p>{toast().text}</p>
          <Show when={toast().action}>
            {(action) => (
              <button
                type="button"
                class="text-button"
                onClick={() => {
                  app.toasts.hide();
                  action().act();
                }}
              >
                {action().label}
              </button>
            )}
          </Show>
          <button
            type="button"
            class="text-button"
            aria-label={say("toolbar.close")}
            onClick={() => app.toasts.hide()}
          >
            ✕
          </button>
        </div>
      )}
    </Show>
  );
}
