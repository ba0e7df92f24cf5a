// Writes a random program from a list of choices, keeping to what programs may do.
import {Builder} from "../../worker/compiler/build.ts";
import {OUTPUT, type ArrayId, type Model, type Value} from "../../worker/compiler/ir.ts";
import {OPS, OP_NAMES, type OpName} from "../../worker/compiler/ops.ts";
import {Places, type Place} from "./places.ts";
import {Tape} from "./tape.ts";

export interface Shape {
  /** for loops; default: true. */
  loops?: boolean;
  /** while loops; default: true. */
  whiles?: boolean;
  /** local and constant arrays, loads at f64 places, stores before the end; default: true. */
  arrays?: boolean;
  /** only what has derivatives that central differences can see: bounded values, choices by inputs. */
  smooth?: boolean;
  /** the number of outputs; default: one to three. */
  outputs?: number;
  /** the most inputs, counted as parameters; default: 3. */
  params?: number;
  /** the most ops, roughly; default: 60. */
  ops?: number;
}

/** The longest array parameter. */
export const MOST_ELEMENTS = 4;
/** Numbers that ops treat in their own ways. */
export const SPECIAL = [
  0,
  -0,
  1,
  -1,
  2,
  0.5,
  3,
  NaN,
  Infinity,
  -Infinity,
  5e-324,
  1.7976931348623157e308
];

const of = (type: string) =>
  OP_NAMES.filter((name) => OPS[name].gives === type && OPS[name].takes.every((t) => t === "f64"));
const NUMERIC = of("f64");
/** Ops that keep numbers apart: where all is NaN, mistakes do not show. */
const STURDY: readonly OpName[] = ["add", "sub", "mul", "add", "sub", "neg", "abs", "min", "max", "sin", "atan"]; // prettier-ignore
const COMPARISONS = of("bool");
/** How large a value of a smooth program may be. */
const BOUND = 4;

/** A number; in smooth programs with the largest it can be in size. */
interface Real {
  value: Value;
  bound: number;
}

/** Makes one program. */
export class Author {
  #tape: Tape;
  #shape: Required<Pick<Shape, "loops" | "whiles" | "arrays" | "smooth">>;
  #builder: Builder;
  #constants = new Map<ArrayId, Float64Array>();
  #opsLeft: number;
  #depth = 0;
  #reals: Real[] = [];
  #bools: Value[] = [];
  #places: Places;
  #readable: ArrayId[] = [];
  #writable: ArrayId[] = [];

  constructor(tape: readonly number[], shape: Shape, ops: number) {
    this.#tape = new Tape(tape);
    const {loops = true, whiles = true, arrays = true, smooth = false} = shape;
    this.#shape = {loops, whiles, arrays, smooth};
    this.#opsLeft = ops;
    const outputs = shape.outputs ?? 1 + this.#tape.choose(3);
    this.#builder = new Builder("random", outputs, outputs === 1 && this.#tape.choose(2) === 1);
    this.#places = new Places(this.#builder, this.#tape);
    this.#declare(shape.params ?? 3);
  }

