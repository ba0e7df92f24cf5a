// NumPy's file format for one array, versions 1 to 3.

type Data =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

export interface NpyArray {
  shape: number[];
  /** whether the first index runs fastest. */
  fortranOrder: boolean;
  data: Data;
}

/** By what the header calls a number after its byte order. */
const KINDS: Record<string, new (buffer: ArrayBuffer) => Data> = {
  f8: Float64Array,
  f4: Float32Array,
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
  const Kind = KINDS[kind] ?? fail(`one of ${Object.keys(KINDS).join(", ")}`, kind);
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "").match(/\d+/g)?.map(Number) ?? [];
  const count = shape.reduce((product, size) => product * size, 1);
  const size = Number(kind.slice(1));
  if (buffer.byteLength - end < count * size)
    fail(`${count * size} bytes`, buffer.byteLength - end);
  const data = buffer.slice(end, end + count * size);
  if (order === ">") {
    const swapped = new Uint8Array(data);
    for (let i = 0; i < swapped.length; i += size) swapped.subarray(i, i + size).reverse();
  }
  return {shape, fortranOrder: /'fortran_order':\s*True/.test(header), data: new Kind(data)};
}
