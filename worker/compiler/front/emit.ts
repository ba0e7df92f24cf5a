// Writes the program: constants once, elements of the inputs once a region, and all of it in a way that can
// be taken back.
import {Builder, type Mark} from "../build.ts";
import type {ArrayId, Op, Region, Type, Value} from "../ir.ts";
import type {OpName} from "../ops.ts";
import {TooMuch} from "./errors.ts";

/** The longest program: more than that is a loop written out that should be one. */
export const MOST_VALUES = 300_000;

/** Above the number of elements that any array here has. */
const STRIDE = 0x8000000;

interface Kept {
  value: Value;
  region: Region;
}

export class Emitter {
  readonly builder: Builder;
  readonly constants = new Map<ArrayId, Float64Array>();
  /** how many values there can be. */
  readonly most = MOST_VALUES;
  /** how many there may be now: an attempt lowers it for itself. */
  limit = MOST_VALUES;
  /** the regions around the one being written. */
  #around: Region[] = [];
  /** constants: before everything else, so that all regions see them. */
  #prologue: Op[] = [];
  #known: Record<Type, Map<number | string, Value>> = {
    f64: new Map(),
    i32: new Map(),
    bool: new Map()
  };
  #elements = new Map<number, Kept>();
  /** what was remembered, in the order of the values, for taking it back. */
  #log: {value: Value; map: Map<number | string, unknown>; key: number | string}[] = [];

  constructor(name: string) {
    this.builder = new Builder(name, 1);
  }

  /** How many values there are so far. */
  get size(): number {
    return this.builder.program.types.length;
  }

  number(value: number): Value {
    return this.#constant(value, "f64", Object.is(value, -0) ? "-0" : value);
  }

  integer(value: number): Value {
    return this.#constant(value, "i32", value);
  }

  boolean(value: boolean): Value {
    return this.#constant(value, "bool", Number(value));
  }

  #constant(value: number | boolean, type: Type, key: number | string): Value {
    const map = this.#known[type];
    const found = map.get(key);
    if (found !== undefined) return found;
    const result = this.builder.value(type);
    this.#prologue.push({kind: "const", result, value});
    this.#remember(map, key, result, result);
    return result;
  }

  #remember<T>(map: Map<number | string, T>, key: number | string, entry: T, value: Value): void {
    map.set(key, entry);
    this.#log.push({value, map, key});
  }

  apply(name: OpName, ...args: Value[]): Value {
    if (this.size >= this.limit) throw new TooMuch();
    return this.builder.apply(name, ...args);
  }

  load(array: ArrayId, index: Value): Value {
    if (this.size >= this.limit) throw new TooMuch();
    return this.builder.load(array, index);
  }

  /** Work of the builder's own, of which it is seen afterwards how much it was. */
  grow<T>(work: () => T): T {
    const result = work();
    if (this.size >= this.limit) throw new TooMuch();
    return result;
  }

  store(array: ArrayId, index: Value, value: Value, where?: Value): void {
    if (this.builder.region.ops.length >= MOST_VALUES) throw new TooMuch();
    this.builder.store(array, index, value, where);
  }

  /** An element of an array that nobody writes. */
  loadFixed(array: ArrayId, index: number): Value {
    const key = array * STRIDE + index;
    const {region} = this.builder;
    const found = this.#elements.get(key);
    if (found && (found.region === region || this.#around.includes(found.region))) {
      return found.value;
    }
    const value = this.load(array, this.integer(index));
    const map = this.#elements as Map<number | string, Kept>;
    this.#remember(map, key, {value, region}, value);
    return value;
  }

  /** A constant array with its data. */
  table(name: string, data: Float64Array): ArrayId {
    const array = this.builder.array(name, "constant", data.length);
    this.constants.set(array, data);
    return array;
  }

  /** Says that regions begin inside the present one, until `work` is done. */
  inside<T>(work: () => T): T {
    this.#around.push(this.builder.region);
    try {
      return work();
    } finally {
      this.#around.pop();
    }
  }

  mark(): Mark {
    return this.builder.mark();
  }

  rewind(mark: Mark): void {
    this.builder.rewind(mark);
    for (const array of this.constants.keys())
      if (array >= mark.arrays) this.constants.delete(array);
    const last = this.#log;
    while (last.length > 0 && last[last.length - 1].value >= mark.types) {
      const {map, key} = last.pop() as (typeof last)[number];
      map.delete(key);
    }
    const ops = this.#prologue;
    while (ops.length > 0 && (ops[ops.length - 1] as {result: Value}).result >= mark.types) {
      ops.pop();
    }
  }

  finish(): void {
    const {program} = this.builder;
    program.body.ops = this.#prologue.concat(program.body.ops);
  }
}