  model(): Model {
    while (this.#opsLeft > 0 && !this.#tape.isOver) this.#statement();
    const {program} = this.#builder;
    for (let k = 0; k < program.arrays[OUTPUT].size; k++) this.#builder.output(k, this.#last());
    return {program, constants: this.#constants};
  }

  /** An answer: often what memory holds, so that every store can matter. */
  #last(): Value {
    if (this.#writable.length === 0 || this.#tape.choose(3) === 0) return this.#recent();
    const array = this.#tape.pick(this.#writable);
    const {size} = this.#builder.program.arrays[array];
    const load = () => this.#builder.load(array, this.#builder.integer(this.#tape.choose(size)));
    return this.#builder.apply("add", load(), load());
  }

  #declare(params: number): void {
    const builder = this.#builder;
    const count = 1 + this.#tape.choose(params);
    for (let k = 0; k < count; k++) {
      const isNumber = this.#tape.choose(2) === 0;
      const size = isNumber ? 1 : 1 + this.#tape.choose(MOST_ELEMENTS);
      this.#readable.push(builder.param(`x${k}`, size, isNumber).array);
    }
    if (this.#shape.arrays) {
      for (let k = this.#tape.choose(4); k > 0; k--) this.#declareLocal();
      for (let k = this.#tape.choose(2); k > 0; k--) this.#declareConstant();
    }
    for (const array of this.#readable.slice(0, count)) {
      const {size} = builder.program.arrays[array];
      for (let k = 0; k < size; k++) this.#real(builder.load(array, builder.integer(k)), 2);
    }
    if (this.#shape.arrays && this.#tape.choose(2) === 1) this.#openOutput();
  }

  #declareLocal(): void {
    const id = this.#builder.array("local", "local", 1 + this.#tape.choose(4));
    this.#readable.push(id);
    this.#writable.push(id);
  }

  #declareConstant(): void {
    const size = 1 + this.#tape.choose(4);
    const id = this.#builder.array("table", "constant", size);
    const data = Float64Array.from({length: size}, () => this.#literal());
    this.#constants.set(id, data);
    this.#readable.push(id);
  }

  /** The output as an array to work in: written as a whole before it is read. */
  #openOutput(): void {
    const {size} = this.#builder.program.arrays[OUTPUT];
    for (let k = 0; k < size; k++) this.#builder.output(k, this.#recent());
    this.#readable.push(OUTPUT);
    this.#writable.push(OUTPUT);
  }

  #literal(): number {
    const any = this.#tape.choose(0x10000);
    if (this.#shape.smooth) return (any % 801) / 200 - 2;
    return any % 8 === 0 ? SPECIAL[any % SPECIAL.length] : (any % 2001) / 100 - 10;
  }

  #real(value: Value, bound: number): Real {
    const real = {value, bound};
    this.#reals.push(real);
    return real;
  }

  /** A number made before, more often a late one. */
  #recent(): Value {
    return this.#recentReal().value;
  }

  #recentReal(): Real {
    const {length} = this.#reals;
    const back = Math.min(this.#tape.choose(length), this.#tape.choose(length));
    return this.#reals[length - 1 - back];
  }

  /** A number that is small enough for a smooth program to carry or to keep. */
  #bounded(): Value {
    const real = this.#recentReal();
    if (!this.#shape.smooth || real.bound <= BOUND) return real.value;
    return this.#builder.apply("tanh", real.value);
  }

