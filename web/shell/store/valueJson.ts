// Values in a backup: JSON, with words for what JSON lacks. `{"$": kind, …}` marks those, and a record
// that has a key "$" itself is wrapped in one.

const VIEWS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array
};

type ViewName = keyof typeof VIEWS;

export function printValue(value: unknown): string {
  return JSON.stringify(toJson(value));
}

/** Throws a SyntaxError or TypeError for what `printValue` cannot have printed. */
export function parseValue(text: string): unknown {
  return fromJson(JSON.parse(text) as unknown);
}

function toJson(value: unknown): unknown {
  if (value === undefined) return {$: "undefined"};
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
    return {$: "number", is: Object.is(value, -0) ? "-0" : String(value)};
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof ArrayBuffer) return {$: "ArrayBuffer", is: toBase64(new Uint8Array(value))};
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return {$: value.constructor.name, is: toBase64(bytes)};
  }
  if (Array.isArray(value)) return value.map(toJson);
  const record = mapValues(value, toJson);
  return "$" in record ? {$: "record", is: record} : record;
}

function fromJson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(fromJson);
  if (!("$" in value)) return mapValues(value, fromJson);
  const {$: kind, is} = value as {$: unknown; is?: unknown};
  if (kind === "undefined") return undefined;
  if (kind === "number") return Number(is);
  if (kind === "record" && typeof is === "object" && is !== null) return mapValues(is, fromJson);
  if (typeof is === "string" && kind === "ArrayBuffer") return fromBase64(is).buffer;
  if (typeof is === "string" && Object.hasOwn(VIEWS, kind as string))
    return new VIEWS[kind as ViewName](fromBase64(is).buffer);
  throw new TypeError(`importAll: unknown kind of value, got ${String(kind)}`);
}

/** A key such as `__proto__` stays a key. */
function mapValues(record: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function toBase64(bytes: Uint8Array): string {
  const CHUNK = 0x8000;
  let text = "";
  for (let i = 0; i < bytes.length; i += CHUNK)
    text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
