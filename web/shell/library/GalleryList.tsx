import {For, Show, type JSX} from "solid-js";
import type {LibraryModel} from "./createLibrary.ts";
import {TagList} from "./NotebookRow.tsx";
import type {LibraryProps} from "./props.ts";
import {RowTitle} from "./RowTitle.tsx";

/** The built-in notebooks. */
export function GalleryList(props: {model: LibraryModel; library: LibraryProps}): JSX.Element {
  return (
    <ul class="gallery" data-rows>
      <For each={props.model.foundShipped()}>
        {(item) => (
          <li class="gallery-item">
            <RowTitle
              title={item.title}
              address={props.library.addressOfShipped?.(item.name)}
              onOpen={() => props.library.onOpenShipped(item.name)}
            />
            <p class="row-about">{item.description}</p>
            <Show when={item.tags.length > 0}>
              <p class="row-facts">
                <TagList tags={item.tags} model={props.model} />
              </p>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
