// A text as the payload of a link. The first character is the version of the format, the second how it
// is packed: `d` deflate, `D` deflate with dictionary 1. Links last: no packing is ever taken away.
import {Inflate, deflateSync} from "fflate";
import {say} from "../say.ts";
import {DICTIONARY_1} from "./linkDictionary1.ts";

/** bytes of text: a short payload can be made to hold gigabytes. */
const LARGEST = 8 * 1024 * 1024;
/** bytes unpacked between two looks at the size, times about a thousand at most. */
const STEP = 1024;
const DICTIONARIES: Readonly<Record<string, Uint8Array | undefined>> = {
  d: undefined,
  D: DICTIONARY_1
};

/** The shorter of the two ways. */
export function packText(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LARGEST)
    throw new RangeError(say("document.textTooLarge", {most: LARGEST / 2 ** 20}));
  const [plain, known] = Object.entries(DICTIONARIES).map(
    ([packing, dictionary]) =>
      `1${packing}.${toBase64(deflateSync(bytes, {level: 9, mem: 6, dictionary}))}`
  );
  return known.length <= plain.length ? known : plain;
}

/** The text of a payload; anything else than a whole one is a RangeError with a sentence. */
export function unpackText(payload: string): string {
  const [, version, packing, data] = /^(\w)(\w)\.([\w-]+)$/.exec(payload) ?? [];
  if (version === undefined) throw new RangeError(say("document.linkDamaged"));
  if (version !== "1" || !Object.hasOwn(DICTIONARIES, packing)) {
    throw new RangeError(say("document.linkTooNew"));
  }
  try {
    const bytes = inflate(fromBase64(data), DICTIONARIES[packing]);
    return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch (error) {
    if (error instanceof TooLarge) {
      throw new RangeError(say("document.textTooLarge", {most: LARGEST / 2 ** 20}));
    }
    throw new RangeError(say("document.linkDamaged"));
  }
}

class TooLarge extends Error {}

function inflate(data: Uint8Array, dictionary: Uint8Array | undefined): Uint8Array {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  let isWhole = false;
  const stream = new Inflate({dictionary}, (part, final) => {
    bytes += part.length;
    if (bytes > LARGEST) throw new TooLarge();
    parts.push(part);
    isWhole = final;
  });
  for (let at = 0; at < data.length || at === 0; at += STEP) {
    stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
  }
  if (!isWhole) throw new RangeError("cut off");
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}
