// What the sandboxed document says, as the page may use it. Its code may have been written by anybody:
// every field is checked and bounded here, and what does not pass is not a message.
import {
  PAGE_COMMANDS,
  STATUSES,
  THEMES,
  isOneOf,
  type Expected,
  type FrameMessage,
  type RunningCell
} from "../protocol.ts";
import {toJson} from "./json.ts";
import {LARGEST_HOLDINGS, measureValue} from "./store/measureValue.ts";
import {isHost} from "./trust/hosts.ts";

const LONGEST_LINE = 2000;
const LONGEST_NAME = 200;
/** Of a notebook, in UTF-16 units. */
export const LONGEST_TEXT = 8 * 1024 * 1024;
const LARGEST_DOWNLOAD = 64 * 1024 * 1024;
const MOST_ITEMS = 1000;
const MOST_HOSTS = 32;
const MOST_EXPECTED = 200;
const MOST_VALUES = 16;
const LARGEST_COUNT = 1e6;

type Fields = Record<string, unknown>;

/** A message of the frame as the page may use it, or null. */
export function toFrameMessage(data: unknown): FrameMessage | null {
  if (typeof data !== "object" || data === null) return null;
  const message = data as Fields;
  const read = typeof message.type === "string" && READERS.get(message.type);
  return read ? read(message) : null;
}

const READERS = new Map<string, (message: Fields) => FrameMessage | null>(
  Object.entries({
    pong: ({n}) => (isNumber(n) ? {type: "pong", n} : null),
    status: ({status, detail}) =>
      isOneOf(STATUSES, status) && isLine(detail) ? {type: "status", status, detail} : null,
    need: ({path}) => (isLine(path) ? {type: "need", path} : null),
    theme: ({theme}) => (isOneOf(THEMES, theme) ? {type: "theme", theme} : null),
    link: ({url}) =>
      isLine(url) && isWebAddress(url) ? {type: "link", url: new URL(url).href} : null,
    open: ({name}) =>
      typeof name === "string" && /^[\w-]{1,60}$/.test(name) ? {type: "open", name} : null,
    download: toDownload,
    edited: ({text}) =>
      typeof text === "string" && text.length <= LONGEST_TEXT ? {type: "edited", text} : null,
    running: toRunning,
    described: ({n, controls, expected}) => {
      const values = toControls(controls);
      const promises = toList(expected, MOST_EXPECTED, toExpected);
      return isNumber(n) && values && promises
        ? {type: "described", n, controls: values, expected: promises}
        : null;
    },
    store: toStore,
    attach: ({n, name}) => (isNumber(n) && isName(name) ? {type: "attach", n, name} : null),
    keep: ({n, name, bytes}) =>
      isNumber(n) && isName(name) && isBuffer(bytes, LARGEST_HOLDINGS)
        ? {type: "keep", n, name: toFileName(name), bytes}
        : null,
    command: ({name}) => (isOneOf(PAGE_COMMANDS, name) ? {type: "command", name} : null),
    hosts: ({hosts}) => {
      const names = toList(hosts, MOST_HOSTS, (host) => (isHost(host) ? host : undefined));
      return names && {type: "hosts", hosts: [...new Set(names)]};
    },
    controls: ({controls}) => {
      const values = toControls(controls);
      return values && {type: "controls", controls: values};
    },
    height: ({height}) =>
      typeof height === "number" && height >= 0 && height <= LARGEST_COUNT
        ? {type: "height", height: Math.ceil(height)}
        : null
  } satisfies {
    [T in FrameMessage["type"]]: (message: Fields) => Extract<FrameMessage, {type: T}> | null;
  })
);

function toDownload({name, mime, bytes}: Fields): (FrameMessage & {type: "download"}) | null {
  if (!isBuffer(bytes, LARGEST_DOWNLOAD) || !isLine(name) || !isLine(mime)) return null;
  return /^[\w-]+\/[\w.+-]+$/.test(mime)
    ? {type: "download", name: toFileName(name), mime, bytes}
    : null;
}

function toRunning({
  cells,
  done,
  total,
  failed
}: Fields): (FrameMessage & {type: "running"}) | null {
  const running = toList(cells, MOST_ITEMS, toCell);
  return running && isCount(done) && isCount(total) && isCount(failed)
    ? {type: "running", cells: running, done, total, failed}
    : null;
}

function toStore({n, op, name, value}: Fields): (FrameMessage & {type: "store"}) | null {
  if (!isNumber(n) || !isName(name)) return null;
  if (op === "get" || op === "delete") return {type: "store", n, op, name};
  return op === "set" && isStorable(value) ? {type: "store", n, op, name, value} : null;
}

function toCell(value: unknown): RunningCell | undefined {
  const {id, line} = toFields(value);
  return isName(id) && isCount(line) ? {id, line} : undefined;
}

function toExpected(value: unknown): Expected | undefined {
  const {name, digest, values} = toFields(value);
  if (!isName(name) || typeof digest !== "string" || !/^[0-9a-f]{12}$/.test(digest))
    return undefined;
  if (values === undefined) return {name, digest};
  const numbers = toList(values, MOST_VALUES, (x) => (typeof x === "number" ? x : undefined));
  return numbers ? {name, digest, values: numbers} : undefined;
}

function toFields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** Every item as `read` gives it; null where one does not pass or there are too many. */
function toList<T>(
  list: unknown,
  most: number,
  read: (item: unknown) => T | undefined
): T[] | null {
  if (!Array.isArray(list) || list.length > most) return null;
  const items: T[] = [];
  // by index: a hole is an item too
  for (let i = 0; i < list.length; i++) {
    const item = read(list[i]);
    if (item === undefined) return null;
    items.push(item);
  }
  return items;
}

function toControls(value: unknown): Record<string, unknown> | null {
  const json = toJson(value);
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : null;
}

function isStorable(value: unknown): boolean {
  try {
    return measureValue(value) <= LARGEST_HOLDINGS;
  } catch {
    return false;
  }
}

function isBuffer(value: unknown, most: number): value is ArrayBuffer {
  return value instanceof ArrayBuffer && value.byteLength <= most;
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= LARGEST_COUNT;
}

function isLine(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_LINE;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= LONGEST_NAME;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ["https:", "http:"].includes(new URL(url).protocol);
}

/** A name without folders, control characters or leading dots. */
function toFileName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  return (
    last
      .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, "")
      .replace(/^\.+/, "")
      .slice(0, 100) || "download"
  );
}
