import {Match, Show, Switch, type JSX} from "solid-js";
import {say} from "../../say.ts";
import type {NotebookStore, Usage} from "../store/types.ts";
import type {LibraryModel} from "./createLibrary.ts";
import {toSize} from "./words.ts";

/** How much is kept, where, and what the browser promises. */
export function StorageMeter(props: {model: LibraryModel; store: NotebookStore}): JSX.Element {
  const usage = () => props.model.usage();
  const isKept = () => props.store.kind === "indexeddb";
  return (
    <Show when={isKept() && usage()}>
      {(usage) => (
        <section class="storage" aria-label={say("library.storage")}>
          <div class="storage-text">
            <p>
              <strong>{say("library.savedHere")}</strong>{" "}
              <Show when={usage().used !== undefined && usage().quota}>
                {say("library.used", {
                  used: toSize(usage().used!),
                  quota: toSize(usage().quota!)
                })}
              </Show>
            </p>
            <Switch>
              <Match when={usage().persistent}>
                <p>{say("library.isPersistent")}</p>
              </Match>
              <Match when={!usage().persistent}>
                <p>
                  {say("library.mayBeCleared")}{" "}
                  <button type="button" class="link" onClick={() => void props.model.persist()}>
                    {say("library.askToKeep")}
                  </button>
                </p>
              </Match>
            </Switch>
          </div>
          <Show when={usage().used !== undefined && usage().quota}>
            <div
              class="meter"
              role="meter"
              aria-label={say("library.storage")}
              aria-valuemin="0"
              aria-valuemax="100"
              aria-valuenow={Math.round(share(usage()) * 100)}
            >
              <span style={{width: `${Math.max(1, share(usage()) * 100)}%`}} />
            </div>
          </Show>
        </section>
      )}
    </Show>
  );
}

function share({used, quota}: Usage): number {
  return Math.min(1, (used ?? 0) / (quota ?? 1));
}
