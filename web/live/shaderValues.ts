// Values of JavaScript as the bytes that a shader's bindings hold, and back.
import {describe, isList} from "./describe.ts";
import type {List, Scalar, ShaderType, Struct, Vector} from "./shaderTypes.ts";

type Numbers = ArrayLike<number>;
type Typed = Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const ARRAYS = {f32: Float32Array, i32: Int32Array, u32: Uint32Array} as const;

/** The bytes of a value; `at` names it in what is thrown. A number stands for that many zeros in an array of open length. */
export function toBytes(type: ShaderType, value: unknown, at: string): Uint8Array<ArrayBuffer> {
  const size = type.kind === "list" ? sizeOf(type, value, at) : type.size;
  const bytes = new Uint8Array(size);
  write(type, value, at, bytes.buffer, 0);
  return bytes;
}

/** A binding's value from a copy of its bytes. */
export function fromBytes(type: ShaderType, buffer: ArrayBuffer, offset = 0): unknown {
  if (type.kind === "struct")
    return Object.fromEntries(
      type.members.map((member) => [
        member.name,
        fromBytes(member.type, buffer, offset + member.offset)
      ])
    );
  const {scalar, lanes} = type.kind === "list" ? type.element : type;
  const length = type.kind === "vector" ? lanes : type.count && type.count * lanes;
  const all = new ARRAYS[scalar](buffer, offset, length);
  if (type.kind === "vector" && lanes === 1) return all[0];
  return offset === 0 && all.byteLength === buffer.byteLength ? all : all.slice();
}

function sizeOf({element, count}: List, value: unknown, at: string): number {
  if (count !== undefined) return count * element.size;
  if (typeof value === "number") {
    if (Number.isInteger(value) && value > 0) return value * element.size;
    throw new RangeError(`${at} must be an array or its length, got ${value}`);
  }
  const {length} = toNumbers(value, at, `an array of ${element.scalar}, or its length`);
  if (length === 0) throw new RangeError(`${at} must not be empty, got 0 numbers`);
  if (length % element.lanes !== 0)
    throw new RangeError(
      `${at} must have ${element.lanes} numbers for each vector, got ${length} in all`
    );
  return length * 4;
}

function write(
  type: ShaderType,
  value: unknown,
  at: string,
  buffer: ArrayBuffer,
  offset: number
): void {
  if (type.kind === "struct") return writeStruct(type, value, at, buffer, offset);
  if (type.kind === "list") return writeList(type, value, at, buffer, offset);
  const {scalar, lanes} = type;
  if (lanes > 1) {
    const numbers = toNumbers(value, at, `${lanes} numbers`);
    if (numbers.length !== lanes)
      throw new RangeError(`${at} must have ${lanes} numbers, got ${numbers.length}`);
    return viewOf(scalar, buffer, offset, lanes).set(numbers);
  }
  if (typeof value !== "number")
    throw new TypeError(`${at} must be a number, got ${describe(value)}`);
  viewOf(scalar, buffer, offset, 1)[0] = value;
}

function writeList(
  {element, count}: List,
  value: unknown,
  at: string,
  buffer: ArrayBuffer,
  offset: number
) {
  const isZeros = count === undefined ? typeof value === "number" : value === undefined;
  if (isZeros) return;
  const numbers = toNumbers(value, at, "an array of numbers");
  if (count !== undefined && numbers.length !== count * element.lanes)
    throw new RangeError(`${at} must have ${count * element.lanes} numbers, got ${numbers.length}`);
  viewOf(element.scalar, buffer, offset, numbers.length).set(numbers);
}

function writeStruct(
  {members}: Struct,
  value: unknown,
  at: string,
  buffer: ArrayBuffer,
  offset: number
) {
  const names = members.map(({name}) => name);
  if (typeof value !== "object" || value === null)
    throw new TypeError(`${at} must be an object with ${names.join(", ")}, got ${describe(value)}`);
  const given = value as Record<string, unknown>;
  const stray = Object.keys(given).find((name) => !names.includes(name));
  if (stray !== undefined)
    throw new TypeError(`${at} has no member ${stray}; it has ${names.join(", ")}`);
  for (const member of members)
    write(member.type, given[member.name], `${at}.${member.name}`, buffer, offset + member.offset);
}

function viewOf(scalar: Scalar, buffer: ArrayBuffer, offset: number, length: number): Typed {
  return new ARRAYS[scalar](buffer, offset, length);
}

function toNumbers(value: unknown, at: string, wanted: string): Numbers {
  if (!isList(value)) throw new TypeError(`${at} must be ${wanted}, got ${describe(value)}`);
  if (typeof value[0] === "bigint") throw new TypeError(`${at} must be ${wanted}, got bigints`);
  return value as Numbers;
}

/** How many elements a value of an array's type stands for. */
export function countElements({element}: {element: Vector}, bytes: Uint8Array): number {
  return bytes.byteLength / element.size;
}
