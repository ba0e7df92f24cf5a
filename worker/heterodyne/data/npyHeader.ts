// The header of NumPy's format for one array, versions 1 to 3, read strictly: files come from anywhere.

import {NUMPY_ARRAYS, type NumpyKind} from "../../numpyNumbers.ts";

export interface NpyHeader {
  readonly kind: NumpyKind;
  readonly littleEndian: boolean;
  /** bytes of a number. */
  readonly size: number;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** where the numbers begin. */
  readonly begin: number;
}

const KINDS = Object.keys(NUMPY_ARRAYS);
/** Enough for any header of plain numbers; NumPy itself refuses longer ones by default. */
const MOST_HEADER = 10_000;
/** The bytes that say how long a header is. */
export const NPY_PREFIX = 12;
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export type Fail = (problem: string) => never;

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** How many bytes prefix and header have together, from the first NPY_PREFIX bytes. */
export function npyHeaderEnd(bytes: Uint8Array, fail: Fail): number {
  if (bytes.length < 10 || !isNpy(bytes)) return fail("it does not begin as NumPy's arrays do");
  const major = bytes[6];
  if (major < 1 || major > 3 || bytes[7] !== 0)
    return fail(`it has version ${major}.${bytes[7]} of NumPy's format; 1.0, 2.0 and 3.0 are read`);
  if (major > 1 && bytes.length < NPY_PREFIX) return fail("its header is cut off");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MOST_HEADER)
    return fail(`its header has ${length} bytes, more than ${MOST_HEADER} is no plain array`);
  return (major === 1 ? 10 : 12) + length;
}

/** `bytes`: prefix and header. */
export function parseNpyHeader(bytes: Uint8Array, fail: Fail): NpyHeader {
  const begin = npyHeaderEnd(bytes, fail);
  if (bytes.length < begin) return fail("its header is cut off");
  const text = new TextDecoder().decode(bytes.subarray(bytes[6] === 1 ? 10 : 12, begin)).trim();
  const fields = new Map<string, string>();
  // exactly a dictionary of three entries: no expression is evaluated, nothing else is let through
  const entry =
    /\s*'(descr|fortran_order|shape)'\s*:\s*('[^']*'|True|False|\([\d,\sL]*\))\s*(,|$)/y;
  const inner = /^\{(.*)\}$/s.exec(text)?.[1]?.trim() ?? "";
  while (entry.lastIndex < inner.length) {
    const found = entry.exec(inner);
    if (!found || fields.has(found[1])) return fail(describe(text));
    fields.set(found[1], found[2]);
  }
  const [, order, kind] = /^'([<>|=])([a-z]\d)'$/.exec(fields.get("descr") ?? "") ?? [];
  if (!KINDS.includes(kind)) return fail(describe(text));
  const size = Number(kind[1]);
  if ((order === "|") !== (size === 1)) return fail(describe(text));
  const fortran = fields.get("fortran_order");
  if (fortran !== "True" && fortran !== "False") return fail(describe(text));
  return {
    kind: kind as NumpyKind,
    // "=" is the order of the machine that wrote it: all that are left are little-endian
    littleEndian: order !== ">",
    size,
    fortranOrder: fortran === "True",
    shape: toShape(fields.get("shape") ?? "", () => fail(describe(text))),
    begin
  };
}

function toShape(text: string, fail: () => never): number[] {
  const inner = /^\((.*)\)$/s.exec(text)?.[1];
  if (inner === undefined || !/^\s*(\d+L?\s*(,\s*\d+L?\s*)*,?\s*)?$/.test(inner)) return fail();
  const shape = (inner.match(/\d+/g) ?? []).map(Number);
  // one number in brackets is no tuple
  if (shape.length === 1 && !inner.includes(",")) return fail();
  const count = shape.reduce((product, size) => product * size, 1);
  return shape.length > 8 || !Number.isSafeInteger(count * 8) ? fail() : shape;
}

function describe(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  return `it is no array of plain numbers (${KINDS.join(", ")}): its header is ${short}`;
}
