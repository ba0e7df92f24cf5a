// Numbers as NumPy's files hold them.

export type NumpyNumbers =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>;

export type NumpyKind = "f4" | "f8" | "i1" | "i2" | "i4" | "i8" | "u1" | "u2" | "u4" | "u8" | "b1";

/** By what a header calls a number after its byte order. */
export const NUMPY_ARRAYS: Readonly<Record<NumpyKind, new (buffer: ArrayBuffer) => NumpyNumbers>> =
  {
    f4: Float32Array,
    f8: Float64Array,
    i1: Int8Array,
    i2: Int16Array,
    i4: Int32Array,
    i8: BigInt64Array,
    u1: Uint8Array,
    b1: Uint8Array,
    u2: Uint16Array,
    u4: Uint32Array,
    u8: BigUint64Array
  };

/** The numbers in a buffer, whose bytes are turned round where they are big-endian. */
export function toNumbers(
  kind: NumpyKind,
  buffer: ArrayBuffer,
  isBigEndian: boolean
): NumpyNumbers {
  const size = Number(kind.slice(1));
  const bytes = new Uint8Array(buffer);
  if (isBigEndian && size > 1)
    for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
  return new NUMPY_ARRAYS[kind](buffer);
}
