// NumPy's .npy, version 1.0: "\x93NUMPY", version, the header's length in two bytes, a Python dict
// padded with spaces so that the data start at a multiple of 64, then the data in C order.
import {isTypedArray, tagOf} from "./kindOf.ts";
import type {Numbers} from "./kindOf.ts";

const TYPES: Record<string, string> = {
  Float64Array: "<f8",
  Float32Array: "<f4",
  Float16Array: "<f2",
  Int32Array: "<i4",
  Uint32Array: "<u4",
  Int16Array: "<i2",
  Uint16Array: "<u2",
  Int8Array: "|i1",
  Uint8Array: "|u1",
  Uint8ClampedArray: "|u1",
  BigInt64Array: "<i8",
  BigUint64Array: "<u8"
};
const ALIGN = 64;
const GROWTH = 21;
/** signature, version and length of the header. */
const FIXED = 10;

/** The file; a typed array keeps its type, other numbers become doubles. */
export function toNpy(
  numbers: Numbers,
  shape: readonly number[] = [numbers.length]
): Uint8Array<ArrayBuffer> {
  const size = shape.reduce((product, n) => product * n, 1);
  if (size !== numbers.length)
    throw new RangeError(
      `toNpy: shape must have as many elements as the array, got ${shape.join(" × ")} for ${numbers.length}`
    );
  const data = isTypedArray(numbers)
    ? numbers
    : Float64Array.from(numbers as ArrayLike<number>, Number);
  const body = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dict = `{'descr': '${TYPES[tagOf(data)]}', 'fortran_order': False, 'shape': (${tuple}), }`;
  // as NumPy does, so that the first axis can grow in place: room for its digits, then to the next 64
  const digits = shape.length > 0 ? String(shape[0]).length : GROWTH;
  const filled = FIXED + dict.length + GROWTH - digits + 1;
  const length = filled + ALIGN - (filled % ALIGN) - FIXED;
  const header = dict.padEnd(length - 1) + "\n";
  const file = new Uint8Array(FIXED + length + body.length);
  file.set([0x93, ...ascii("NUMPY"), 1, 0, length & 255, length >> 8]);
  file.set(ascii(header), FIXED);
  // every machine that runs browsers is little-endian
  file.set(body, FIXED + length);
  return file;
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
