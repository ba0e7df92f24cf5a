// The views that are whole pages of their own, with the framework that they are written in.
import {render} from "solid-js/web";
import {say} from "../say.ts";
import {History} from "./history/History.tsx";
import {Compare} from "./history/Compare.tsx";
import {Library} from "./library/Library.tsx";
import type {Shelf} from "./library/props.ts";
import type {Desk} from "./desk.ts";
import {printRoute} from "./route.ts";
import {sayOrigin} from "./session/sayState.ts";
import {toPlace} from "./session/strip.ts";
import {make} from "./element.ts";

/** Shows the library in place of a notebook; gives back what takes it away. */
export async function mountLibrary(
  root: HTMLElement,
  page: Desk,
  shelf: Shelf | undefined
): Promise<() => void> {
  const store = await page.store();
  const box = make("div", {className: "view"});
  root.replaceChildren(box);
  const close = render(
    () => (
      <Library
        store={store}
        shipped={page.files.site.notebooks}
        shelf={shelf}
        onShelf={(chosen) =>
          history.replaceState(null, "", printRoute({kind: "library", shelf: chosen}))
        }
        onOpen={(id) => page.visit({kind: "mine", id})}
        onOpenShipped={(name) => page.visit({kind: "shipped", name})}
        onNew={(text) => void page.create(text)}
        onHistory={(id) => void showHistory(page, id)}
      />
    ),
    box
  );
  return () => {
    close();
    box.remove();
  };
}

export async function showHistory(page: Desk, id: string): Promise<void> {
  const store = await page.store();
  const box = make("div");
  const isOpen = page.session?.record?.id === id;
  const close = render(
    () => (
      <History
        store={store}
        id={id}
        onRestored={(text) => isOpen && page.session?.replace(text)}
        onClose={() => page.panel.close()}
        onCompare={isOpen ? () => void page.compare(id) : undefined}
      />
    ),
    box
  );
  page.panel.show("history", say("shell.history"), [box], {wide: true, onClose: close});
}

export async function showCompare(page: Desk, id: string, published?: string): Promise<void> {
  const store = await page.store();
  const record = await store.get(id);
  if (!record) return;
  const place = toPlace(record.origin);
  const box = make("div");
  const isOpen = page.session?.record?.id === id;
  const close = render(
    () => (
      <Compare
        store={store}
        id={id}
        published={
          published === undefined ? undefined : {text: published, name: sayOrigin(record.origin)}
        }
        onOpenPublished={place && (() => page.visit(place))}
        onOpenCopy={() => page.visit({kind: "mine", id})}
        onMerged={(text) => {
          if (isOpen) page.session?.replace(text);
          else page.visit({kind: "mine", id});
        }}
        onClose={() => page.panel.close()}
      />
    ),
    box
  );
  page.panel.show("compare", say("shell.compare"), [box], {wide: true, onClose: close});
}
