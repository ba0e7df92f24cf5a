// What the library shows and does, without a line of markup.
import {createEffect, createMemo, createSignal, onCleanup, type Accessor} from "solid-js";
import {createStore, reconcile} from "solid-js/store";
import {say} from "../../say.ts";
import {exportAll, toFileName} from "../store/exportAll.ts";
import type {NotebookRecord, Usage} from "../store/types.ts";
import {importFiles, type ImportResult} from "./importFiles.ts";
import {saveFile} from "./saveFile.ts";
import {countTags, findMatches, toQuery} from "./search.ts";
import type {LibraryProps, Shelf, Shipped} from "./props.ts";

/** Texts are searched too while all of them are no more than this. */
const CHEAP_TEXTS = 4_000_000;

/** A sentence at the foot of the page, with what can be done about it. */
export interface Toast {
  text: string;
  undo?: () => void;
  isProblem?: boolean;
}

export interface LibraryModel {
  shelf: Accessor<Shelf>;
  show: (shelf: Shelf) => void;
  /** undefined until they are read. */
  records: Accessor<NotebookRecord[] | undefined>;
  kept: Accessor<NotebookRecord[]>;
  trashed: Accessor<NotebookRecord[]>;
  search: Accessor<string>;
  setSearch: (text: string) => void;
  chosenTags: Accessor<readonly string[]>;
  toggleTag: (tag: string) => void;
  /** tags of the shelf that is shown. */
  tags: Accessor<{tag: string; count: number}[]>;
  /** what matches, of each shelf. */
  found: Accessor<NotebookRecord[]>;
  foundShipped: Accessor<Shipped[]>;
  foundTrash: Accessor<NotebookRecord[]>;
  now: Accessor<number>;
  usage: Accessor<Usage | undefined>;
  toast: Accessor<Toast | undefined>;
  dismiss: () => void;
  imported: Accessor<ImportResult | undefined>;
  busy: Accessor<boolean>;
  titleOfShipped: (name: string) => string | undefined;
  trash: (record: NotebookRecord) => Promise<void>;
  restore: (record: NotebookRecord) => Promise<void>;
  purge: (records: readonly NotebookRecord[]) => Promise<void>;
  rename: (record: NotebookRecord, title: string) => Promise<void>;
  duplicate: (record: NotebookRecord) => Promise<void>;
  exportOne: (record: NotebookRecord) => Promise<void>;
  exportEverything: () => Promise<void>;
  importAll: (files: readonly File[]) => Promise<void>;
  persist: () => Promise<void>;
}

