// Rows and columns out of whatever shape the author's table has.
import type {Columns} from "./toCsv.ts";
import {safely} from "./safely.ts";
import {takeSample} from "./kindOf.ts";

const KEYS_SOUGHT_IN = 10_000;

/** Names of all fields in the order in which they first appear; of very long tables, in a sample of the rows. */
export function tableOfRows(rows: ArrayLike<Record<string, unknown>>, isWhole = false): Columns {
  const names = new Set<string>();
  const sought = isWhole ? Array.from(rows) : takeSample(rows, KEYS_SOUGHT_IN);
  for (const row of sought) {
    const keys = safely(() => Object.keys(row));
    if (keys.ok) for (const key of keys.value) names.add(key);
  }
  const list = [...names];
  return {
    names: list,
    length: rows.length,
    cell(row, column) {
      const found = safely(() => rows[row]?.[list[column]]);
      return found.ok ? found.value : undefined;
    }
  };
}

export function tableOfColumns(columns: Record<string, ArrayLike<unknown>>): Columns {
  const names = Object.keys(columns);
  const lists = Object.values(columns);
  return {names, length: lists[0]?.length ?? 0, cell: (row, column) => lists[column][row]};
}
