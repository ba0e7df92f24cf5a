import {For, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import type {LibraryModel} from "./createLibrary.ts";
import {Icon} from "./Icon.tsx";
import type {ImportResult} from "./importFiles.ts";

/** What just happened, until the next thing does: nothing here hurries the reader. */
export function Footer(props: {model: LibraryModel}): JSX.Element {
  const {model} = props;
  return (
    <div class="toasts">
      <div role="status">
        <Show when={model.toast()}>
          {(toast) => (
            <div class="toast" classList={{problem: toast().isProblem}}>
              <p>{toast().text}</p>
              <Show when={toast().undo}>
                {(undo) => (
                  <button type="button" class="button" onClick={() => undo()()}>
                    {say("library.undo")}
                  </button>
                )}
              </Show>
              <Dismiss model={model} />
            </div>
          )}
        </Show>
        <Show when={model.imported()}>
          {(result) => (
            <div class="toast">
              <div>
                <p>{toSentence(result())}</p>
                <Show when={details(result()).length > 0}>
                  <ul>
                    <For each={details(result())}>
                      {({name, text}) => (
                        <li>
                          <strong dir="auto">{name}</strong>: {text}
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
              </div>
              <Dismiss model={model} />
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}

function Dismiss(props: {model: LibraryModel}): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={say("library.dismiss")}
      onClick={() => props.model.dismiss()}
    >
      <Icon name="close" />
    </button>
  );
}

function details({failed, notes}: ImportResult): {name: string; text: string}[] {
  return [
    ...failed.map(({name, problem}) => ({name, text: problem})),
    ...notes.map(({name, note}) => ({name, text: note}))
  ];
}

function toSentence(result: ImportResult): string {
  const {added, both, same, failed} = result;
  const parts = [
    added.length === 1 ? say("library.importedOne", {title: added[0]}) : undefined,
    added.length > 1 ? say("library.imported", {count: added.length}) : undefined,
    both.length > 0 ? say("library.importedBoth", {count: both.length}) : undefined,
    same.length > 0 ? say("library.importedSame", {count: same.length}) : undefined,
    failed.length > 0 ? say("library.importFailed", {count: failed.length}) : undefined
  ];
  return parts.filter(Boolean).join(" ") || say("library.importedNothing");
}
