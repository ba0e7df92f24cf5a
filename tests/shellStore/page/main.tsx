// What the browser tests call: the store's laws on IndexedDB, stores that cannot be opened, and the views.
import {render} from "solid-js/web";
import type {JSX} from "solid-js";
import {Database} from "../../../web/shell/store/database.ts";
import {hashText} from "../../../web/shell/store/hashText.ts";
import {Memory} from "../../../web/shell/store/memory.ts";
import {Notebooks} from "../../../web/shell/store/notebooks.ts";
import {openStore, remakeStore} from "../../../web/shell/store/openStore.ts";
import {readHead} from "../../../web/shell/store/readHead.ts";
import {Compare} from "../../../web/shell/history/Compare.tsx";
import {History} from "../../../web/shell/history/History.tsx";
import {Library} from "../../../web/shell/library/Library.tsx";
import type {LibraryProps} from "../../../web/shell/library/props.ts";
import type {NotebookStore, StoreEvent, StoreTrouble} from "../../../web/shell/store/types.ts";
import {describe} from "../describe.ts";
import {storeLaws} from "../storeLaws.ts";
import {fillStore, fillVersions, NOW, SHIPPED} from "./sample.ts";

let count = 0;
/** What the views asked for. */
const asked: string[] = [];
let close: (() => void) | undefined;

function makeTab(name: string, clock: {now: number}) {
  const channel = new BroadcastChannel(name);
  const backend = new Database(name);
  return new Notebooks({backend, channel, describe, hash: hashText, now: () => clock.now});
}

function show(view: () => JSX.Element): void {
  close?.();
  const box = document.createElement("div");
  box.className = "view";
  document.getElementById("notebook")!.replaceChildren(box);
  close = render(view, box);
}

const note =
  (name: string) =>
  (...args: unknown[]) =>
    void asked.push([name, ...args].map((arg) => String(arg).split("\n")[0]).join(" "));

