// Copies a program into another one: a helper into the model that calls it, a model into its derivative.
import type {Builder} from "./build.ts";
import {surveyArrays, type ArrayUse} from "./arrayUse.ts";
import {
  OUTPUT,
  type ArrayId,
  type Carry,
  type Model,
  type Op,
  type Program,
  type Region,
  type Value
} from "./ir.ts";

/** What a parameter stands for in the target: part of an array from an i32 offset on, or its elements. */
export type InlineInput = {array: ArrayId; offset?: Value} | {values: readonly Value[]};

/** Where the answer is: one value an element where stores are that plain, else in a local array. */
export type Inlined = {values: Value[]} | {array: ArrayId; size: number};

/** Where an array of the copied program lives in the target. */
type Home = {array: ArrayId; offset?: Value} | {values: (Value | undefined)[]};

/**
 * Writes the program's ops at the builder's place. Constant arrays become arrays of the target and are added
 * to `constants`, the target's data; data that is there already is used again.
 */
export function inlineProgram(
  builder: Builder,
  model: Model,
  inputs: readonly InlineInput[],
  constants: Map<ArrayId, Float64Array>
): Inlined {
  return new Copier(builder, model, constants).copy(inputs);
}

/** The answer's elements, loaded where they are in an array. */
export function elementsOf(builder: Builder, inlined: Inlined): Value[] {
  if ("values" in inlined) return inlined.values;
  const {array, size} = inlined;
  return Array.from({length: size}, (_, k) => builder.load(array, builder.integer(k)));
}

class Copier {
  #builder: Builder;
  #program: Program;
  #uses: ArrayUse[];
  #homes: Home[];
  /** by value of the program: that of the target. */
  #copies: Value[] = [];
  /** by value of the program: the number that an i32 constant is. */
  #integers: (number | undefined)[] = [];

