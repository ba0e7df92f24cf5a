// A short key for a program's structure: equal for programs that differ only in the numbers that values have,
// in names and in the data of constant arrays. Numbers written in the program count.
import type {Carry, Op, Program, Region, Role, Type, Value} from "./ir.ts";
import {OP_NAMES, type OpName} from "./ops.ts";

const KIND: Record<Op["kind"], number> = {const: 1, apply: 2, load: 3, store: 4, for: 5, while: 6};
const ROLE: Record<Role, number> = {input: 1, constant: 2, output: 3, local: 4};
const TYPE: Record<Type, number> = {f64: 1, i32: 2, bool: 3};
const CODE = Object.fromEntries(OP_NAMES.map((name, code) => [name, code])) as Record<
  OpName,
  number
>;

/** Both halves of the one NaN there is: its real bits are the engine's affair. */
const NAN = 0x7ff80000;

/** 32 hexadecimal digits. */
export function fingerprint(program: Program): string {
  const reader = new Reader(program);
  return reader.read();
}

/** Walks a program and mixes what it meets into four words. */
class Reader {
  #program: Program;
  /** by value: in the order of definition, one up. */
  #orders: Int32Array;
  #defined = 0;
  #words = new Int32Array([0x243f6a88, 0x13198a2e, 0x03707344, 0x299f31d0]);
  #bits = new DataView(new ArrayBuffer(8));

  constructor(program: Program) {
    this.#program = program;
    this.#orders = new Int32Array(program.types.length);
  }

  read(): string {
    const {params, arrays, body, isScalar} = this.#program;
    this.#add(arrays.length);
    for (const {role, size} of arrays) this.#mix(ROLE[role], size);
    this.#mix(params.length, Number(isScalar));
    for (const {array, isNumber} of params) this.#mix(array, Number(isNumber));
    this.#region(body);
    return [...this.#words].map((word) => finish(word).toString(16).padStart(8, "0")).join("");
  }

  #mix(a: number, b: number): void {
    this.#add(a);
    this.#add(b);
  }

  /** Four lanes that differ in their multipliers, each also fed by its neighbour. */
  #add(number: number): void {
    const words = this.#words;
    let a = words[0];
    let b = words[1];
    let c = words[2];
    let d = words[3];
    a = Math.imul(rotate(a ^ number, 13) + d, 0x9e3779b1);
    b = Math.imul(rotate(b ^ number, 17) + a, 0x85ebca77);
    c = Math.imul(rotate(c ^ number, 11) + b, 0xc2b2ae3d);
    d = Math.imul(rotate(d ^ number, 19) + c, 0x27d4eb2f);
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = d;
  }

  #real(value: number): void {
    if (Number.isNaN(value)) return this.#mix(NAN, NAN);
    this.#bits.setFloat64(0, value);
    this.#add(this.#bits.getInt32(0));
    this.#add(this.#bits.getInt32(4));
  }

  #define(value: Value): void {
    this.#orders[value] = this.#defined += 1;
  }

  #use(value: Value): void {
    this.#add(this.#orders[value]);
  }

  #region({ops}: Region): void {
    this.#add(ops.length);
    for (const op of ops) this.#op(op);
  }

  #op(op: Op): void {
    this.#add(KIND[op.kind]);
    switch (op.kind) {
      case "const":
        this.#add(TYPE[this.#program.types[op.result]]);
        this.#real(Number(op.value));
        return this.#define(op.result);
      case "apply":
        this.#add(CODE[op.name]);
        for (const arg of op.args) this.#use(arg);
        return this.#define(op.result);
      case "load":
        this.#add(op.array);
        this.#use(op.index);
        return this.#define(op.result);
      case "store":
        this.#add(op.array);
        this.#use(op.index);
        this.#use(op.value);
        // no value has the order 0
        return op.where === undefined ? this.#add(0) : this.#use(op.where);
      case "for":
        this.#use(op.from);
        this.#use(op.to);
        this.#mix(op.step, op.trips);
        this.#enter(op.carries);
        this.#define(op.index);
        this.#region(op.body);
        return this.#leave(op.carries);
      case "while":
        this.#add(op.limit);
        this.#enter(op.carries);
        this.#region(op.test);
        this.#use(op.going);
        this.#region(op.body);
        return this.#leave(op.carries);
    }
  }

  #enter(carries: readonly Carry[]): void {
    this.#add(carries.length);
    for (const {start} of carries) this.#use(start);
    for (const {within} of carries) this.#define(within);
  }

  #leave(carries: readonly Carry[]): void {
    for (const {next} of carries) this.#use(next);
    for (const {result} of carries) this.#define(result);
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function finish(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
