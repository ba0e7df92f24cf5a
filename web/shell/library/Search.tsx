import {For, Show, type JSX} from "solid-js";
import {say} from "../../say.ts";
import type {LibraryModel} from "./createLibrary.ts";
import {Icon} from "./Icon.tsx";

const MOST_TAGS = 16;

export function Search(props: {
  model: LibraryModel;
  ref: (input: HTMLInputElement) => void;
}): JSX.Element {
  const {model} = props;
  return (
    <>
      <search class="search">
        <Icon name="search" />
        <input
          ref={(input) => props.ref(input)}
          type="search"
          aria-label={say("library.search")}
          placeholder={say("library.search")}
          autocomplete="off"
          spellcheck={false}
          value={model.search()}
          onInput={({currentTarget}) => model.setSearch(currentTarget.value)}
        />
        <kbd aria-hidden="true">/</kbd>
      </search>
      <Show when={model.tags().length > 0}>
        <ul class="tags" aria-label={say("library.tags")}>
          <For each={model.tags().slice(0, MOST_TAGS)}>
            {({tag, count}) => (
              <li>
                <button
                  type="button"
                  class="tag"
                  aria-pressed={model.chosenTags().includes(tag)}
                  onClick={() => model.toggleTag(tag)}
                >
                  #{tag} <span class="count">{count}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
