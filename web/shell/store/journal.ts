// How a text becomes a version: inside a transaction over records, versions and texts.
import type {Rows, Transaction} from "./backend.ts";
import {packText, unpackText} from "./packText.ts";
import {BURST, findFaded} from "./thin.ts";
import type {Version} from "./types.ts";

export const JOURNAL = ["records", "versions", "texts"] as const;

export interface Entry {
  text: string;
  kind: Version["kind"];
  label: string;
  at: number;
  /** the tab: another one's burst is never written over. */
  by: string;
}

export interface Added {
  n: number;
  /** the text until now. */
  before: string | undefined;
}

/** Writes a text as the newest version, or into the newest one while its burst goes on. */
export async function addVersion(
  transaction: Transaction,
  id: string,
  newest: number,
  {text, kind, label, at, by}: Entry
): Promise<Added> {
  const last = newest > 0 ? await transaction.get("versions", [id, newest]) : undefined;
  const before = last && (await readVersion(transaction, id, newest));
  const isSame = before === text;
  if (isSame && kind === "burst") return {n: newest, before};
  const goesOn =
    last?.kind === "burst" &&
    last.by === by &&
    // what is named now is the burst itself, when nothing was typed since
    (kind === "burst" ? at - last.begun < BURST : isSame);
  const n = goesOn ? newest : newest + 1;
  const begun = goesOn ? last.begun : at;
  const row: Rows["versions"] = {id, n, at, begun, by, kind, label, bytes: countBytes(text)};
  await transaction.put("versions", row);
  await transaction.put("texts", {id, n, packed: packText(text)});
  if (!goesOn) await thin(transaction, id, at);
  return {n, before};
}

export async function readVersion(
  transaction: Transaction,
  id: string,
  n: number
): Promise<string> {
  const row = await transaction.get("texts", [id, n]);
  if (!row) throw new RangeError(`store.readVersion: unknown version, got ${n} of ${id}`);
  return unpackText(row.packed);
}

async function thin(transaction: Transaction, id: string, now: number): Promise<void> {
  for (const n of findFaded(await transaction.getAll("versions", id), now)) {
    await transaction.delete("versions", [id, n]);
    await transaction.delete("texts", [id, n]);
  }
}

export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
