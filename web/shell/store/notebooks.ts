// The store itself, over whichever database there is. A notebook's text is its newest version.
import type {Backend, Rows} from "./backend.ts";
import {Holdings} from "./holdings.ts";
import {addVersion, countBytes, JOURNAL, readVersion} from "./journal.ts";
import {measureValue} from "./measureValue.ts";
import {newId, newRecord, toDuplicate, type Head} from "./newRecord.ts";
import {isSameSource} from "./origin.ts";
import {isFull, StoreFullError} from "./storeFull.ts";
import type {Trace} from "./trace.ts";
import {ALL_TABLES, deleteNotebook, placeNotebook, takeNotebook} from "./wholeNotebook.ts";
import type {
  Holding,
  KeptNotebook,
  NewNotebook,
  NotebookRecord,
  NotebookStore,
  Origin,
  StoreEvent,
  StoreTrouble,
  Usage,
  Version
} from "./types.ts";

type Row = Rows["records"];

export interface NotebooksOptions {
  backend: Backend;
  describe: (text: string) => Promise<Head>;
  hash: (text: string) => string;
  trouble?: StoreTrouble | undefined;
  /** where tabs tell each other; absent: nobody is told. */
  channel?: BroadcastChannel | undefined;
  trace?: Trace | undefined;
  now?: () => number;
}

export class Notebooks implements NotebookStore {
  readonly #options: NotebooksOptions;
  readonly #backend: Backend;
  readonly #now: () => number;
  readonly #values: Holdings;
  readonly #files: Holdings;
  readonly #by = newId();
  /** of this tab, in case the browser clears the database under it. */
  readonly #known = new Map<string, Row>();
  readonly #unsaved = new Map<string, string>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();

  constructor(options: NotebooksOptions) {
    this.#options = options;
    this.#backend = options.backend;
    this.#now = options.now ?? Date.now;
    this.#values = new Holdings(options.backend, "value");
    this.#files = new Holdings(options.backend, "file");
    options.backend.onCleared = () => this.#hear({id: "", kind: "cleared"});
    options.channel?.addEventListener("message", ({data}: MessageEvent<StoreEvent>) => {
      if (data.kind === "gone") this.#known.delete(data.id);
      this.#hear(data);
    });
  }

  get kind(): NotebookStore["kind"] {
    return this.#backend.kind;
  }

  get trouble(): StoreTrouble | undefined {
    return this.#options.trouble;
  }

