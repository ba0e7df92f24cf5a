// NumPy's file format for one array, versions 1 to 3.

import {
  NUMPY_ARRAYS,
  toNumbers,
  type NumpyKind,
  type NumpyNumbers
} from "../../worker/numpyNumbers.ts";

export interface NpyArray {
  shape: number[];
  /** whether the first index runs fastest. */
  fortranOrder: boolean;
  data: NumpyNumbers;
}

export function parseNpy(buffer: ArrayBuffer, name: string): NpyArray {
  const fail = (problem: string, got: unknown): never => {
    throw new TypeError(`FileAttachment.npy: expected ${problem} in ${name}, got ${String(got)}`);
  };
  const bytes = new Uint8Array(buffer);
  const text = (begin: number, end: number) => String.fromCharCode(...bytes.subarray(begin, end));
  if (text(0, 6) !== "\x93NUMPY") fail("NumPy's first bytes", JSON.stringify(text(0, 6)));
  const isOld = bytes[6] === 1;
  const view = new DataView(buffer);
  const begin = isOld ? 10 : 12;
  const end = begin + (isOld ? view.getUint16(8, true) : view.getUint32(8, true));
  const header = text(begin, end);
  const [, order, kind] =
    /'descr':\s*'([<>|=])(\w+)'/.exec(header) ?? fail("an array of plain numbers", header.trim());
  if (!Object.hasOwn(NUMPY_ARRAYS, kind))
    fail(`one of ${Object.keys(NUMPY_ARRAYS).join(", ")}`, kind);
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "").match(/\d+/g)?.map(Number) ?? [];
  const count = shape.reduce((product, size) => product * size, 1);
  const size = Number(kind.slice(1));
  if (buffer.byteLength - end < count * size)
    fail(`${count * size} bytes`, buffer.byteLength - end);
  const data = toNumbers(kind as NumpyKind, buffer.slice(end, end + count * size), order === ">");
  return {shape, fortranOrder: /'fortran_order':\s*True/.test(header), data};
}
