// What a notebook keeps beside its text: values that its cells set, and files that the reader attached.
import type {Backend, HoldingKind} from "./backend.ts";
import {checkRoom} from "./measureValue.ts";
import type {Holding} from "./types.ts";

const TABLES = ["records", "holdings", "contents"] as const;

export class Holdings {
  readonly #backend: Backend;
  readonly #kind: HoldingKind;

  constructor(backend: Backend, kind: HoldingKind) {
    this.#backend = backend;
    this.#kind = kind;
  }

  list(id: string): Promise<Holding[]> {
    return this.#backend.transact(["holdings"], "readonly", async (transaction) => {
      const rows = await transaction.getAll("holdings", id);
      return rows.filter(({kind}) => kind === this.#kind).map(({name, bytes}) => ({name, bytes}));
    });
  }

  get(id: string, name: string): Promise<unknown> {
    return this.#backend.transact(["contents"], "readonly", async (transaction) => {
      const row = await transaction.get("contents", [id, this.#kind, name]);
      return row?.value;
    });
  }

  /** Throws a RangeError when it is more than a notebook may keep. */
  set(id: string, name: string, value: unknown, bytes: number): Promise<void> {
    const kind = this.#kind;
    const what = kind === "value" ? `store.setValue ${name}` : `store.attach ${name}`;
    return this.#backend.transact(TABLES, "readwrite", async (transaction) => {
      if (!(await transaction.get("records", id)))
        throw new RangeError(`${what}: unknown notebook, got ${id}`);
      const others = (await transaction.getAll("holdings", id))
        .filter((row) => row.kind !== kind || row.name !== name)
        .reduce((sum, row) => sum + row.bytes, 0);
      checkRoom(what, bytes, others);
      await transaction.put("contents", {id, kind, name, value});
      await transaction.put("holdings", {id, kind, name, bytes});
    });
  }

  delete(id: string, name: string): Promise<void> {
    return this.#backend.transact(TABLES, "readwrite", async (transaction) => {
      await transaction.delete("contents", [id, this.#kind, name]);
      await transaction.delete("holdings", [id, this.#kind, name]);
    });
  }
}
