import {createSignal, For, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import type {LibraryModel} from "./createLibrary.ts";
import {toExactTime, toSize, toWhen} from "./words.ts";

/** Deleting for good asks once more, in the place of the button. */
export function TrashList(props: {model: LibraryModel}): JSX.Element {
  const {model} = props;
  return (
    <>
      <Show when={model.trashed().length > 0}>
        <div class="shelf-note">
          <p>{say("library.trashNote")}</p>
          <Sure
            label={say("library.emptyTrash")}
            question={say("library.purgeAllSure", {count: model.trashed().length})}
            onSure={() => void model.purge(model.trashed())}
          />
        </div>
      </Show>
      <ul class="rows" data-rows>
        <For each={model.foundTrash()}>
          {(record) => (
            <li class="row">
              <div class="row-main">
                <h2 class="row-title" dir="auto">
                  {record.title}
                </h2>
                <p class="row-facts">
                  <time
                    datetime={new Date(record.trashed!).toISOString()}
                    title={toExactTime(record.trashed!)}
                  >
                    {say("library.deleted", {when: toWhen(record.trashed!, model.now())})}
                  </time>
                  <span class="row-size">{toSize(record.bytes)}</span>
                </p>
              </div>
              <div class="row-buttons">
                <button
                  type="button"
                  class="button"
                  aria-label={say("library.restoreOne", {title: record.title})}
                  onClick={() => void model.restore(record)}
                >
                  {say("library.restore")}
                </button>
                <Sure
                  label={say("library.purge")}
                  name={say("library.purgeOne", {title: record.title})}
                  question={say("library.purgeSure")}
                  onSure={() => void model.purge([record])}
                />
              </div>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function Sure(props: {
  label: string;
  /** what screen readers hear instead of the label. */
  name?: string;
  question: string;
  onSure: () => void;
}): JSX.Element {
  const [isAsking, setAsking] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  const stop = () => {
    setAsking(false);
    button?.focus();
  };
  return (
    <Show
      when={isAsking()}
      fallback={
        <button
          ref={button}
          type="button"
          class="button quiet"
          aria-label={props.name}
          onClick={() => setAsking(true)}
        >
          {props.label}
        </button>
      }
    >
      <span
        class="sure"
        role="group"
        aria-label={props.question}
        onKeyDown={({key}) => key === "Escape" && stop()}
      >
        <span>{props.question}</span>
        <button
          type="button"
          class="button grave"
          ref={(yes) => queueMicrotask(() => yes.focus())}
          onClick={() => props.onSure()}
        >
          {say("library.purge")}
        </button>
        <button type="button" class="button quiet" onClick={stop}>
          {say("library.keep")}
        </button>
      </span>
    </Show>
  );
}
