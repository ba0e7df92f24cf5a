// The kernels' lane functions (lane_exp: two numbers in, two out), taken out of their compiled module.
// Their tables are where the kernels put them: an instance of the kernels writes them into the shared
// memory, so a copy of the code finds them there.
import {ByteReader} from "./bytes.ts";
import type {FunctionParts, ValueType} from "./code.ts";
import {decodeBody, type DecodedBody} from "./decode.ts";
import type {Instruction} from "./instructionTables.ts";

/** A function as its own module knows it. */
export interface LaneFunction extends DecodedBody {
  index: number;
  params: ValueType[];
  results: ValueType[];
}

export interface LaneModule {
  /** a function by its export. */
  exported: (name: string) => LaneFunction;
  /** a function by its number. */
  at: (index: number) => LaneFunction;
}

const TYPES = 1;
const IMPORTS = 2;
const FUNCTIONS = 3;
const EXPORTS = 7;
const CODE = 10;
const MEMORY = 2;

const seen = new WeakMap<Uint8Array, LaneModule>();

/** Reads a module's outline; bodies are decoded when they are asked for. */
export function readLanes(kernels: Uint8Array): LaneModule {
  const known = seen.get(kernels);
  if (known) return known;
  const made = readModule(kernels);
  seen.set(kernels, made);
  return made;
}

function readModule(kernels: Uint8Array): LaneModule {
  const types: {params: ValueType[]; results: ValueType[]}[] = [];
  const typeOf: number[] = [];
  const exports = new Map<string, number>();
  const bodies: ByteReader[] = [];
  const decoded = new Map<number, LaneFunction>();

  const reader = new ByteReader(kernels);
  const magic = reader.take(8);
  if (magic[0] !== 0 || magic[1] !== 0x61)
    throw new TypeError("readLanes: kernels must be a WebAssembly module");
  while (!reader.isDone) {
    const id = reader.byte();
    const part = reader.sized();
    if (id === TYPES) times(part, () => types.push(readType(part)));
    else if (id === IMPORTS) times(part, () => skipMemory(part));
    else if (id === FUNCTIONS) times(part, () => typeOf.push(part.unsigned()));
    else if (id === EXPORTS) times(part, () => readExport(part, exports));
    else if (id === CODE) times(part, () => bodies.push(part.sized()));
  }

  function at(index: number): LaneFunction {
    let found = decoded.get(index);
    if (!found) {
      const {data, at: start, end} = bodies[index];
      found = {index, ...types[typeOf[index]], ...decodeBody(new ByteReader(data, start, end))};
      decoded.set(index, found);
    }
    return found;
  }
  return {
    at,
    exported: (name) => {
      const index = exports.get(name);
      if (index === undefined) throw new RangeError(`readLanes: the kernels export no ${name}`);
      return at(index);
    }
  };
}

function times(reader: ByteReader, work: () => void): void {
  for (let count = reader.unsigned(); count > 0; count--) work();
}

function readType(reader: ByteReader): {params: ValueType[]; results: ValueType[]} {
  reader.byte();
  const params = [...reader.take(reader.unsigned())];
  return {params, results: [...reader.take(reader.unsigned())]};
}

/** Functions are numbered from the first body only as long as none is imported. */
function skipMemory(reader: ByteReader): void {
  reader.name();
  reader.name();
  if (reader.byte() !== MEMORY)
    throw new RangeError("readLanes: kernels may import nothing but a memory");
  const flags = reader.byte();
  reader.unsigned();
  if ((flags & 1) !== 0) reader.unsigned();
}

function readExport(reader: ByteReader, exports: Map<string, number>): void {
  const name = reader.name();
  const kind = reader.byte();
  const index = reader.unsigned();
  if (kind === 0) exports.set(name, index);
}

/** The functions with all that they call, each once, ready for a module in which `first` is the first's number. */
export class LaneLinker {
  readonly #module: LaneModule;
  readonly #first: number;
  /** numbers in the new module, by those in the old. */
  readonly #numbers = new Map<number, number>();
  readonly #names = new Map<number, string>();

  constructor(module: LaneModule, first: number) {
    this.#module = module;
    this.#first = first;
  }

  /** The body behind an export, for those who want to write it in place. */
  body(name: string): LaneFunction {
    return this.#module.exported(name);
  }

  /** The number under which an export can be called. */
  callExported(name: string): number {
    const {index} = this.#module.exported(name);
    this.#names.set(index, name);
    return this.call(index);
  }

  /** The number under which a function of the kernels can be called. */
  call(index: number): number {
    const known = this.#numbers.get(index);
    if (known !== undefined) return known;
    const number = this.#first + this.#numbers.size;
    this.#numbers.set(index, number);
    const {code} = this.#module.at(index);
    code.instructions.forEach(({immediate}, at) => {
      if (immediate === "function") this.call(code.first[at]);
    });
    return number;
  }

  functions(): FunctionParts[] {
    return [...this.#numbers.keys()].map((index) => {
      const {params, results, locals, code} = this.#module.at(index);
      const name = this.#names.get(index) ?? `kernel_${index}`;
      const renumber = (first: number, {immediate}: Instruction) =>
        immediate === "function" ? this.call(first) : first;
      return {name, params, results, locals, localNames: [], code: code.mapFirst(renumber)};
    });
  }
}
