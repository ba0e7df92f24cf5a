// A value in a few words and in bounded time: `{a: 1, b: Float64Array(3)}`.
import {classOf, isPlain, isTypedArray, kindOf, tagOf} from "./kindOf.ts";
import {formatCount, formatNumber, formatShort} from "./formatNumber.ts";
import {signatureOf} from "./signatureOf.ts";
import {safely, toWords} from "./safely.ts";

const LONGEST_STRING = 60;
const MOST_ENTRIES = 5;

export function brief(value: unknown, depth = 1): string {
  const found = safely(() => describe(value, depth));
  return found.ok ? found.value : "…";
}

/** `Float64Array(1,000)`, `Map(3)`, `Point`: what a value is, not what is in it. */
export function typeOf(value: unknown): string {
  const found = safely(() => nameType(value));
  return found.ok ? found.value : "…";
}

function nameType(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  const {kind} = kindOf(value);
  if (kind === "unreadable") return "unreadable";
  const name = classOf(value);
  if (Array.isArray(value) || isTypedArray(value))
    return `${name}(${formatCount((value as unknown[]).length)})`;
  if (name === "Map" || name === "Set")
    return `${name}(${formatCount((value as Set<unknown>).size)})`;
  return name;
}

function describe(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return quote(value, LONGEST_STRING);
    case "number":
      return formatNumber(value);
    case "bigint":
      return `${formatNumber(value)}n`;
    case "function":
      return signatureOf(value);
    case "object":
      return value === null ? "null" : describeObject(value, depth);
    default:
      return String(value);
  }
}

function describeObject(value: object, depth: number): string {
  const found = kindOf(value);
  if (found.kind === "unreadable") return "…";
  if (found.kind === "error") return toErrorWords(value);
  if (found.kind === "date") return formatDate(value as Date);
  if (found.kind === "regexp") return RegExp.prototype.toString.call(value);
  if (found.kind === "node") return describeNode(found.node);
  const type = nameType(value);
  if (depth <= 0 || found.kind === "promise" || found.kind === "run") return type;
  if (Array.isArray(value) && value.length === 0) return "[]";
  if (Array.isArray(value)) return `${type} [${listItems(value, depth)}]`;
  if (isTypedArray(value)) return `${type} [${listItems(value, depth)}]`;
  if (tagOf(value) === "Set")
    return `${type} {${listItems(firstOf(value as Set<unknown>), depth, (value as Set<unknown>).size)}}`;
  if (tagOf(value) === "Map") return type;
  const body = listFields(value, depth);
  return isPlain(value) ? body : `${type} ${body}`;
}

/** Inside of something, a number is there to be recognised, not to be copied. */
function briefly(value: unknown, depth: number): string {
  return typeof value === "number" ? formatShort(value) : brief(value, depth);
}

function listItems(items: ArrayLike<unknown>, depth: number, length = items.length): string {
  const shown = Math.min(items.length, MOST_ENTRIES);
  const words = Array.from({length: shown}, (_, i) => briefly(items[i], depth - 1));
  if (length > shown) words.push("…");
  return words.join(", ");
}

function firstOf<T>(items: Iterable<T>): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length >= MOST_ENTRIES) break;
    first.push(item);
  }
  return first;
}

function listFields(value: object, depth: number): string {
  const keys = Object.keys(value);
  const words = keys.slice(0, MOST_ENTRIES).map((key) => {
    const field = Object.getOwnPropertyDescriptor(value, key);
    return `${key}: ${field && "value" in field ? briefly(field.value, depth - 1) : "…"}`;
  });
  if (keys.length > MOST_ENTRIES) words.push("…");
  return `{${words.join(", ")}}`;
}

/** In quotes, line breaks and quotes escaped, cut at a length. */
export function quote(text: string, longest = Infinity): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

export function formatDate(date: Date): string {
  return Number.isNaN(date.getTime())
    ? "Invalid Date"
    : date.toISOString().replace(/T00:00:00\.000Z$/, "");
}

export function toErrorWords(error: object): string {
  const name = safely(() => String((error as Error).name || "Error"));
  const message = toWords(error);
  const first = name.ok ? name.value : "Error";
  return message ? `${first}: ${message}` : first;
}

function describeNode(node: Node): string {
  if (node.nodeType === 1) {
    const id = (node as Element).id;
    return `<${node.nodeName.toLowerCase()}${id ? ` id=${quote(id)}` : ""}>`;
  }
  return node.nodeType === 3 ? quote(node.nodeValue ?? "", LONGEST_STRING) : node.nodeName;
}
