import {For, Show, type JSX} from "solid-js";
import {say, type Saying} from "../../say.ts";
import type {LibraryModel} from "./createLibrary.ts";
import {Icon} from "./Icon.tsx";
import {SHELVES, type LibraryProps, type Shelf} from "./props.ts";
import {BLANK} from "./starters.ts";

export const SHELF_NAMES: Record<Shelf, Saying> = {
  notebooks: "library.notebooks",
  gallery: "library.gallery",
  trash: "library.trash"
};

/** How many there are on each shelf, found or not. */
export function countOf(model: LibraryModel, library: LibraryProps): Record<Shelf, number> {
  return {
    notebooks: model.kept().length,
    gallery: library.shipped.length,
    trash: model.trashed().length
  };
}

export function Head(props: {
  model: LibraryModel;
  library: LibraryProps;
  onImport: () => void;
}): JSX.Element {
  const {model} = props;
  return (
    <header class="library-head">
      <h1>{say("library.title")}</h1>
      <div class="library-actions">
        <button
          type="button"
          class="button quiet"
          disabled={model.busy()}
          onClick={() => props.onImport()}
        >
          {say("library.import")}
        </button>
        <Show when={model.kept().length > 0}>
          <button
            type="button"
            class="button quiet"
            disabled={model.busy()}
            onClick={() => void model.exportEverything()}
          >
            {say("library.exportAll")}
          </button>
        </Show>
        <button
          type="button"
          class="button primary"
          aria-keyshortcuts="n"
          onClick={() => props.library.onNew(BLANK)}
        >
          <Icon name="plus" />
          {say("library.new")}
        </button>
        {props.library.children}
      </div>
    </header>
  );
}

export function Shelves(props: {model: LibraryModel; library: LibraryProps}): JSX.Element {
  const {model} = props;
  const counts = () => countOf(model, props.library);
  return (
    <nav class="shelves" aria-label={say("library.shelves")}>
      <For each={SHELVES}>
        {(shelf) => (
          <button
            type="button"
            aria-current={model.shelf() === shelf ? "page" : undefined}
            onClick={() => model.show(shelf)}
          >
            {say(SHELF_NAMES[shelf])}
            <Show when={counts()[shelf] > 0}>
              {" "}
              <span class="count">{counts()[shelf]}</span>
            </Show>
          </button>
        )}
      </For>
    </nav>
  );
}
