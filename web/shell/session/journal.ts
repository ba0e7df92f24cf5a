// Keeps every text in this browser as it arrives: the newest one waits while the one before is being written.
import type {NotebookRecord, NotebookStore} from "../store/types.ts";

export type Saved =
  /** as it was published: nothing to keep. */
  | {kind: "untouched"}
  | {kind: "saving"}
  | {kind: "saved"}
  /** kept until the tab is closed, because this browser keeps nothing. */
  | {kind: "memory"}
  | {kind: "failed"; reason: string};

export interface JournalOptions {
  store: () => Promise<NotebookStore>;
  /** makes the record at the first text. */
  create: (store: NotebookStore) => Promise<NotebookRecord>;
  record: NotebookRecord | undefined;
  onChange: (saved: Saved, record: NotebookRecord | undefined) => void;
}

export class Journal {
  readonly #options: JournalOptions;
  #record: NotebookRecord | undefined;
  #next: string | undefined;
  #creating: Promise<NotebookRecord> | undefined;
  #writing: Promise<void> | undefined;
  #saved: Saved;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#record = options.record;
    this.#saved = {kind: options.record ? "saved" : "untouched"};
  }

  get saved(): Saved {
    return this.#saved;
  }

  /** Whether all that was written here is in the store. */
  get isClean(): boolean {
    return this.#next === undefined && !this.#writing && this.#saved.kind !== "failed";
  }

  /** The text that is not in the store yet. */
  get unsaved(): string | undefined {
    return this.#next;
  }

  write(text: string): void {
    this.#next = text;
    this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
  }

  /** Resolves when there is nothing left to write, or it cannot be written. */
  async settle(): Promise<void> {
    await this.#writing;
  }

  /** The notebook's record, made if there is none yet. */
  async ensureRecord(): Promise<NotebookRecord> {
    if (this.#record) return this.#record;
    this.#creating ??= this.#options
      .store()
      .then((store) => this.#options.create(store))
      .then((record) => (this.#record = record))
      .finally(() => (this.#creating = undefined));
    return this.#creating;
  }

  async #drain(): Promise<void> {
    const {store: openStore} = this.#options;
    for (let text = this.#next; text !== undefined; text = this.#next) {
      this.#tell({kind: "saving"});
      try {
        const store = await openStore();
        const {id} = await this.ensureRecord();
        this.#record = await store.write(id, text);
        if (this.#next === text) this.#next = undefined;
        this.#tell({kind: store.kind === "memory" ? "memory" : "saved"});
      } catch (error) {
        // the text stays in line, for the next burst or a click on "try again"
        this.#tell({
          kind: "failed",
          reason: error instanceof Error ? error.message : String(error)
        });
        return;
      }
    }
  }

  #tell(saved: Saved): void {
    this.#saved = saved;
    this.#options.onChange(saved, this.#record);
  }
}
