// Values in few words and figures: for the variables panel and for reasons such as "n changed: 500 → 1000".
import {describeDigest} from "../../worker/digest.ts";
import {isPlaceholder} from "./placeholders.ts";

export interface ValueDescription {
  /** `number`, `Float64Array`, `record`, `svg` … */
  type: string;
  /** how much of it, such as `1,000` or `20 × 3`; empty for one thing. */
  size: string;
  /** memory it takes, estimated for structures. */
  bytes: number;
}

const MOST_PARTS = 1000;
const LONGEST = 24;

export function describeValue(value: unknown): ValueDescription {
  return {type: nameType(value), size: measure(value), bytes: weigh(value, MOST_PARTS)};
}

/** A value in at most a few words. */
export function brief(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : shorten(value);
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `${cut(value.name || "function")}()`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Date" : value.toISOString();
  const type = nameType(value);
  const size = measure(value);
  if (type === "Array" && Array.isArray(value) && value.length <= 3 && !value.some(isObject)) {
    return `[${value.map(brief).join(", ")}]`;
  }
  if (type === "record") return cut(`{${Object.keys(value).join(", ")}}`);
  return size ? `${type}(${size})` : type;
}

/** What a link can promise to reproduce: the named values that have bits. */
export function findResults(
  variables: readonly {name: string; value: unknown}[]
): {name: string; value: unknown}[] {
  return variables.filter(({value}) => value !== undefined && hasBits(value));
}

/** Whether a value has a digest; cheap for what has none. */
export function hasBits(value: unknown): boolean {
  if (typeof value === "function" || typeof value === "symbol") return false;
  if (typeof value !== "object" || value === null) return true;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return true;
  return describeDigest(value).digest !== null;
}

/** What kind of thing a value is, in one word. */
export function nameType(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (isPlaceholder(value)) return "dom";
  const tag = (value as {tagName?: unknown; nodeType?: unknown}).tagName;
  if (typeof tag === "string") return tag.toLowerCase();
  const prototype = Object.getPrototypeOf(value) as {constructor?: {name?: string}} | null;
  if (prototype === null || prototype === Object.prototype) return "record";
  return prototype.constructor?.name || "object";
}

function measure(value: unknown): string {
  if (typeof value === "string") return count(value.length);
  if (!isObject(value)) return "";
  if (value instanceof Map || value instanceof Set) return count(value.size);
  if (value instanceof ArrayBuffer) return count(value.byteLength);
  const length = lengthOf(value);
  if (length !== undefined) {
    const rows = value as ArrayLike<unknown>;
    const inner = length > 0 && isObject(rows[0]) ? lengthOf(rows[0]) : undefined;
    const isMatrix =
      inner !== undefined &&
      Array.from({length: Math.min(length, MOST_PARTS)}).every(
        (_, i) => isObject(rows[i]) && lengthOf(rows[i]) === inner
      );
    return isMatrix ? `${count(length)} × ${count(inner)}` : count(length);
  }
  return nameType(value) === "record" ? count(Object.keys(value).length) : "";
}

function lengthOf(value: object): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return undefined;
  return (value as unknown as ArrayLike<unknown>).length;
}

/** Bytes: exact for arrays of numbers, the first parts times their number for structures. */
function weigh(value: unknown, parts: number): number {
  if (typeof value === "string") return 2 * value.length;
  if (!isObject(value)) return value === undefined || value === null ? 0 : 8;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  const isList = Array.isArray(value);
  if (!isList && nameType(value) !== "record") return 0;
  const items: unknown[] = isList ? value : Object.values(value);
  if (items.length === 0 || parts < 1) return 8 * items.length;
  const sample = Math.min(items.length, parts);
  let sum = 0;
  for (let i = 0; i < sample; i++) sum += weigh(items[i], Math.floor(parts / sample / 2));
  return Math.round((sum * items.length) / sample);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function count(n: number): string {
  return n.toLocaleString("en");
}

/** At most six digits where more say nothing to a reader. */
function shorten(value: number): string {
  const text = String(value);
  return text.length > 12 ? String(Number(value.toPrecision(6))) : text;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
