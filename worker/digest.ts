// One value, one digest, wherever it was computed: what a shared link promises to reproduce.
//
// A vector of numbers is its little-endian f64 bytes and nothing else, so that anyone can check it
// with any SHA-256. Whatever has structure is hashed as a tag and the digests of its parts.
import {Sha256, toHex} from "./sha256.ts";

/** 64 hex characters, or null with the reason. */
export interface Digest {
  digest: string | null;
  reason?: string;
}

/** SHA-256 of a value: 64 hex characters, or null for what has no bits. */
export function digest(value: unknown): string | null {
  return describeDigest(value).digest;
}

export function describeDigest(value: unknown): Digest {
  try {
    return {digest: toHex(hash(value, "value", new Set()))};
  } catch (error) {
    if (error instanceof NoDigest) return {digest: null, reason: error.message};
    throw error;
  }
}

/** Thrown on the way down and caught at the door: some part has no bits. */
class NoDigest extends Error {}

const encoder = new TextEncoder();

function hash(value: unknown, path: string, above: Set<object>): Uint8Array {
  if (typeof value === "number") return hashNumbers([value]);
  if (typeof value === "string") return new Sha256().update(encoder.encode(value)).finish();
  if (
    value === null ||
    value === undefined ||
    typeof value === "boolean" ||
    typeof value === "bigint"
  ) {
    return hashParts(typeof value === "bigint" ? "bigint" : "constant", [
      encoder.encode(String(value))
    ]);
  }
  if (typeof value !== "object") throw new NoDigest(`${path} is a ${typeof value}`);
  if (above.has(value)) throw new NoDigest(`${path} contains itself`);
  above.add(value);
  try {
    return hashObject(value, path, above);
  } finally {
    above.delete(value);
  }
}

function hashObject(value: object, path: string, above: Set<object>): Uint8Array {
  if (value instanceof Float64Array) return hashNumbers(value);
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === "number")) return hashNumbers(value);
    return hashParts(
      "array",
      value.map((item, i) => hash(item, `${path}[${i}]`, above))
    );
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return hashBytes(value);
  if (value instanceof Date) return hashParts("date", [hashNumbers([value.getTime()])]);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NoDigest(`${path} is a ${value.constructor.name}`);
  }
  // `stats` holds times, which no two runs share.
  const keys = Object.keys(value).filter((key) => key !== "stats").sort(); // prettier-ignore
  const parts = keys.flatMap((key) => [
    hash(key, path, above),
    hash((value as Record<string, unknown>)[key], `${path}.${key}`, above)
  ]);
  return hashParts("record", parts);
}

const CHUNK = 4096;

/** Little-endian f64 with one pattern for NaN; −0 and 0 differ. */
function hashNumbers(values: ArrayLike<number>): Uint8Array {
  const sha = new Sha256();
  const bytes = new Uint8Array(8 * Math.min(CHUNK, values.length));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i += CHUNK) {
    const count = Math.min(CHUNK, values.length - i);
    for (let k = 0; k < count; k++) {
      const value = values[i + k];
      if (value === value) view.setFloat64(8 * k, value, true);
      else view.setBigUint64(8 * k, 0x7ff8000000000000n, true);
    }
    sha.update(bytes.subarray(0, 8 * count));
  }
  return sha.finish();
}

/** A typed array by its type's name and its bytes. */
function hashBytes(value: ArrayBufferView | ArrayBuffer): Uint8Array {
  const isView = ArrayBuffer.isView(value);
  const bytes = isView
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
  if (value instanceof Float32Array) {
    const same = new Float32Array(value.length);
    for (let i = 0; i < value.length; i++) same[i] = Number.isNaN(value[i]) ? NaN : value[i];
    return hashParts("Float32Array", [new Uint8Array(same.buffer)]);
  }
  return hashParts(value.constructor.name, [bytes]);
}

/** A tag and the parts after it; the tag ends in a byte no tag contains. */
function hashParts(tag: string, parts: readonly Uint8Array[]): Uint8Array {
  const sha = new Sha256().update(encoder.encode(`${tag}\0`));
  for (const part of parts) sha.update(part);
  return sha.finish();
}
