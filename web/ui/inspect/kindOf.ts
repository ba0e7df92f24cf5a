// What a value is to the inspector. Nothing here throws and nothing runs long, whatever the value:
// a revoked proxy, a getter that throws, an array of ten million elements.
import {safely} from "./safely.ts";

export type TypedArray = (
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | BigInt64Array
  | BigUint64Array
) & {readonly BYTES_PER_ELEMENT: number};

/** Numbers in a row, read by index. */
export type Numbers = ArrayLike<number | bigint>;

/** Numbers in rows and columns, row by row. */
export interface Matrix {
  rows: number;
  columns: number;
  at: (row: number, column: number) => number;
  /** what the author made it of, in a word or two. */
  type: string;
}

export type Kind =
  | {kind: "primitive"}
  | {kind: "function"}
  | {kind: "numbers"; numbers: Numbers; type: string}
  | {kind: "matrix"; matrix: Matrix}
  | {kind: "rows"; rows: ArrayLike<Record<string, unknown>>}
  | {kind: "columns"; columns: Record<string, ArrayLike<unknown>>}
  | {kind: "node"; node: Node}
  | {kind: "error"; error: object}
  | {kind: "date" | "regexp"}
  | {kind: "run"}
  | {kind: "promise"}
  | {kind: "image"; image: ImageData | ImageBitmap | Blob}
  | {kind: "file"; file: File}
  | {kind: "object"}
  | {kind: "unreadable"; why: string};

const SAMPLE = 100;

export function kindOf(value: unknown): Kind {
  if (typeof value === "function") return {kind: "function"};
  if (typeof value !== "object" || value === null) return {kind: "primitive"};
  const found = safely(() => kindOfObject(value));
  return found.ok ? found.value : {kind: "unreadable", why: found.why};
}

/** The name that says what an object is: its own tag, else that of its constructor. */
export function classOf(value: object): string {
  const tag = tagOf(value);
  if (tag !== "Object") return tag;
  const found = safely(() => {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null) return "";
    const maker = (prototype as {constructor?: unknown}).constructor;
    return typeof maker === "function" ? String(maker.name) : "";
  });
  return found.ok ? found.value || "Object" : "Object";
}

export function tagOf(value: unknown): string {
  const found = safely(() => Object.prototype.toString.call(value).slice(8, -1));
  return found.ok ? found.value : "Object";
}

export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && tagOf(value) !== "DataView";
}

/** An object literal, or one that came from JSON. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // another realm's Object.prototype is nobody's child either
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOfObject(value: object): Kind {
  if (isTypedArray(value)) return {kind: "numbers", numbers: value, type: tagOf(value)};
  if (Array.isArray(value)) return kindOfArray(value as unknown[]);
  const node = safely(() => readNodeType(value));
  if (node.ok) return {kind: "node", node: value as Node};
  const tag = tagOf(value);
  if (tag === "Error" || tag === "DOMException" || value instanceof Error)
    return {kind: "error", error: value};
  if (safely(() => Date.prototype.getTime.call(value)).ok) return {kind: "date"};
  if (tag === "RegExp") return {kind: "regexp"};
  if (tag === "ImageData" || tag === "ImageBitmap" || (tag === "Blob" && isPicture(value as Blob)))
    return {kind: "image", image: value as ImageData};
  if (tag === "File") return {kind: "file", file: value as File};
  if (typeof (value as {then?: unknown}).then === "function")
    return isRun(value) ? {kind: "run"} : {kind: "promise"};
  if (tag !== "Object") return {kind: "object"};
  const matrix = toMatrix(value as Record<string, unknown>);
  if (matrix) return {kind: "matrix", matrix};
  if (isPlain(value) && hasEqualColumns(value))
    return {kind: "columns", columns: value as Record<string, ArrayLike<unknown>>};
  return {kind: "object"};
}

const nodeType = (typeof Node === "undefined"
  ? undefined
  : Object.getOwnPropertyDescriptor(Node.prototype, "nodeType")) as unknown as
  {get: (this: void) => number} | undefined;

/** Throws for whatever is no node; knows those of other documents. */
function readNodeType(value: object): number {
  if (!nodeType) throw new TypeError("kindOf: there are no nodes here");
  return Reflect.apply<object, [], number>(nodeType.get, value, []);
}

function isPicture(blob: Blob): boolean {
  return blob.type.startsWith("image/");
}

function isRun(value: object): boolean {
  const run = value as {status?: unknown; cancel?: unknown};
  return (
    typeof run.status === "string" &&
    typeof run.cancel === "function" &&
    Symbol.asyncIterator in value
  );
}

function kindOfArray(array: unknown[]): Kind {
  const {length} = array;
  if (length === 0) return {kind: "object"};
  const sample = takeSample(array);
  if (sample.every((item) => typeof item === "number" || typeof item === "bigint"))
    return {kind: "numbers", numbers: array as number[], type: "Array"};
  if (sample.every(isNumbers)) {
    const [{length: columns}] = sample;
    if (columns > 0 && sample.every((row) => row.length === columns)) {
      const rows = array as ArrayLike<number>[];
      const at = (row: number, column: number) => Number(rows[row]?.[column] ?? NaN);
      const type = isTypedArray(rows[0]) ? `${tagOf(rows[0])}[]` : "Array";
      return {kind: "matrix", matrix: {rows: length, columns, at, type}};
    }
  }
  if (sample.every((item) => isPlain(item) && hasCells(item)))
    return {kind: "rows", rows: array as Record<string, unknown>[]};
  return {kind: "object"};
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  if (isTypedArray(value)) return true;
  return Array.isArray(value) && takeSample(value).every((item) => typeof item === "number");
}

/** Elements from the whole length of an array, its first and last among them. */
export function takeSample<T>(array: ArrayLike<T>, size = SAMPLE): T[] {
  const {length} = array;
  if (length <= size) return Array.from(array);
  return Array.from({length: size}, (_, i) => array[Math.floor((i * (length - 1)) / (size - 1))]);
}

function hasCells(row: object): boolean {
  const {length} = Object.keys(row);
  return length > 0 && length <= 200;
}

function toMatrix(value: Record<string, unknown>): Matrix | undefined {
  const {data, shape} = value;
  if (!isNumbers(data)) return undefined;
  const [rows, columns] = Array.isArray(shape)
    ? (shape as unknown[])
    : [value.rows, value.columns ?? value.cols];
  if (typeof rows !== "number" || typeof columns !== "number") return undefined;
  if (Array.isArray(shape) && shape.length !== 2) return undefined;
  if (rows < 1 || columns < 1 || rows * columns !== data.length) return undefined;
  const numbers = data;
  const at = (row: number, column: number) => Number(numbers[row * columns + column]);
  return {rows, columns, at, type: isTypedArray(data) ? tagOf(data) : "Array"};
}

function hasEqualColumns(value: Record<string, unknown>): boolean {
  const names = Object.keys(value);
  if (names.length < 2 || names.length > 200) return false;
  const isGetter = (name: string) =>
    !("value" in (Object.getOwnPropertyDescriptor(value, name) ?? {}));
  if (names.some(isGetter)) return false;
  const columns = Object.values(value);
  if (!columns.every((column) => Array.isArray(column) || isTypedArray(column))) return false;
  const [{length}] = columns;
  return length > 1 && columns.every((column) => column.length === length);
}