  #statement(): void {
    this.#opsLeft -= 1;
    const {loops, whiles, arrays} = this.#shape;
    const kind = this.#tape.choose(20);
    if (kind < 5) return this.#arithmetic();
    if (kind === 5) return void this.#real(this.#builder.number(this.#literal()), BOUND);
    if (kind === 6) return this.#compare();
    if (kind === 7) return this.#logic();
    if (kind === 8) return this.#select();
    if (kind === 9) return this.#address();
    if (kind < 13) return this.#load();
    if (kind < 17) return arrays ? this.#store() : this.#arithmetic();
    if (kind < 19) return loops ? this.#for() : this.#arithmetic();
    return whiles ? this.#while() : this.#select();
  }

  #arithmetic(): void {
    if (this.#shape.smooth) return this.#smoothArithmetic();
    const name = this.#tape.pick(this.#tape.choose(3) > 0 ? STURDY : NUMERIC);
    this.#real(this.#builder.apply(name, ...OPS[name].takes.map(() => this.#recent())), 0);
  }

  #smoothArithmetic(): void {
    const builder = this.#builder;
    const apply = (name: OpName, ...args: Value[]) => builder.apply(name, ...args);
    const {value: a, bound: most} = this.#recentReal();
    const {value: b, bound: other} = this.#recentReal();
    const aboveOne = (x: Value) => apply("add", builder.number(1), apply("mul", x, x));
    switch (this.#tape.choose(11)) {
      case 0:
        return void this.#tame(apply("add", a, b), most + other);
      case 1:
        return void this.#tame(apply("sub", a, b), most + other);
      case 2:
      case 3:
        return void this.#tame(apply("mul", a, b), most * other);
      case 4:
        return void this.#real(apply("neg", a), most);
      case 5:
        return void this.#real(apply("sin", a), 1);
      case 6:
        return void this.#real(apply("cos", a), 1);
      case 7:
        return void this.#real(apply("exp", apply("tanh", a)), 2.8);
      case 8:
        return void this.#tame(apply("div", a, aboveOne(b)), most);
      case 9:
        return void this.#tame(apply("log", aboveOne(a)), most);
      default:
        return void this.#tame(apply("sqrt", aboveOne(a)), most + 1);
    }
  }

  /** A smooth value that has grown is made small again. */
  #tame(value: Value, bound: number): void {
    if (bound <= 4 * BOUND) this.#real(value, bound);
    else this.#real(this.#builder.apply("tanh", value), 1);
  }

  /** In smooth programs inputs alone decide, so that choices change nowhere near. */
  #decider(): Value {
    if (!this.#shape.smooth) return this.#recent();
    const {array, size} = this.#tape.pick(this.#builder.program.params);
    return this.#builder.load(array, this.#builder.integer(this.#tape.choose(size)));
  }

  #compare(): void {
    const name = this.#shape.smooth ? "lt" : this.#tape.pick(COMPARISONS);
    const a = this.#decider();
    const isWithLiteral = this.#tape.choose(2) === 1;
    const b = isWithLiteral ? this.#builder.number(this.#literal()) : this.#decider();
    this.#bools.push(this.#builder.apply(name, a, b));
  }

  #bool(): Value {
    if (this.#bools.length === 0) this.#compare();
    return this.#bools[this.#bools.length - 1 - this.#tape.choose(this.#bools.length)];
  }

  #logic(): void {
    const builder = this.#builder;
    switch (this.#tape.choose(4)) {
      case 0:
        return void this.#bools.push(builder.apply("and", this.#bool(), this.#bool()));
      case 1:
        return void this.#bools.push(builder.apply("or", this.#bool(), this.#bool()));
      case 2:
        return void this.#bools.push(builder.apply("not", this.#bool()));
      default:
        return void this.#bools.push(builder.boolean(this.#tape.choose(2) === 1));
    }
  }

  #select(): void {
    const [a, b] = [this.#recentReal(), this.#recentReal()];
    const value = this.#builder.apply("select", this.#bool(), a.value, b.value);
    this.#real(value, Math.max(a.bound, b.bound));
  }

  #address(): void {
    if (this.#tape.choose(4) > 0) return this.#places.compute();
    const {value, least, most} = this.#places.any();
    const bound = Math.max(-least, most);
    if (this.#shape.smooth && bound > BOUND) return;
    this.#real(this.#builder.apply("number", value), bound);
  }

  #load(): void {
    const isOwn = this.#writable.length > 0 && this.#tape.choose(2) === 0;
    const array = this.#tape.pick(isOwn ? this.#writable : this.#readable);
    const {size} = this.#builder.program.arrays[array];
    const isAnywhere = this.#shape.arrays && !this.#shape.smooth && this.#tape.choose(4) === 1;
    const index = isAnywhere ? this.#somewhere() : this.#places.inside(size);
    this.#real(this.#builder.load(array, index), BOUND);
  }

  /** An f64 index, which may be no place at all. */
  #somewhere(): Value {
    if (this.#tape.choose(3) === 0) return this.#recent();
    return this.#builder.apply("floor", this.#builder.apply("abs", this.#recent()));
  }

  #store(): void {
    if (this.#writable.length === 0) return this.#load();
    const array = this.#tape.pick(this.#writable);
    const {size} = this.#builder.program.arrays[array];
    const isAnywhere = !this.#shape.smooth && this.#tape.choose(6) === 1;
    const index = isAnywhere ? this.#somewhere() : this.#places.inside(size);
    const where = this.#tape.choose(4) === 1 ? this.#bool() : undefined;
    this.#builder.store(array, index, this.#bounded(), where);
  }

  #statements(): void {
    const count = 1 + this.#tape.choose(6);
    for (let k = 0; k < count && this.#opsLeft > 0; k++) this.#statement();
  }

  /** What is made inside is not seen outside. */
  #nested<T>(work: () => T): T {
    const [reals, bools] = [this.#reals, this.#bools];
    [this.#reals, this.#bools] = [[...reals], [...bools]];
    this.#depth += 1;
    const result = this.#places.nested(work);
    this.#depth -= 1;
    [this.#reals, this.#bools] = [reals, bools];
    return result;
  }

  #starts(): {starts: Value[]; numbers: number} {
    const numbers = this.#tape.choose(4);
    const starts = Array.from({length: numbers}, () => this.#bounded());
    if (!this.#shape.smooth && this.#tape.choose(3) === 1) starts.push(this.#bool());
    return {starts, numbers};
  }

  #enter(within: readonly Value[], numbers: number): void {
    within.slice(0, numbers).forEach((value) => this.#real(value, BOUND));
    this.#bools.push(...within.slice(numbers));
  }

  #nexts(within: readonly Value[], numbers: number): Value[] {
    return within.map((_, k) => (k < numbers ? this.#bounded() : this.#bool()));
  }

  /** From a place to one a few passes away, or to any that is near. */
  #bounds(): {from: Place; to: Place; step: number; trips: number} {
    const from = this.#places.any();
    const step = 1 + this.#tape.choose(2);
    const passes = this.#tape.choose(this.#depth > 0 ? 4 : 7);
    const any = this.#places.any();
    const reach = any.most - from.least;
    if (reach <= 6 && this.#tape.choose(3) === 0)
      return {from, to: any, step, trips: Math.max(0, Math.ceil(reach / step))};
    return {from, to: this.#places.after(from, passes * step), step, trips: passes};
  }

  #for(): void {
    if (this.#depth > 2) return this.#arithmetic();
    const builder = this.#builder;
    const {from, to, step, trips} = this.#bounds();
    const {starts, numbers} = this.#starts();
    const results = this.#nested(() =>
      builder.loop({from: from.value, to: to.value, step, trips}, starts, (value, within) => {
        this.#places.add({value, least: from.least, most: Math.max(from.least, to.most - 1)});
        this.#enter(within, numbers);
        this.#statements();
        return this.#nexts(within, numbers);
      })
    );
    this.#enter(results, numbers);
  }

  /** Where smooth, a carry counts the passes. */
  #while(): void {
    if (this.#depth > 2) return this.#arithmetic();
    const builder = this.#builder;
    const {smooth} = this.#shape;
    const {starts, numbers} = this.#starts();
    const passes = this.#tape.choose(5);
    const limit = smooth ? 6 : this.#tape.choose(6);
    if (smooth) starts.push(builder.number(0));
    const results = this.#nested(() =>
      builder.repeat(
        limit,
        starts,
        (within) => {
          if (smooth) {
            this.#enter(within.slice(0, -1), numbers);
            return builder.apply("lt", within[numbers], builder.number(passes));
          }
          this.#enter(within, numbers);
          if (this.#tape.choose(2) === 1) this.#statements();
          if (this.#tape.choose(2) === 1) this.#compare();
          return this.#bool();
        },
        (within) => {
          this.#statements();
          if (!smooth) return this.#nexts(within, numbers);
          const counted = builder.apply("add", within[numbers], builder.number(1));
          return [...this.#nexts(within.slice(0, -1), numbers), counted];
        }
      )
    );
    this.#enter(smooth ? results.slice(0, -1) : results, numbers);
  }
}