  async list(): Promise<NotebookRecord[]> {
    const rows = await this.#backend.transact(["records"], "readonly", (transaction) =>
      transaction.getAll("records")
    );
    return rows.sort((a, b) => b.opened - a.opened || b.edited - a.edited);
  }

  async get(id: string): Promise<NotebookRecord | undefined> {
    const row = await this.#backend.transact(["records"], "readonly", (transaction) =>
      transaction.get("records", id)
    );
    if (row) this.#known.set(id, row);
    return row;
  }

  async findCopy(origin: Origin, hash?: string): Promise<NotebookRecord | undefined> {
    const copies = (await this.list()).filter(
      (record) =>
        record.trashed === undefined &&
        (isSameSource(record.origin, origin) || (hash && record.base?.hash === hash))
    );
    return copies.sort((a, b) => b.edited - a.edited)[0];
  }

  async create(notebook: NewNotebook): Promise<NotebookRecord> {
    const {text, origin} = notebook;
    const base =
      notebook.base ?? (origin.kind === "own" ? undefined : {hash: this.#options.hash(text), text});
    const head = await this.#options.describe(text);
    const record = newRecord({...notebook, base}, head, this.#now());
    return this.#save({...record, newest: 0, ownTitle: head.title}, text, "opened", "");
  }

  async duplicate(id: string): Promise<NotebookRecord> {
    return this.place(toDuplicate(await this.take(id), this.#now()));
  }

  async readText(id: string): Promise<string> {
    return (
      this.#unsaved.get(id) ??
      this.#backend.transact(["records", "texts"], "readonly", async (transaction) => {
        const {newest} = checkFound(await transaction.get("records", id), id);
        return readVersion(transaction, id, newest);
      })
    );
  }

  write(
    id: string,
    text: string,
    kind: Version["kind"] = "burst",
    label = ""
  ): Promise<NotebookRecord> {
    return this.#save(id, text, kind, label);
  }

  /** Writes into a row as it is, or into the one that an id finds. */
  async #save(
    target: Row | string,
    text: string,
    kind: Version["kind"],
    label: string
  ): Promise<NotebookRecord> {
    const id = typeof target === "string" ? target : target.id;
    const entry = {text, kind, label, at: this.#now(), by: this.#by};
    // before the transaction, which waits for nothing else
    const head = await this.#options.describe(text);
    try {
      const row = await this.#backend.transact(JOURNAL, "readwrite", async (transaction) => {
        const row =
          typeof target === "string"
            ? checkFound((await transaction.get("records", id)) ?? this.#known.get(id), id)
            : target;
        const {n, before} = await addVersion(transaction, id, row.newest, entry);
        const next = {...row, ...describeChange(row, head, text), newest: n};
        if (before !== undefined && before !== text) next.edited = entry.at;
        await transaction.put("records", next);
        return next;
      });
      this.#unsaved.delete(id);
      this.#known.set(id, row);
      this.#options.trace?.note(true);
      this.#tell({id, kind: "text"});
      return row;
    } catch (error) {
      if (!isFull(error)) throw error;
      this.#unsaved.set(id, text);
      const problem = `store.write: no room left in this browser, got ${countBytes(text)} bytes`;
      throw new StoreFullError(problem, {cause: error});
    }
  }

  async update(
    id: string,
    change: Parameters<NotebookStore["update"]>[1]
  ): Promise<NotebookRecord> {
    return this.#change(id, change);
  }

  async versions(id: string): Promise<Version[]> {
    const rows = await this.#backend.transact(["versions"], "readonly", (transaction) =>
      transaction.getAll("versions", id)
    );
    return rows.map(({n, at, kind, label, bytes}) => ({n, at, kind, label, bytes}));
  }

  readVersion(id: string, n: number): Promise<string> {
    return this.#backend.transact(["texts"], "readonly", (transaction) =>
      readVersion(transaction, id, n)
    );
  }

  async nameVersion(id: string, n: number, label: string): Promise<void> {
    await this.#backend.transact(["versions"], "readwrite", async (transaction) => {
      const row = await transaction.get("versions", [id, n]);
      if (!row) throw new RangeError(`store.nameVersion: unknown version, got ${n} of ${id}`);
      const kind = label ? "named" : "burst";
      // what a restored or merged version is stays its kind; a name is only added
      const fades = row.kind === "burst" || row.kind === "named";
      await transaction.put("versions", {...row, label, kind: fades ? kind : row.kind});
    });
    this.#tell({id, kind: "record"});
  }

  unsaved(): {id: string; text: string}[] {
    return [...this.#unsaved].map(([id, text]) => ({id, text}));
  }

  async trash(id: string): Promise<void> {
    await this.#change(id, {trashed: this.#now()});
  }

  async untrash(id: string): Promise<void> {
    await this.#change(id, {trashed: undefined});
  }

  async purge(id: string): Promise<void> {
    await this.#backend.transact(ALL_TABLES, "readwrite", (transaction) =>
      deleteNotebook(transaction, id)
    );
    this.#known.delete(id);
    this.#unsaved.delete(id);
    this.#options.trace?.note((await this.list()).length > 0);
    this.#tell({id, kind: "gone"});
  }

  async #change(id: string, change: Partial<Row>): Promise<NotebookRecord> {
    const row = await this.#backend.transact(JOURNAL, "readwrite", async (transaction) => {
      const found = checkFound(await transaction.get("records", id), id);
      const next: Row = {...found, ...change};
      if ("base" in change) {
        const text = await readVersion(transaction, id, found.newest);
        next.changed = next.base !== undefined && next.base.text !== text;
      }
      await transaction.put("records", next);
      return next;
    });
    this.#known.set(id, row);
    this.#tell({id, kind: "record"});
    return row;
  }

  getValue(id: string, name: string): Promise<unknown> {
    return this.#values.get(id, name);
  }

  async setValue(id: string, name: string, value: unknown): Promise<void> {
    await this.#values.set(id, name, value, measureValue(value));
  }

  deleteValue(id: string, name: string): Promise<void> {
    return this.#values.delete(id, name);
  }

  values(id: string): Promise<Holding[]> {
    return this.#values.list(id);
  }

  attachments(id: string): Promise<Holding[]> {
    return this.#files.list(id);
  }

  readAttachment(id: string, name: string): Promise<ArrayBuffer | undefined> {
    return this.#files.get(id, name) as Promise<ArrayBuffer | undefined>;
  }

  async attach(id: string, name: string, bytes: ArrayBuffer): Promise<void> {
    await this.#files.set(id, name, bytes, bytes.byteLength);
  }

  detach(id: string, name: string): Promise<void> {
    return this.#files.delete(id, name);
  }

  take(id: string): Promise<KeptNotebook> {
    return takeNotebook(this.#backend, id);
  }

  async place(notebook: KeptNotebook): Promise<NotebookRecord> {
    const {title} = await this.#options.describe(notebook.versions.at(-1)?.text ?? "");
    const record = await placeNotebook(this.#backend, notebook, this.#by, title);
    this.#options.trace?.note(true);
    this.#tell({id: record.id, kind: "record"});
    return record;
  }

  async usage(): Promise<Usage> {
    // absent in contexts that are not secure
    const storage = this.kind === "memory" ? undefined : globalThis.navigator?.storage;
    const estimate = await storage?.estimate().catch(() => undefined);
    const persistent = (await storage?.persisted().catch(() => false)) ?? false;
    return {used: estimate?.usage, quota: estimate?.quota, persistent};
  }

  async persist(): Promise<boolean> {
    if (this.kind === "memory") return false;
    return (await globalThis.navigator?.storage?.persist().catch(() => false)) ?? false;
  }

  listen(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#options.channel?.close();
    this.#backend.close();
  }

  #tell(event: StoreEvent): void {
    this.#options.channel?.postMessage(event);
  }

  #hear(event: StoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function checkFound(row: Row | undefined, id: string): Row {
  if (!row) throw new RangeError(`store: unknown notebook, got ${id}`);
  return row;
}

function describeChange(row: Row, {title, description, tags}: Head, text: string): Partial<Row> {
  return {
    // a title given by the reader stays until the text's own one changes
    title: title && title !== row.ownTitle ? title : row.title,
    ownTitle: title,
    description,
    tags,
    changed: row.base !== undefined && row.base.text !== text,
    bytes: countBytes(text)
  };
}
