// One notebook with everything that belongs to it, out of the tables and back.
import type {Backend, HoldingKind, Rows, Transaction} from "./backend.ts";
import {packText, unpackText} from "./packText.ts";
import {checkRoom, measureValue} from "./measureValue.ts";
import type {KeptNotebook, NotebookRecord} from "./types.ts";

export const ALL_TABLES = ["records", "versions", "texts", "holdings", "contents"] as const;

export function takeNotebook(backend: Backend, id: string): Promise<KeptNotebook> {
  return backend.transact(ALL_TABLES, "readonly", async (transaction) => {
    const row = await transaction.get("records", id);
    if (!row) throw new RangeError(`store.take: unknown notebook, got ${id}`);
    const {newest: _, ownTitle: __, ...record} = row;
    const texts = await transaction.getAll("texts", id);
    const versions = (await transaction.getAll("versions", id)).map(
      ({n, at, kind, label, bytes}, i) => ({
        ...{n, at, kind, label, bytes},
        text: unpackText(texts[i].packed)
      })
    );
    const contents = await transaction.getAll("contents", id);
    return {
      record,
      versions,
      values: contents.filter(({kind}) => kind === "value").map(({name, value}) => ({name, value})),
      attachments: contents
        .filter(({kind}) => kind === "file")
        .map(({name, value}) => ({name, bytes: value as ArrayBuffer}))
    };
  });
}

export function placeNotebook(
  backend: Backend,
  {record, versions, values, attachments}: KeptNotebook,
  by: string,
  ownTitle: string
): Promise<NotebookRecord> {
  const {id} = record;
  if (versions.length === 0) throw new RangeError(`store.place: missing versions of ${id}`);
  const held: {kind: HoldingKind; name: string; bytes: number; value: unknown}[] = [
    ...values.map(({name, value}) => ({
      ...{kind: "value" as const, name, value},
      bytes: measureValue(value)
    })),
    ...attachments.map(({name, bytes}) => ({
      ...{kind: "file" as const, name, value: bytes},
      bytes: bytes.byteLength
    }))
  ];
  checkRoom(
    `store.place ${id}`,
    held.reduce((sum, {bytes}) => sum + bytes, 0),
    0
  );
  const newest = versions[versions.length - 1].n;
  const packed = versions.map(({text}) => packText(text));
  return backend.transact(ALL_TABLES, "readwrite", async (transaction) => {
    if (await transaction.get("records", id))
      throw new RangeError(`store.place: the id is taken, got ${id}`);
    const row: Rows["records"] = {...record, newest, ownTitle};
    await transaction.put("records", row);
    for (const [i, {text: _, ...version}] of versions.entries()) {
      await transaction.put("versions", {...version, id, begun: version.at, by});
      await transaction.put("texts", {id, n: version.n, packed: packed[i]});
    }
    for (const {kind, name, bytes, value} of held) {
      await transaction.put("contents", {id, kind, name, value});
      await transaction.put("holdings", {id, kind, name, bytes});
    }
    return record;
  });
}

export async function deleteNotebook(transaction: Transaction, id: string): Promise<void> {
  await transaction.delete("records", id);
  for (const table of ALL_TABLES) if (table !== "records") await transaction.deleteAll(table, id);
}
