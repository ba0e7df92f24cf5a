// IndexedDB as promises. The schema is a list of migrations; a database that another page upgrades or
// the browser clears is let go and opened again at the next transaction.
import {migrations} from "./migrations.ts";
import type {Backend, Row, Table, Transaction} from "./backend.ts";

const NAME = "cuvette";
/** An open that takes longer will not come. */
const PATIENCE = 4000;

export class Database implements Backend {
  readonly kind = "indexeddb";
  readonly #name: string;
  /** called when the browser has thrown the database away under the page. */
  onCleared: () => void = () => undefined;
  #opening: Promise<IDBDatabase> | undefined;

  constructor(name = NAME) {
    this.#name = name;
  }

  /** Rejects where there is no database, or in time where it does not answer. */
  async open(): Promise<void> {
    await this.#connect();
  }

  /** Deletes what is there, readable or not. */
  async remove(): Promise<void> {
    this.close();
    const request = indexedDB.deleteDatabase(this.#name);
    await inTime(toPromise(request as IDBRequest<unknown>));
  }

  close(): void {
    this.#opening?.then((connection) => connection.close()).catch(() => undefined);
    this.#opening = undefined;
  }

  async transact<T>(
    tables: readonly Table[],
    mode: "readonly" | "readwrite",
    body: (transaction: Transaction) => Promise<T>
  ): Promise<T> {
    const connection = await this.#connect();
    let native: IDBTransaction;
    try {
      native = connection.transaction(tables, mode, {durability: "relaxed"});
    } catch (error) {
      // closed in between: once more on a new connection
      if ((error as DOMException).name !== "InvalidStateError") throw error;
      this.#opening = undefined;
      native = (await this.#connect()).transaction(tables, mode, {durability: "relaxed"});
    }
    const done = new Promise<void>((resolve, reject) => {
      native.oncomplete = () => resolve();
      native.onabort = () => reject(native.error ?? new DOMException("aborted", "AbortError"));
    });
    done.catch(() => undefined);
    let result: T;
    try {
      result = await body(toTransaction(native));
    } catch (error) {
      try {
        native.abort();
      } catch {
        // has ended already
      }
      throw error;
    }
    await done;
    return result;
  }

  #connect(): Promise<IDBDatabase> {
    if (this.#opening) return this.#opening;
    const opening = inTime(openConnection(this.#name));
    this.#opening = opening;
    const forget = () => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    opening.then((connection) => {
      // a later version of this page, in another tab, waits to change the schema
      connection.onversionchange = () => {
        connection.close();
        forget();
      };
      connection.onclose = () => {
        forget();
        this.onCleared();
      };
    }, forget);
    return opening;
  }
}

function openConnection(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, migrations.length);
  request.onupgradeneeded = ({oldVersion}) => {
    for (const migrate of migrations.slice(oldVersion)) {
      migrate(request.result, request.transaction!);
    }
  };
  return toPromise(request);
}

function toTransaction(native: IDBTransaction): Transaction {
  return {
    get: (table, key) => toPromise(native.objectStore(table).get(key)) as Promise<never>,
    getAll: (table, id) =>
      toPromise(native.objectStore(table).getAll(id && startingWith(id))) as Promise<never>,
    put: async (table, row: Row) => {
      await toPromise(native.objectStore(table).put(row));
    },
    delete: async (table, key) => {
      await toPromise(native.objectStore(table).delete(key));
    },
    deleteAll: async (table, id) => {
      await toPromise(native.objectStore(table).delete(startingWith(id)));
    }
  };
}

/** All keys `[id, …]`: arrays sort after everything else a key can be. */
function startingWith(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

function toPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("unknown", "UnknownError"));
  });
}

/** Rejects with a TimeoutError when nothing comes. */
function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = new DOMException("the database does not answer", "TimeoutError");
    const timer = setTimeout(() => reject(late), PATIENCE);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
