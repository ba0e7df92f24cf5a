// Arrays as NumPy writes them, alone or many in an archive.
import {zipSync, type Zippable} from "fflate";
import {show} from "../../check.ts";

export type Numbers =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

export interface NumpyArray {
  data: Numbers;
  /** default one axis; an empty list is a single number. */
  shape?: readonly number[];
}

/** The header ends at a multiple of this. */
const ALIGNED = 64;
/** NumPy leaves room for the first axis to grow to so many digits. */
const DIGITS = 21;
const PREFIX = 10;
/** The earliest time a ZIP file can name: results must not depend on the clock. */
const NO_TIME = new Date(1980, 0, 1);

/** A .npy file, version 1.0. */
export function writeNpy(data: Numbers, shape: readonly number[] = [data.length]): Uint8Array {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length)
    throw new RangeError(
      `heterodyne.writeNpy: expected ${count} numbers for ${shape.join("×")}, got ${show(data)}`
    );
  const size = data.BYTES_PER_ELEMENT;
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const entries = `{'descr': '${typeOf(data)}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const room = shape.length === 0 ? 0 : DIGITS - String(shape[0]).length;
  const length = Math.ceil((PREFIX + entries.length + room + 1) / ALIGNED) * ALIGNED;
  const text = `${entries.padEnd(length - PREFIX - 1)}\n`;
  const bytes = new Uint8Array(length + count * size);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, length - PREFIX, true);
  bytes.set(new TextEncoder().encode(text), PREFIX);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length);
  return bytes;
}

/** A .npz file; `isPacked`: deflated, smaller and slower to read a part of. */
export function writeNpz(
  arrays: Readonly<Record<string, NumpyArray>>,
  {isPacked = false}: {isPacked?: boolean} = {}
): Uint8Array<ArrayBuffer> {
  const members: Zippable = {};
  for (const [key, {data, shape}] of Object.entries(arrays))
    members[`${key}.npy`] = [writeNpy(data, shape), {level: isPacked ? 6 : 0, mtime: NO_TIME}];
  return zipSync(members);
}

/** All machines that run this are little-endian. */
function typeOf(data: Numbers): string {
  const size = data.BYTES_PER_ELEMENT;
  const isFloat = data instanceof Float64Array || data instanceof Float32Array;
  const isSigned =
    data instanceof Int32Array || data instanceof Int16Array || data instanceof Int8Array;
  return `${size === 1 ? "|" : "<"}${isFloat ? "f" : isSigned ? "i" : "u"}${size}`;
}