export function createLibrary(props: LibraryProps): LibraryModel {
  const [shelf, setShelf] = createSignal<Shelf>(props.shelf ?? "notebooks");
  const [state, setState] = createStore<{records?: NotebookRecord[]}>({});
  const records = () => state.records;
  const [texts, setTexts] = createSignal<ReadonlyMap<string, string>>(new Map());
  const [search, setSearch] = createSignal("");
  const [chosenTags, setChosenTags] = createSignal<readonly string[]>([]);
  const [now, setNow] = createSignal(Date.now());
  const [usage, setUsage] = createSignal<Usage>();
  const [toast, setToast] = createSignal<Toast>();
  const [imported, setImported] = createSignal<ImportResult>();
  const [busy, setBusy] = createSignal(false);

  const kept = createMemo(() => (records() ?? []).filter(({trashed}) => trashed === undefined));
  const trashed = createMemo(() => (records() ?? []).filter(({trashed}) => trashed !== undefined));
  const query = createMemo(() => toQuery(search(), chosenTags()));
  const match = (list: NotebookRecord[]) => {
    const items = list.map((record) => {
      const {title, description, tags, id} = record;
      return {title, description, tags, text: texts().get(id), record};
    });
    return findMatches(items, query()).map(({record}) => record);
  };
  const shown = () =>
    ({notebooks: kept(), gallery: props.shipped, trash: trashed()})[shelf()] as readonly Shipped[];

  async function refresh(): Promise<void> {
    const list = await props.store.list();
    // rows of the same notebook stay the same elements, and keep the focus
    setState("records", state.records ? reconcile(list, {key: "id"}) : list);
    setNow(Date.now());
    setUsage(await props.store.usage());
  }
  const attempt = async (what: () => Promise<void>) => {
    setBusy(true);
    try {
      await what();
    } catch (error) {
      setToast({text: toProblem(error), isProblem: true});
    } finally {
      setBusy(false);
      await refresh().catch(() => undefined);
    }
  };

  async function readTexts(): Promise<void> {
    const list = records() ?? [];
    if (list.reduce((sum, {bytes}) => sum + bytes, 0) > CHEAP_TEXTS) return;
    const read = await Promise.all(
      list.map(async ({id}) => [id, await props.store.readText(id).catch(() => "")] as const)
    );
    setTexts(new Map(read));
  }
  // only once somebody searches, and anew when something was written
  createEffect(() => {
    if (query().words.length > 0 && records()) void readTexts();
  });

  void attempt(() => Promise.resolve());
  onCleanup(props.store.listen(() => void refresh()));
  const tick = setInterval(() => setNow(Date.now()), 60_000);
  onCleanup(() => clearInterval(tick));

  const {store} = props;
  const save = (name: string, blob: Blob) => (props.onSave ?? saveFile)(name, blob);
  return {
    ...{shelf, records, kept, trashed, search, chosenTags, now, usage, toast, imported, busy},
    show(next) {
      setShelf(next);
      setChosenTags([]);
      setToast(undefined);
      props.onShelf?.(next);
    },
    setSearch,
    toggleTag: (tag) =>
      setChosenTags((tags) =>
        tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag]
      ),
    tags: createMemo(() => countTags(shown())),
    found: createMemo(() => match(kept())),
    foundShipped: createMemo(() => findMatches(props.shipped, query())),
    foundTrash: createMemo(() => match(trashed())),
    dismiss() {
      setToast(undefined);
      setImported(undefined);
    },
    titleOfShipped: (name) => props.shipped.find((one) => one.name === name)?.title,
    trash: (record) =>
      attempt(async () => {
        await store.trash(record.id);
        setToast({
          text: say("library.trashedOne", {title: record.title}),
          undo: () => void attempt(() => restoreOne(record))
        });
      }),
    restore: (record) => attempt(() => restoreOne(record)),
    purge: (list) =>
      attempt(async () => {
        for (const {id} of list) await store.purge(id);
        const [{title}] = list;
        const count = list.length;
        setToast({
          text: count === 1 ? say("library.purgedOne", {title}) : say("library.purged", {count})
        });
      }),
    rename: (record, title) =>
      attempt(async () => {
        if (title.trim() && title !== record.title) await store.update(record.id, {title});
      }),
    duplicate: (record) =>
      attempt(async () => {
        const {title} = await store.duplicate(record.id);
        setToast({text: say("library.duplicated", {title})});
      }),
    exportOne: (record) =>
      attempt(async () => {
        const text = await store.readText(record.id);
        save(`${toFileName(record.title)}.md`, new Blob([text], {type: "text/markdown"}));
      }),
    exportEverything: () =>
      attempt(async () => {
        save(`cuvette-${new Date().toISOString().slice(0, 10)}.zip`, await exportAll(store));
      }),
    importAll: (files) =>
      attempt(async () => {
        setToast(undefined);
        setImported(undefined);
        setImported(await importFiles(store, files));
      }),
    persist: () =>
      attempt(async () => {
        const isPromised = await store.persist();
        setToast({text: say(isPromised ? "library.persisted" : "library.notPersisted")});
      })
  };

  async function restoreOne({id, title}: NotebookRecord): Promise<void> {
    await store.untrash(id);
    setToast({text: say("library.restoredOne", {title})});
  }
}

export function toProblem(error: unknown): string {
  if ((error as Error).name === "QuotaExceededError") return say("library.full");
  return say("library.problem", {problem: (error as Error).message});
}
