// What a column of a table holds, from at most some thousand of its cells.
import {formatDate} from "./brief.ts";
import {formatCount, formatShort} from "./formatNumber.ts";
import {countInto, gather, makeBins} from "./statistics.ts";
import type {Bins} from "./statistics.ts";
import {say} from "../../say.ts";
import type {Columns} from "./toCsv.ts";

export interface ColumnSummary {
  isNumeric: boolean;
  /** its range, or how many different texts. */
  words: string;
  bins: Bins | undefined;
}

/** Cells of a whole table that are looked at. */
const READ = 1_000_000;
const BINS = 16;

export function summarizeColumn({names, length, cell}: Columns, column: number): ColumnSummary {
  const most = Math.floor(READ / Math.max(1, names.length));
  const isWhole = length <= most;
  const values: unknown[] = [];
  for (let i = 0; i < Math.min(length, most); i++) {
    const value = cell(isWhole ? i : scatter(i, length), column);
    if (value !== null && value !== undefined) values.push(value);
  }
  const numbers = values.filter((value) => typeof value === "number" || typeof value === "bigint");
  if (values.length > 0 && numbers.length === values.length) {
    const plain = numbers.map(Number);
    const {min, max} = gather(plain);
    if (Number.isNaN(min)) return {isNumeric: true, words: "NaN", bins: undefined};
    const bins = makeBins(min, max, BINS * BINS);
    for (const x of plain) countInto(bins, x);
    const about = isWhole ? "" : "≈ ";
    const words = min === max ? formatShort(min) : `${formatShort(min)} – ${formatShort(max)}`;
    return {isNumeric: true, words: about + words, bins: min === max ? undefined : bins};
  }
  if (values.length > 0 && values.every((value) => value instanceof Date)) {
    const {min, max} = gather(values.map(Number));
    const write = (x: number) => formatDate(new Date(x)).slice(0, 10);
    const words = Number.isNaN(min) ? "" : `${write(min)} – ${write(max)}`;
    return {isNumeric: false, words, bins: undefined};
  }
  if (values.length === 0 || values.some((value) => typeof value === "object"))
    return {isNumeric: false, words: "", bins: undefined};
  const count = new Set(values).size;
  const key = count === 1 ? "inspect.oneDistinct" : "inspect.distinct";
  const words = say(key, {count: isWhole ? formatCount(count) : `≥ ${formatCount(count)}`});
  return {isNumeric: false, words, bins: undefined};
}

/** Spread evenly by the golden ratio, which keeps no time with any pattern in the rows. */
function scatter(i: number, length: number): number {
  return Math.floor(((i * 0.6180339887498949) % 1) * length);
}
