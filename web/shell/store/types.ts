// What the page keeps of notebooks in this browser.

/** Where a notebook came from. */
export type Origin =
  | {kind: "own"}
  /** a built-in notebook, by its file name without `.md`. */
  | {kind: "shipped"; name: string}
  /** `address`: what the reader could open again: the link's hash, a URL, a Git host's path with its commit, or a file's name. */
  | {kind: "link" | "url" | "git" | "file"; address: string};

/** The published text that a copy started from: what "yours" is compared with. */
export interface Base {
  /** sha-256 of the text, hex. */
  hash: string;
  text: string;
}

export interface NotebookRecord {
  id: string;
  title: string;
  description: string;
  tags: string[];
  origin: Origin;
  /** undefined for a notebook written here. */
  base: Base | undefined;
  /** whether the reader trusts it with all cores and storage that lasts; own and shipped ones start trusted. */
  adopted: boolean;
  /** hosts that the reader lets it reach. */
  hosts: string[];
  /** values of controls by name. */
  controls: Record<string, unknown>;
  /** milliseconds since 1970. */
  created: number;
  edited: number;
  opened: number;
  /** when it was put in the trash. */
  trashed: number | undefined;
  /** whether its text differs from its base. */
  changed: boolean;
  /** of the text. */
  bytes: number;
}

export interface Version {
  /** counts up within a notebook. */
  n: number;
  at: number;
  /** what made it: a burst of keys (thinned out as it ages), or a named act. */
  kind: "burst" | "opened" | "named" | "restored" | "merged";
  label: string;
  bytes: number;
}

/** Something went on outside this tab. */
export interface StoreEvent {
  /** "" for `cleared`. */
  id: string;
  /** `text` is written by another tab, or the record (title, trash …) changed; `cleared`: the browser threw everything away. */
  kind: "text" | "record" | "gone" | "cleared";
}

/**
 * Why not all is well. In memory, because the browser has no database, refuses it, does not answer, or cannot read
 * what is there (`remakeStore` deletes that, if the reader says so); `emptied`: there were notebooks, and the browser
 * has thrown them away since the last visit.
 */
export type StoreTrouble = "unsupported" | "refused" | "hanging" | "broken" | "emptied";

export interface NewNotebook {
  text: string;
  origin: Origin;
  /** default: the text is its own base unless the origin is "own". */
  base?: Base;
  adopted?: boolean;
}

/** A named thing that a notebook keeps, without its bytes. */
export interface Holding {
  name: string;
  bytes: number;
}

/** All there is of one notebook: what a backup holds. */
export interface KeptNotebook {
  record: NotebookRecord;
  /** oldest first; the last is the text. */
  versions: (Version & {text: string})[];
  values: {name: string; value: unknown}[];
  attachments: {name: string; bytes: ArrayBuffer}[];
}

export interface Usage {
  /** bytes used and allowed, as far as the browser tells. */
  used: number | undefined;
  quota: number | undefined;
  /** whether the browser promised not to clear it. */
  persistent: boolean;
}

export interface NotebookStore {
  /** "memory": this browser keeps nothing (private mode, blocked storage); the page says so. */
  readonly kind: "indexeddb" | "memory";
  /** undefined: all is well. */
  readonly trouble: StoreTrouble | undefined;
  /** all records, trashed ones too, last opened first. */
  list(): Promise<NotebookRecord[]>;
  get(id: string): Promise<NotebookRecord | undefined>;
  /** the newest own copy of a published text's source, if the reader has one; with `hash` also a copy of that very text from elsewhere. */
  findCopy(origin: Origin, hash?: string): Promise<NotebookRecord | undefined>;
  create(notebook: NewNotebook): Promise<NotebookRecord>;
  /** A second notebook with the same text, base and attachments; its title says that it is a copy. */
  duplicate(id: string): Promise<NotebookRecord>;
  /** The newest text, also one that found no room. */
  readText(id: string): Promise<string>;
  /**
   * Journals a text; bursts of this tab within a minute become one version. When full, rejects with a `StoreFullError`
   * (its name is QuotaExceededError) and keeps the text in memory: see `unsaved`.
   */
  write(id: string, text: string, kind?: Version["kind"], label?: string): Promise<NotebookRecord>;
  update(
    id: string,
    change: Partial<
      Pick<NotebookRecord, "adopted" | "hosts" | "controls" | "opened" | "base" | "title">
    >
  ): Promise<NotebookRecord>;
  versions(id: string): Promise<Version[]>;
  readVersion(id: string, n: number): Promise<string>;
  /** Keeps a version for ever under a name; an empty one lets a burst fade again. */
  nameVersion(id: string, n: number, label: string): Promise<void>;
  /** Texts of this tab that found no room: worth a warning before the tab closes. */
  unsaved(): {id: string; text: string}[];
  trash(id: string): Promise<void>;
  untrash(id: string): Promise<void>;
  /** Deletes for good. */
  purge(id: string): Promise<void>;
  /** JSON, typed arrays or buffers that a notebook keeps (`store` in cells), with its attachments at most 50 MB. */
  getValue(id: string, name: string): Promise<unknown>;
  setValue(id: string, name: string, value: unknown): Promise<void>;
  deleteValue(id: string, name: string): Promise<void>;
  values(id: string): Promise<Holding[]>;
  /** files that the reader attached. */
  attachments(id: string): Promise<Holding[]>;
  readAttachment(id: string, name: string): Promise<ArrayBuffer | undefined>;
  attach(id: string, name: string, bytes: ArrayBuffer): Promise<void>;
  detach(id: string, name: string): Promise<void>;
  /** Everything of one notebook, and back: `place` never overwrites, it rejects where the id is taken. */
  take(id: string): Promise<KeptNotebook>;
  place(notebook: KeptNotebook): Promise<NotebookRecord>;
  usage(): Promise<Usage>;
  /** Asks the browser not to clear it; to be called at the reader's first edit, which is when browsers agree. */
  persist(): Promise<boolean>;
  /** Calls back on changes made elsewhere; returns how to stop. */
  listen(listener: (event: StoreEvent) => void): () => void;
  /** Lets go of the database; for tests. */
  close(): void;
}
