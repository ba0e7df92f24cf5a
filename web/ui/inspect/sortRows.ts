// The order of a table's rows; the data themselves stay as they are.

import {brief} from "./brief.ts";

export type Direction = "ascending" | "descending";

const collator = new Intl.Collator("en", {numeric: true});

/** Row numbers in order of a column: numbers before text, what is missing last either way; ties stay as they were. */
export function sortRows(
  length: number,
  cell: (row: number) => unknown,
  direction: Direction
): Uint32Array {
  const keys = Array.from({length}, (_, row) => toKey(cell(row)));
  const sign = direction === "ascending" ? 1 : -1;
  return Uint32Array.from(keys.keys()).sort((a, b) => compare(keys[a], keys[b], sign) || a - b);
}

type Key = number | bigint | string | undefined;

function toKey(value: unknown): Key {
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  if (typeof value === "bigint" || typeof value === "string") return value;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Date) return toKey(value.getTime());
  if (value === null || value === undefined) return undefined;
  return brief(value);
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  const isText = typeof a === "string";
  if (isText !== (typeof b === "string")) return sign * (isText ? 1 : -1);
  if (isText) return sign * collator.compare(a, b as string);
  const [x, y] = [a, b as number | bigint];
  return x < y ? -sign : x > y ? sign : 0;
}
