// Numbers of a NumPy file as doubles, and windows of matrices of them in one pass over the bytes.
import {toNumbers} from "../../numpyNumbers.ts";
import type {NpyHeader} from "./npyHeader.ts";
import {countOf, type Beat, type Window} from "./stored.ts";

/** Bytes of an array by place; each call begins where the last one ended, or later. */
export type ReadOn = (begin: number, end: number) => Promise<Uint8Array>;

/** Bytes read at a time: a slice of work, and little memory. */
const PIECE = 1 << 22;

/** Integers beyond 2⁵³ are rounded, as NumPy's own conversion does. */
export function decode(
  {kind, littleEndian}: Pick<NpyHeader, "kind" | "littleEndian">,
  bytes: Uint8Array
): Float64Array {
  // a copy: the view must begin at a multiple of its size
  const values = toNumbers(kind, bytes.slice().buffer, !littleEndian);
  if (values instanceof Float64Array) return values;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array)
    return Float64Array.from(values as ArrayLike<bigint>, Number);
  return Float64Array.from(values);
}

/** All numbers, the last index running fastest. */
export async function readValues(header: NpyHeader, read: ReadOn): Promise<Float64Array> {
  const {shape, begin, size, fortranOrder} = header;
  const count = countOf(shape);
  const values = decode(header, await read(begin, begin + count * size));
  if (!fortranOrder || shape.length < 2) return values;
  const turned = new Float64Array(count);
  const index = shape.map(() => 0);
  for (const value of values) {
    let place = 0;
    for (let axis = 0; axis < shape.length; axis++) place = place * shape[axis] + index[axis];
    turned[place] = value;
    for (let axis = 0; axis < shape.length && ++index[axis] === shape[axis]; axis++)
      index[axis] = 0;
  }
  return turned;
}

/** Of an array of shape [matrices, rows, columns], or of one matrix. */
export async function readWindows(
  header: NpyHeader,
  read: ReadOn,
  places: readonly number[],
  window: Window,
  beat: Beat
): Promise<Float64Array[]> {
  const side = window.last - window.first + 1;
  const out = places.map(() => new Float64Array(side * side));
  const walk = header.fortranOrder ? walkColumns : walkRows;
  await walk(header, read, places, window, out, beat);
  return out;
}

type Walk = (
  header: NpyHeader,
  read: ReadOn,
  places: readonly number[],
  window: Window,
  out: readonly Float64Array[],
  beat: Beat
) => Promise<void>;

/** The last index runs fastest: rows lie whole, matrix after matrix. */
const walkRows: Walk = async (header, read, places, {first, last}, out, beat) => {
  const {shape, size, begin} = header;
  const [rows, columns] = shape.slice(-2);
  const side = last - first + 1;
  const group = Math.max(1, Math.floor(PIECE / (columns * size)));
  for (let p = 0; p < places.length; p++) {
    const matrix = begin + places[p] * rows * columns * size;
    for (let row = first; row <= last; row += group) {
      const end = Math.min(row + group, last + 1);
      const bytes = await read(matrix + row * columns * size, matrix + end * columns * size);
      const values = decode(header, bytes);
      for (let r = row; r < end; r++) {
        const from = (r - row) * columns + first;
        out[p].set(values.subarray(from, from + side), (r - first) * side);
      }
      await beat();
    }
  }
};

/** The first index runs fastest: all matrices lie interleaved, column after column. */
const walkColumns: Walk = async (header, read, places, {first, last}, out, beat) => {
  const {shape, size, begin} = header;
  const [rows] = shape.slice(-2);
  const matrices = shape.length === 3 ? shape[0] : 1;
  const column = rows * matrices;
  const side = last - first + 1;
  const group = Math.max(1, Math.floor(PIECE / (column * size)));
  for (let c = first; c <= last; c += group) {
    const end = Math.min(c + group, last + 1);
    const values = decode(
      header,
      await read(begin + c * column * size, begin + end * column * size)
    );
    for (let p = 0; p < places.length; p++) {
      for (let j = c; j < end; j++) {
        for (let r = 0; r < side; r++)
          out[p][r * side + j - first] =
            values[(j - c) * column + (first + r) * matrices + places[p]];
      }
    }
    await beat();
  }
};
