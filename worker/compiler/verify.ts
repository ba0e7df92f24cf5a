// Whether a program is well formed: every value defined once and before its use, every type as the table of
// ops says, every array what it may be. Back ends rely on it and check nothing.
import {
  OUTPUT,
  type Carry,
  type Op,
  type Program,
  type Region,
  type Type,
  type Value
} from "./ir.ts";
import {OPS} from "./ops.ts";
import {printOp} from "./print.ts";

const UNDEFINED = 0;
const VISIBLE = 1;
const GONE = 2;

/** Throws an error that names the op where the program is not well formed. */
export function verify(program: Program): void {
  verifyArrays(program);
  new Verifier(program).region(program.body);
}

function verifyArrays({name, arrays, params}: Program): void {
  const fail = (problem: string) => {
    throw new Error(`verify: ${name}: ${problem}`);
  };
  arrays.forEach((array, id) => {
    if (!isCount(array.size)) fail(`array ${array.name} has the size ${array.size}`);
    if ((array.role === "output") !== (id === OUTPUT)) {
      fail(
        `array ${id} (${array.name}) is ${array.role}; array ${OUTPUT} and no other is the output`
      );
    }
    const owners = params.filter((param) => param.array === id);
    if (owners.length !== (array.role === "input" ? 1 : 0)) {
      fail(`array ${array.name} is ${array.role} and has ${owners.length} parameters`);
    }
  });
  if (arrays.length === 0) fail("there is no output");
  for (const param of params) {
    const array = arrays.at(param.array);
    if (array?.size !== param.size || (param.isNumber && param.size !== 1))
      fail(`parameter ${param.name} has the size ${param.size}, its array ${array?.size}`);
  }
}

class Verifier {
  #program: Program;
  #state: Uint8Array;
  /** the numbers that i32 values are known to be, by value. */
  #integers: (number | undefined)[] = [];
  /** what is visible, in the order of definition. */
  #scope: Value[] = [];

  constructor(program: Program) {
    this.#program = program;
    this.#state = new Uint8Array(program.types.length);
  }

  region({ops}: Region): void {
    for (const op of ops) this.#op(op);
  }

  #op(op: Op): void {
    switch (op.kind) {
      case "const":
        return this.#const(op);
      case "apply":
        return this.#apply(op);
      case "load":
      case "store":
        return this.#access(op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
    }
  }

  #fail(op: Op, problem: string): never {
    throw new Error(`verify: ${this.#program.name}: ${problem}, in: ${printOp(this.#program, op)}`);
  }

  #define(op: Op, value: Value, type?: Type): void {
    if (!isCount(value) || value >= this.#state.length) {
      this.#fail(op, `${value} is no value; there are ${this.#state.length}`);
    }
    if (this.#state[value] !== UNDEFINED) this.#fail(op, `value ${value} is defined twice`);
    if (type !== undefined) this.#expect(op, value, [type]);
    this.#state[value] = VISIBLE;
    this.#scope.push(value);
  }

  #use(op: Op, value: Value, ...types: Type[]): void {
    const state = this.#state[value] as number | undefined;
    if (state === GONE) this.#fail(op, `value ${value} is used outside its region`);
    if (state !== VISIBLE) this.#fail(op, `value ${value} is used before it is defined`);
    this.#expect(op, value, types);
  }

  #expect(op: Op, value: Value, types: readonly Type[]): void {
    const type = this.#program.types[value];
    if (!types.includes(type))
      this.#fail(op, `value ${value} is ${type}, not ${types.join(" or ")}`);
  }

  #const(op: Op & {kind: "const"}): void {
    const type = this.#program.types[op.result];
    const isRight =
      type === "i32"
        ? isI32(op.value)
        : typeof op.value === (type === "bool" ? "boolean" : "number");
    this.#define(op, op.result);
    if (!isRight) this.#fail(op, `${op.value} is no ${type}`);
    if (type === "i32") this.#integers[op.result] = op.value as number;
  }

  #apply(op: Op & {kind: "apply"}): void {
    if (!Object.hasOwn(OPS, op.name)) this.#fail(op, `there is no op ${op.name}`);
    const {takes, gives} = OPS[op.name];
    if (op.args.length !== takes.length)
      this.#fail(op, `${op.name} takes ${takes.length} values, got ${op.args.length}`);
    op.args.forEach((arg, k) => this.#use(op, arg, takes[k]));
    this.#define(op, op.result, gives);
  }

  #access(op: Op & {kind: "load" | "store"}): void {
    const array = this.#program.arrays[op.array];
    if (array === undefined) this.#fail(op, `there is no array ${op.array}`);
    this.#use(op, op.index, "i32", "f64");
    const index = this.#integers[op.index];
    if (index !== undefined && (index < 0 || index >= array.size))
      this.#fail(op, `${array.name} has ${array.size} numbers, got the index ${index}`);
    if (op.kind === "load") return this.#define(op, op.result, "f64");
    this.#use(op, op.value, "f64");
    if (op.where !== undefined) this.#use(op, op.where, "bool");
    if (array.role === "input" || array.role === "constant")
      this.#fail(op, `${array.name} is ${array.role} and cannot be written`);
  }

  #for(op: Op & {kind: "for"}): void {
    this.#use(op, op.from, "i32");
    this.#use(op, op.to, "i32");
    if (!isCount(op.step) || op.step < 1) this.#fail(op, `the step is ${op.step}`);
    if (!isCount(op.trips)) this.#fail(op, `the number of trips is ${op.trips}`);
    const from = this.#integers[op.from];
    const to = this.#integers[op.to];
    if (from !== undefined && to !== undefined && Math.ceil((to - from) / op.step) > op.trips)
      this.#fail(op, `from ${from} to ${to} are more than ${op.trips} trips`);
    this.#starts(op, op.carries);
    this.#inside(() => {
      this.#define(op, op.index, "i32");
      for (const {within} of op.carries) this.#define(op, within);
      this.region(op.body);
      for (const {next} of op.carries) this.#use(op, next, "f64", "bool");
    });
    this.#results(op, op.carries);
  }

  #while(op: Op & {kind: "while"}): void {
    if (!isCount(op.limit)) this.#fail(op, `the limit is ${op.limit}`);
    this.#starts(op, op.carries);
    this.#inside(() => {
      for (const {within} of op.carries) this.#define(op, within);
      this.region(op.test);
      this.#use(op, op.going, "bool");
      this.region(op.body);
      for (const {next} of op.carries) this.#use(op, next, "f64", "bool");
    });
    this.#results(op, op.carries);
  }

  #starts(op: Op, carries: readonly Carry[]): void {
    for (const {start} of carries) this.#use(op, start, "f64", "bool");
  }

  /** What `work` defines is gone after it. */
  #inside(work: () => void): void {
    const outside = this.#scope.length;
    work();
    for (const value of this.#scope.splice(outside)) this.#state[value] = GONE;
  }

  #results(op: Op, carries: readonly Carry[]): void {
    const {types} = this.#program;
    for (const {start, within, next, result} of carries) {
      this.#define(op, result);
      for (const value of [within, next, result]) this.#expect(op, value, [types[start]]);
    }
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function isI32(value: number | boolean): boolean {
  return typeof value === "number" && (value | 0) === value;
}
