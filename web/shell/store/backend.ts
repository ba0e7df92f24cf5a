// What the store needs of a database: five tables and transactions. There are two: IndexedDB, and memory
// where the browser keeps nothing.
import type {NotebookRecord, Version} from "./types.ts";

export interface Rows {
  /** by [id]; `newest`: the number of the version that is the text; `ownTitle`: what that calls itself. */
  records: NotebookRecord & {newest: number; ownTitle: string};
  /** by [id, n]; `begun`: when its burst began; `by`: the tab that wrote it. */
  versions: Version & {id: string; begun: number; by: string};
  /** by [id, n]; deflated. */
  texts: {id: string; n: number; packed: Uint8Array};
  /** by [id, kind, name]. */
  holdings: {id: string; kind: HoldingKind; name: string; bytes: number};
  contents: {id: string; kind: HoldingKind; name: string; value: unknown};
}

export type HoldingKind = "value" | "file";
export type Table = keyof Rows;
export type Row = Rows[Table];
/** `id` in records; elsewhere a list that begins with it. */
export type Key = string | (string | number)[];

export interface Transaction {
  get<T extends Table>(table: T, key: Key): Promise<Rows[T] | undefined>;
  /** in the order of the keys; those of one notebook, or all. */
  getAll<T extends Table>(table: T, id?: string): Promise<Rows[T][]>;
  put<T extends Table>(table: T, row: Rows[T]): Promise<void>;
  delete(table: Table, key: Key): Promise<void>;
  deleteAll(table: Exclude<Table, "records">, id: string): Promise<void>;
}

export interface Backend {
  readonly kind: "indexeddb" | "memory";
  onCleared: () => void;
  /** Everything in `body` happens, or nothing; `body` awaits only the transaction. */
  transact<T>(
    tables: readonly Table[],
    mode: "readonly" | "readwrite",
    body: (transaction: Transaction) => Promise<T>
  ): Promise<T>;
  close(): void;
}