  constructor(builder: Builder, {program, constants}: Model, target: Map<ArrayId, Float64Array>) {
    this.#builder = builder;
    this.#program = program;
    this.#uses = surveyArrays(program);
    this.#homes = program.arrays.map(({role}, array) => {
      if (role === "input") return {values: []};
      return role === "constant"
        ? this.#shareConstant(array, constants.get(array), target)
        : this.#makeRoom(array);
    });
  }

  copy(inputs: readonly InlineInput[]): Inlined {
    const {params, arrays, body, name} = this.#program;
    params.forEach((param, k) => {
      const input = inputs[k] as InlineInput | undefined;
      if (!input) throw new Error(`inlineProgram: ${name} has no input for ${param.name}`);
      this.#homes[param.array] = this.#settle(param.array, input);
    });
    this.#region(body);
    const home = this.#homes[OUTPUT];
    const {size} = arrays[OUTPUT];
    if ("array" in home) return {array: home.array, size};
    return {values: Array.from({length: size}, (_, k) => this.#element(home.values, k))};
  }

  #shareConstant(
    id: ArrayId,
    data: Float64Array | undefined,
    target: Map<ArrayId, Float64Array>
  ): Home {
    const {name, size} = this.#program.arrays[id];
    if (data?.length !== size)
      throw new Error(`inlineProgram: constant ${name} has ${size} numbers, got ${data?.length}`);
    for (const [array, there] of target) if (there === data) return {array};
    const array = this.#builder.array(name, "constant", size);
    target.set(array, data);
    return {array};
  }

  /** A local array or the output: zero at the start, also in the second pass of a loop around it. */
  #makeRoom(id: ArrayId): Home {
    const {isPlain, isWrittenFirst} = this.#uses[id];
    if (isPlain) return {values: []};
    const builder = this.#builder;
    const {name, size} = this.#program.arrays[id];
    const array = builder.array(name, "local", size);
    const isAtTop = builder.region === builder.program.body;
    if (isAtTop || isWrittenFirst || size === 0) return {array};
    const zero = builder.number(0);
    const [from, to] = [builder.integer(0), builder.integer(size)];
    builder.loop({from, to, trips: size}, [], (index) => {
      builder.store(array, index, zero);
      return [];
    });
    return {array};
  }

  /** Elements move into an array where the program reads them at places that it computes. */
  #settle(id: ArrayId, input: InlineInput): Home {
    if ("array" in input) return input;
    const {name, size} = this.#program.arrays[id];
    if (input.values.length !== size) {
      throw new Error(`inlineProgram: ${name} takes ${size} numbers, got ${input.values.length}`);
    }
    if (this.#uses[id].isAtConstants) return {values: [...input.values]};
    const builder = this.#builder;
    const array = builder.array(name, "local", size);
    input.values.forEach((value, k) => builder.store(array, builder.integer(k), value));
    return {array};
  }

  /** What was stored last; a zero of its own where nothing was, as one made in a region is not seen after it. */
  #element(values: readonly (Value | undefined)[], place: number): Value {
    return values[place] ?? this.#builder.number(0);
  }

  #region({ops}: Region): void {
    for (const op of ops) this.#op(op);
  }

  #op(op: Op): void {
    const builder = this.#builder;
    switch (op.kind) {
      case "const":
        if (typeof op.value === "number") this.#integers[op.result] = op.value;
        return builder.push({...op, result: this.#define(op.result)});
      case "apply": {
        const args = op.args.map((arg) => this.#copies[arg]);
        return builder.push({...op, args, result: this.#define(op.result)});
      }
      case "load":
        this.#copies[op.result] = this.#load(op);
        return;
      case "store":
        return this.#store(op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
    }
  }

  #define(value: Value): Value {
    return (this.#copies[value] = this.#builder.value(this.#program.types[value]));
  }

  #load({array, index}: Op & {kind: "load"}): Value {
    const home = this.#homes[array];
    if ("array" in home) return this.#builder.load(home.array, this.#place(array, index, home));
    return this.#element(home.values, this.#integers[index]!);
  }

  #store({array, index, value, where}: Op & {kind: "store"}): void {
    const home = this.#homes[array];
    const copies = this.#copies;
    if ("values" in home) {
      home.values[this.#integers[index]!] = copies[value];
      return;
    }
    const condition = where === undefined ? undefined : copies[where];
    this.#builder.store(home.array, this.#place(array, index, home), copies[value], condition);
  }

  /** The index in the target's array. What is no place of the part is no place of the whole either. */
  #place(id: ArrayId, index: Value, {array, offset}: {array: ArrayId; offset?: Value}): Value {
    const builder = this.#builder;
    const copy = this.#copies[index];
    const {size} = this.#program.arrays[id];
    if (this.#program.types[index] === "i32")
      return offset === undefined ? copy : builder.apply("iadd", copy, offset);
    if (offset === undefined && builder.program.arrays[array].size === size) return copy;
    const isWhole = builder.apply("eq", copy, builder.apply("floor", copy));
    const isAbove = builder.apply("le", builder.number(0), copy);
    const isBelow = builder.apply("lt", copy, builder.number(size));
    const isInside = builder.apply("and", isWhole, builder.apply("and", isAbove, isBelow));
    const place =
      offset === undefined ? copy : builder.apply("add", copy, builder.apply("number", offset));
    return builder.apply("select", isInside, place, builder.number(NaN));
  }

  #for(op: Op & {kind: "for"}): void {
    const from = this.#copies[op.from];
    const to = this.#copies[op.to];
    const carries = this.#enter(op.carries);
    const index = this.#define(op.index);
    const body = this.#builder.inRegion(() => this.#region(op.body));
    this.#leave(op.carries, carries);
    this.#builder.push({...op, index, from, to, carries, body});
  }

  #while(op: Op & {kind: "while"}): void {
    const carries = this.#enter(op.carries);
    const test = this.#builder.inRegion(() => this.#region(op.test));
    const body = this.#builder.inRegion(() => this.#region(op.body));
    const going = this.#copies[op.going];
    this.#leave(op.carries, carries);
    this.#builder.push({...op, carries, test, going, body});
  }

  #enter(carries: readonly Carry[]): Carry[] {
    return carries.map(({start, within}) => {
      const copy = this.#copies[start];
      return {start: copy, within: this.#define(within), next: -1, result: -1};
    });
  }

  #leave(carries: readonly Carry[], copies: Carry[]): void {
    copies.forEach((copy, k) => {
      copy.next = this.#copies[carries[k].next];
      copy.result = this.#define(carries[k].result);
    });
  }
}
