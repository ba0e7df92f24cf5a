// The same tables in memory, for browsers that keep nothing. Rows are copied in and out, as a database does.
import type {Backend, Key, Row, Rows, Table, Transaction} from "./backend.ts";

const toText = (key: Key) => JSON.stringify(typeof key === "string" ? [key] : key);

function keyOf(table: Table, row: Row): Key {
  if (table === "records") return row.id;
  if ("n" in row) return [row.id, row.n];
  const {id, kind, name} = row as Rows["holdings"];
  return [id, kind, name];
}

export class Memory implements Backend {
  readonly kind = "memory";
  onCleared: () => void = () => undefined;
  #tables: Record<Table, Map<string, Row>> = {
    records: new Map(),
    versions: new Map(),
    texts: new Map(),
    holdings: new Map(),
    contents: new Map()
  };
  #last: Promise<unknown> = Promise.resolve();

  /** One after the other, like transactions that touch the same tables. */
  transact<T>(
    tables: readonly Table[],
    _mode: "readonly" | "readwrite",
    body: (transaction: Transaction) => Promise<T>
  ): Promise<T> {
    const turn = this.#last.then(async () => {
      const before = {...this.#tables};
      for (const table of tables) this.#tables[table] = new Map(before[table]);
      try {
        return await body(this.#toTransaction());
      } catch (error) {
        this.#tables = before;
        throw error;
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    // nothing is open
  }

  #toTransaction(): Transaction {
    const all = (table: Table, id?: string) =>
      [...this.#tables[table].values()].filter((row) => id === undefined || row.id === id);
    return {
      get: (table, key) => settle(() => this.#tables[table].get(toText(key)) as never),
      getAll: (table, id) =>
        settle(
          () =>
            all(table, id).sort((a, b) => compareKeys(keyOf(table, a), keyOf(table, b))) as never
        ),
      put: (table, row) =>
        settle(() => void this.#tables[table].set(toText(keyOf(table, row)), structuredClone(row))),
      delete: (table, key) => settle(() => void this.#tables[table].delete(toText(key))),
      deleteAll: (table, id) =>
        settle(() => {
          for (const row of all(table, id)) this.#tables[table].delete(toText(keyOf(table, row)));
        })
    };
  }
}

/** What comes out is a copy; what is thrown is a rejection. */
function settle<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => resolve(structuredClone(act())));
}

function compareKeys(a: Key, b: Key): number {
  const [left, right] = [[a].flat(), [b].flat()];
  for (const [i, part] of left.entries()) {
    if (part !== right[i]) return part < right[i] ? -1 : 1;
  }
  return 0;
}
