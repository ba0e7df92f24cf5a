// Functions to the bytes of a module that imports `env.memory` and exports its first function.
import {ENTRY} from "./abi.ts";
import {ByteWriter} from "./bytes.ts";
import type {Code, FunctionParts, ValueType} from "./code.ts";

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const TYPES = 1;
const IMPORTS = 2;
const FUNCTIONS = 3;
const EXPORTS = 7;
const CODE = 10;
const MEMORY = 2;
/** A memory with a largest size that threads share; `withOrdinaryMemory` clears the second bit. */
const SHARED = 3;
export const LEAST_PAGES = 1;
export const MOST_PAGES = 65536;

export function encodeModule(functions: readonly FunctionParts[]): Uint8Array<ArrayBuffer> {
  const types = new Map<string, {index: number; parts: FunctionParts}>();
  const typeOf = functions.map((parts) => {
    const key = `${parts.params.join()}>${parts.results.join()}`;
    if (!types.has(key)) types.set(key, {index: types.size, parts});
    return types.get(key)?.index ?? 0;
  });

  const out = new ByteWriter();
  MAGIC.forEach((byte) => out.byte(byte));
  section(out, TYPES, (to) => {
    vector(to, [...types.values()], ({parts}) => {
      to.byte(0x60);
      vector(to, parts.params, (type) => to.byte(type));
      vector(to, parts.results, (type) => to.byte(type));
    });
  });
  section(out, IMPORTS, (to) => {
    to.unsigned(1);
    to.name("env");
    to.name("memory");
    to.byte(MEMORY);
    to.byte(SHARED);
    to.unsigned(LEAST_PAGES);
    to.unsigned(MOST_PAGES);
  });
  section(out, FUNCTIONS, (to) => vector(to, typeOf, (index) => to.unsigned(index)));
  section(out, EXPORTS, (to) => {
    to.unsigned(1);
    to.name(ENTRY);
    to.byte(0);
    to.unsigned(0);
  });
  section(out, CODE, (to) => {
    vector(to, functions, (parts) => {
      to.sized((body) => {
        encodeLocals(body, parts.locals);
        encodeCode(body, parts.code);
      });
    });
  });
  return out.finish();
}

function section(out: ByteWriter, id: number, write: (inner: ByteWriter) => void): void {
  out.byte(id);
  out.sized(write);
}

function vector<T>(to: ByteWriter, items: readonly T[], write: (item: T) => void): void {
  to.unsigned(items.length);
  items.forEach(write);
}

/** Neighbours of one type are declared together. */
function encodeLocals(to: ByteWriter, locals: readonly ValueType[]): void {
  const groups: {type: ValueType; count: number}[] = [];
  for (const type of locals) {
    const last = groups.at(-1);
    if (last?.type === type) last.count += 1;
    else groups.push({type, count: 1});
  }
  vector(to, groups, ({type, count}) => {
    to.unsigned(count);
    to.byte(type);
  });
}

function encodeCode(to: ByteWriter, code: Code): void {
  const {instructions, first, second, payloads} = code;
  for (let at = 0; at < instructions.length; at++) {
    const {prefix, code: number, immediate, align} = instructions[at];
    if (prefix === 0) to.byte(number);
    else {
      to.byte(prefix);
      to.unsigned(number);
    }
    switch (immediate) {
      case "none":
        break;
      case "local":
      case "label":
      case "function":
        to.unsigned(first[at]);
        break;
      case "block":
      case "lane":
        to.byte(first[at]);
        break;
      case "memory":
      case "memoryLane":
        to.unsigned(align);
        to.unsigned(second[at]);
        if (immediate === "memoryLane") to.byte(first[at]);
        break;
      case "i32":
        to.signed(first[at]);
        break;
      case "raw":
        to.bytes(payloads[first[at]]);
    }
  }
  to.byte(0x0b);
}
