// Tables as CSV by RFC 4180. Numbers keep all their digits. Nothing is altered to please
// spreadsheets; what they may take for a formula is counted, so that the reader can be told.
import {formatNumber} from "./formatNumber.ts";

export interface Columns {
  names: string[];
  length: number;
  cell: (row: number, column: number) => unknown;
}

export interface Csv {
  text: string;
  /** texts that start like a formula. */
  formulas: number;
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
const LIKE_FORMULA = /^[=+\-@\t\r]/;

export function toCsv({names, length, cell}: Columns): Csv {
  let formulas = 0;
  const write = (value: unknown): string => {
    const text = toCell(value);
    if (typeof value === "string" && LIKE_FORMULA.test(text)) formulas++;
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [names.map(write).join(",")];
  for (let row = 0; row < length; row++)
    lines.push(names.map((_, column) => write(cell(row, column))).join(","));
  // a lone empty cell would read as an empty line
  if (names.length === 1) lines.forEach((line, i) => (lines[i] = line || '""'));
  return {text: lines.join("\r\n") + "\r\n", formulas};
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "bigint") return formatNumber(value);
  if (typeof value === "string") return value;
  try {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
    if (typeof value === "object") return JSON.stringify(value) ?? "";
    return typeof value === "symbol" || typeof value === "function" ? "" : JSON.stringify(value);
  } catch {
    return "";
  }
}
