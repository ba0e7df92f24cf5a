// The reader's notebooks, the built-in ones and the trash. Titles and tags come from strangers: they
// are only ever text.
import {For, Match, Show, Switch, type JSX} from "solid-js";
import {say} from "../../say.ts";
import {createKeys} from "./createKeys.ts";
import {createLibrary} from "./createLibrary.ts";
import {DropZone} from "./DropZone.tsx";
import {EmptyShelf} from "./EmptyShelf.tsx";
import {Footer} from "./Footer.tsx";
import {GalleryList} from "./GalleryList.tsx";
import {IMPORTED_TYPES} from "./importFiles.ts";
import {NotebookRow} from "./NotebookRow.tsx";
import type {LibraryProps} from "./props.ts";
import {Search} from "./Search.tsx";
import {BLANK} from "./starters.ts";
import {StorageMeter} from "./StorageMeter.tsx";
import {countOf, Head, SHELF_NAMES, Shelves} from "./Head.tsx";
import {TrashList} from "./TrashList.tsx";
import {Warning} from "./Warning.tsx";

export function Library(props: LibraryProps): JSX.Element {
  const model = createLibrary(props);
  let root: HTMLDivElement | undefined;
  let searchBox: HTMLInputElement | undefined;
  let picker: HTMLInputElement | undefined;

  const isEmpty = () => model.records() !== undefined && model.kept().length === 0;
  const isSearching = () => model.search().trim() !== "" || model.chosenTags().length > 0;
  const foundCount = () =>
    ({notebooks: model.found, gallery: model.foundShipped, trash: model.foundTrash})[
      model.shelf()
    ]().length;

  function pick(accept: string): void {
    picker!.accept = accept;
    picker!.click();
  }

  createKeys({
    root: () => root,
    search: () => searchBox,
    clearSearch: () => model.setSearch(""),
    onNew: () => props.onNew(BLANK)
  });

  return (
    <div class="library" ref={root} data-library={model.records() ? "ready" : "reading"}>
      <Head model={model} library={props} onImport={() => pick(IMPORTED_TYPES)} />
      <Warning store={props.store} />
      <Shelves model={model} library={props} />
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        data-picker
        onChange={({currentTarget}) => {
          void model.importAll([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <Show when={countOf(model, props)[model.shelf()] > 0}>
        <Search model={model} ref={(input) => (searchBox = input)} />
      </Show>
      <p class="found" role="status">
        {isSearching() ? say("library.found", {count: foundCount()}) : ""}
      </p>
      <section class="shelf" aria-label={say(SHELF_NAMES[model.shelf()])}>
        <Switch>
          <Match when={model.shelf() === "notebooks"}>
            <ul class="rows" data-rows>
              <For each={model.found()}>
                {(record) => <NotebookRow record={record} model={model} library={props} />}
              </For>
            </ul>
            <Show when={isEmpty()}>
              <EmptyShelf library={props} onCsv={() => pick(".csv,.tsv")} />
              <Show when={props.shipped.length > 0}>
                <h2 class="shelf-title">{say("library.orRead")}</h2>
                <GalleryList model={model} library={props} />
              </Show>
            </Show>
          </Match>
          <Match when={model.shelf() === "gallery"}>
            <GalleryList model={model} library={props} />
          </Match>
          <Match when={model.shelf() === "trash"}>
            <Show
              when={model.trashed().length > 0}
              fallback={<p class="nothing">{say("library.trashIsEmpty")}</p>}
            >
              <TrashList model={model} />
            </Show>
          </Match>
        </Switch>
        <Show
          when={isSearching() && foundCount() === 0 && countOf(model, props)[model.shelf()] > 0}
        >
          <p class="nothing">{say("library.nothing")}</p>
        </Show>
      </section>
      <StorageMeter model={model} store={props.store} />
      <Footer model={model} />
      <DropZone onFiles={(files) => void model.importAll(files)} />
    </div>
  );
}
