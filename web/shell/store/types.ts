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

/** Something went on in this or another tab. */
export interface StoreEvent {
  id: string;
  /** `text` is written by another tab, or the record (title, trash …) changed. */
  kind: "text" | "record" | "gone";
}

export interface NewNotebook {
  text: string;
  origin: Origin;
  /** default: the text is its own base unless the origin is "own". */
  base?: Base;
  adopted?: boolean;
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
  /** all records, trashed ones too, last opened first. */
  list(): Promise<NotebookRecord[]>;
  get(id: string): Promise<NotebookRecord | undefined>;
  /** the newest own copy of a published text's source, if the reader has one. */
  findCopy(origin: Origin): Promise<NotebookRecord | undefined>;
  create(notebook: NewNotebook): Promise<NotebookRecord>;
  readText(id: string): Promise<string>;
  /** Journals a text; bursts within a minute become one version. Rejects with a QuotaExceededError when full. */
  write(id: string, text: string, kind?: Version["kind"], label?: string): Promise<NotebookRecord>;
  update(
    id: string,
    change: Partial<
      Pick<NotebookRecord, "adopted" | "hosts" | "controls" | "opened" | "base" | "title">
    >
  ): Promise<NotebookRecord>;
  versions(id: string): Promise<Version[]>;
  readVersion(id: string, n: number): Promise<string>;
  trash(id: string): Promise<void>;
  untrash(id: string): Promise<void>;
  /** Deletes for good. */
  purge(id: string): Promise<void>;
  /** bytes or JSON that a notebook keeps (`store` in cells), at most 50 MB each. */
  getValue(id: string, name: string): Promise<unknown>;
  setValue(id: string, name: string, value: unknown): Promise<void>;
  deleteValue(id: string, name: string): Promise<void>;
  /** files that the reader attached. */
  attachments(id: string): Promise<{name: string; bytes: number}[]>;
  readAttachment(id: string, name: string): Promise<ArrayBuffer | undefined>;
  attach(id: string, name: string, bytes: ArrayBuffer): Promise<void>;
  detach(id: string, name: string): Promise<void>;
  usage(): Promise<Usage>;
  /** Calls back on changes made elsewhere; returns how to stop. */
  listen(listener: (event: StoreEvent) => void): () => void;
}