const bench = {
  asked,
  store: undefined as NotebookStore | undefined,
  laws: () => Object.keys(storeLaws),

  async law(title: string): Promise<string> {
    const name = `law${count++}`;
    const clock = {now: Date.UTC(2026, 0, 1)};
    const [store, other] = [makeTab(name, clock), makeTab(name, clock)];
    try {
      await storeLaws[title]({store, other, clock});
      return "kept";
    } catch (error) {
      return String(error);
    } finally {
      store.close();
      other.close();
      await new Database(name).remove();
    }
  },

  /** What a tab hears of what another one does, and of what it does itself. */
  async talk(): Promise<{heard: string[]; own: string[]}> {
    const clock = {now: 1};
    const [store, other] = [makeTab("talk", clock), makeTab("talk", clock)];
    const listenTo = (tab: NotebookStore) => {
      const events: StoreEvent[] = [];
      tab.listen((event) => events.push(event));
      return events;
    };
    const [own, heard] = [listenTo(store), listenTo(other)];
    const {id} = await store.create({text: "a", origin: {kind: "own"}});
    await store.update(id, {title: "b"});
    await store.purge(id);
    while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    store.close();
    other.close();
    return {heard: heard.map(({kind}) => kind), own: own.map(({kind}) => kind)};
  },

  /** Opens a store in a world where IndexedDB behaves as told. */
  async openIn(world: "missing" | "throwing" | "hanging" | "damaged" | "as it is") {
    const native = indexedDB;
    const put = (value: unknown) =>
      Object.defineProperty(globalThis, "indexedDB", {configurable: true, ...(value as object)});
    const failing = (name: string) => ({
      open: () => {
        const request = {error: new DOMException("no", name), onerror: () => undefined};
        queueMicrotask(() => request.onerror());
        return request;
      }
    });
    if (world === "missing") put({value: undefined});
    if (world === "throwing")
      put({
        get: () => {
          throw new DOMException("denied", "SecurityError");
        }
      });
    if (world === "hanging") put({value: {open: () => ({})}});
    if (world === "damaged") put({value: failing("UnknownError")});
    try {
      const store = await openStore("worlds");
      const {id} = await store.create({text: "kept?", origin: {kind: "own"}});
      const text = await store.readText(id);
      store.close();
      return {kind: store.kind, trouble: store.trouble ?? "none", text};
    } finally {
      put({value: native});
    }
  },

  /** The browser throws the database away while the page is open, and again between two visits. */
  async clear() {
    const store = await openStore("cleared");
    const {id} = await store.create({text: "one", origin: {kind: "own"}});
    await new Database("cleared").remove();
    const {title} = await store.write(id, "two");
    const text = await store.readText(id);
    store.close();
    await new Database("cleared").remove();
    const next = await openStore("cleared");
    const trouble = next.trouble;
    next.close();
    const last = await openStore("cleared");
    const after = last.trouble ?? "none";
    last.close();
    await remakeStore("cleared");
    return {title, text, trouble, after};
  },

  /** A put that fails as a full disk makes it fail. */
  async fill() {
    const store = await openStore("full");
    const {id} = await store.create({text: "one", origin: {kind: "own"}});
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, "put")!;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore) {
      this.transaction.abort();
      throw new DOMException("full", "QuotaExceededError");
    };
    const problem = await store.write(id, "two").then(
      () => "no error",
      (error: unknown) => (error as Error).name
    );
    const {length} = store.unsaved();
    const held = await store.readText(id);
    Object.defineProperty(IDBObjectStore.prototype, "put", put);
    await store.write(id, "three");
    const result = {problem, length, held, after: store.unsaved().length};
    const versions = (await store.versions(id)).map(({kind}) => kind);
    store.close();
    await remakeStore("full");
    return {...result, versions};
  },

  /** Two sentences of YAML and one heading. */
  async head() {
    const front = "---\ntitle: From front\ndescription: About\ntags: [a, b]\n---\n\n# Heading\n";
    return [
      await readHead(front),
      await readHead("text\n\n# Only heading #\n"),
      await readHead("")
    ];
  },

  /** The history of a notebook, or its copy beside what is published: as it was, newer, or changed on both sides. */
  async changes(view: "history" | "compare" | "newer" | "conflict"): Promise<string> {
    asked.length = 0;
    const clock = {now: NOW};
    const backend = new Memory();
    const store = new Notebooks({
      backend,
      describe: readHead,
      hash: hashText,
      now: () => clock.now
    });
    const {id, published} = await fillVersions(store, clock, view === "conflict");
    bench.store = store;
    const isNewer = view === "newer" || view === "conflict";
    const theirs = isNewer ? {published: {text: published, name: "github.com/lab/notebooks"}} : {};
    show(() => (
      <section class="panel wide" aria-label={view}>
        <header>
          <h2>{view}</h2>
        </header>
        {view === "history" ? (
          <History
            {...{store, id}}
            onRestored={note("restored")}
            onClose={note("close")}
            onCompare={note("compare")}
          />
        ) : (
          <Compare
            {...{store, id, ...theirs}}
            onOpenCopy={note("copy")}
            onOpenPublished={note("published")}
            onMerged={note("merged")}
            onClose={note("close")}
          />
        )}
      </section>
    ));
    return id;
  },

  async library(options: {
    filled?: boolean;
    shelf?: LibraryProps["shelf"];
    trouble?: StoreTrouble;
    shipped?: boolean;
    addresses?: boolean;
  }): Promise<void> {
    asked.length = 0;
    const backend = new Memory();
    Object.defineProperty(backend, "kind", {value: options.trouble ? "memory" : "indexeddb"});
    const clock = {now: NOW};
    const {trouble} = options;
    const now = () => clock.now;
    const store = new Notebooks({backend, describe: readHead, hash: hashText, now, trouble});
    store.usage = () => Promise.resolve({used: 3_412_000, quota: 2_147_000_000, persistent: false});
    if (options.filled) await fillStore(store, clock);
    bench.store = store;
    show(() => (
      <Library
        store={store}
        shipped={options.shipped === false ? [] : SHIPPED}
        shelf={options.shelf}
        onShelf={note("shelf")}
        onOpen={note("open")}
        onOpenShipped={note("shipped")}
        {...(options.addresses ? {addressOf: (id: string) => `#/my/${id}`} : {})}
        onNew={note("new")}
        onHistory={note("history")}
        onSave={(name, blob) => note("save")(name, blob.type)}
      />
    ));
  }
};

export type LibraryBench = typeof bench;
Object.assign(globalThis, {bench});
