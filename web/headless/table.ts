import type {Result, ValueResult} from "./result.ts";

const LONGEST = 60;

/** A run for people: its cells, then its values. */
export function toTable({title, cells, values}: Result): string {
  const rows = cells.map(({line, id, status, ms}) => [
    String(line),
    id,
    status,
    `${ms.toFixed(1)} ms`
  ]);
  const named = Object.entries(values).map(([name, value]) => [
    name,
    value.type,
    value.digest?.slice(0, 12) ?? "",
    show(value)
  ]);
  const parts = [title, align([["line", "cell", "status", "time"], ...rows])];
  if (named.length > 0) parts.push(align([["name", "type", "digest", "value"], ...named]));
  return `${parts.join("\n\n")}\n`;
}

export function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, k) => Math.max(...rows.map((row) => row[k].length)));
  return rows
    .map((row) =>
      row
        .map((text, k) => text.padEnd(widths[k]))
        .join("  ")
        .trimEnd()
    )
    .join("\n");
}

function show({value}: ValueResult): string {
  if (value === undefined) return "";
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
