// The statements of a program as JavaScript. A pure value that is used once waits as text until it is used;
// what it reads from memory that may change is watched, so that no write comes before it.
import {OUTPUT, type ArrayId, type Op, type Program, type Region, type Value} from "../ir.ts";
import type {ApplyOp, ForOp, LoadOp, StoreOp, WhileOp} from "../ir.ts";
import {assign, atom, express, literal, wrap, ATOM, UNARY, type Expression, type MathName} from "./expressions.ts"; // prettier-ignore
import {order} from "./assignments.ts";
import type {Names} from "./names.ts";
import {readPlace, type Place} from "./places.ts";
import {countUses, type Uses} from "./uses.ts";

/** Columns after which a part of an expression gets a name and a line of its own. */
const WIDTH = 88;

/** What a writer is told of the function around its statements. */
export interface Surroundings {
  names: Names;
  places: readonly Place[];
  /** what the functions of the library are called. */
  math: ReadonlyMap<MathName, string>;
  /** what the function that looks at an index first is called. */
  at: string;
  /** whether the answer's elements are gathered as values instead of being stored one by one. */
  gathersAnswer: boolean;
}

export class Writer {
  readonly lines: string[] = [];
  /** the answer's values by place, where they are gathered. */
  readonly answer = new Map<number, Value>();
  readonly #program: Program;
  readonly #around: Surroundings;
  readonly #uses: Uses;
  /** what stands for a value: its name, or its literal. */
  readonly #known: (Expression | undefined)[];
  /** the text of a value that waits for its one use. */
  readonly #waiting: (Expression | undefined)[];
  /** who waits and reads a place; some of them may have been used since. */
  readonly #readers = new Map<number, Value[]>();
  #indent = "  ";

  constructor(program: Program, around: Surroundings) {
    this.#program = program;
    this.#around = around;
    this.#uses = countUses(program);
    this.#known = program.types.map(() => undefined);
    this.#waiting = program.types.map(() => undefined);
  }

  region({ops}: Region): void {
    for (const op of ops) this.#write(op);
  }

  line(text: string): void {
    this.lines.push(this.#indent + text);
  }

  /** The text of a value at its use; from then on it no longer waits. */
  take(value: Value): Expression {
    const known = this.#known[value];
    if (known) return known;
    const waiting = this.#waiting[value];
    if (!waiting) throw new Error(`emitJs: value ${value} is used before it is defined`);
    this.#waiting[value] = undefined;
    return waiting;
  }

  /** Gives a waiting value a line of its own, here. */
  settle(value: Value, hint?: string): void {
    const waiting = this.#waiting[value];
    if (!waiting) return;
    this.#waiting[value] = undefined;
    const name = hint ? this.#around.names.claim(hint) : this.#around.names.number("v");
    this.line(`const ${name} = ${waiting.text};`);
    this.#known[value] = atom(name, undefined, waiting.range);
  }

  #write(op: Op): void {
    switch (op.kind) {
      case "const": {
        const isAddress = this.#program.types[op.result] === "i32";
        this.#known[op.result] = literal(isAddress ? Number(op.value) | 0 : op.value);
        return;
      }
      case "apply":
        return this.#apply(op);
      case "load":
        return this.#load(op);
      case "store":
        return this.#store(op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
    }
  }

  #apply({result, name, args}: ApplyOp): void {
    this.#narrow(args);
    const a = this.take(args[0]);
    const b = args.length > 1 ? this.take(args[1]) : undefined;
    const c = args.length > 2 ? this.take(args[2]) : undefined;
    const expression = express(name, this.#around.math, a, b, c);
    // an index as a number is the index
    if (name === "number" && expression.level === ATOM) this.#known[result] = expression;
    else this.#define(result, expression);
  }

  #widthOf(value: Value): number {
    return this.#waiting[value]?.text.length ?? 0;
  }

  /** Makes room for operands on one line: the longest of those that wait get lines of their own. */
  #narrow(args: readonly Value[]): void {
    let total = 0;
    for (let k = 0; k < args.length; k++) total += this.#widthOf(args[k]);
    while (total > WIDTH) {
      const longest = args.reduce((a, b) => (this.#widthOf(b) > this.#widthOf(a) ? b : a));
      total -= this.#widthOf(longest);
      this.settle(longest);
    }
  }

  #define(value: Value, expression: Expression, hint?: () => string | undefined): void {
    if (this.#uses.counts[value] === 0) return;
    this.#waiting[value] = expression;
    if (!this.#uses.isSingle(value)) {
      this.settle(value, hint?.());
      return;
    }
    if (expression.reads.length > 0) this.#watch(value, expression);
  }

  #watch(value: Value, {reads}: Expression): void {
    for (const place of reads) {
      const readers = this.#readers.get(place);
      if (readers) readers.push(value);
      else this.#readers.set(place, [value]);
    }
  }

  #load({result, array, index}: LoadOp): void {
    const {places, at} = this.#around;
    const place = places[array];
    const isAddress = this.#program.types[index] === "i32";
    const position = this.take(index);
    const expression = readPlace(place, array, position, isAddress ? undefined : at);
    if (isAddress && place.isNumber) this.#known[result] = expression;
    else this.#define(result, expression, () => toHint(place.name, position.text));
  }

  #store({array, index, value, where}: StoreOp): void {
    if (array === OUTPUT && this.#around.gathersAnswer) {
      this.answer.set(Number(this.take(index).text), value);
      return;
    }
    const target = `${this.#around.places[array].name}[${this.take(index).text}]`;
    const text = assign(target, this.take(value));
    const condition = where === undefined ? "" : `if (${this.take(where).text}) `;
    this.#flush(array);
    this.line(condition + text);
  }

  /** Before a place changes: whoever waits and reads it is computed. */
  #flush(place: number): void {
    const readers = this.#readers.get(place);
    if (!readers) return;
    this.#readers.delete(place);
    for (const value of readers) this.settle(value);
  }

  /** A carried value is a place too, after all arrays. */
  #placeOf(within: Value): number {
    return this.#program.arrays.length + within;
  }

  #begin({carries}: ForOp | WhileOp): void {
    for (const {start, within, result} of carries) {
      const text = this.take(start).text;
      const name = this.#around.names.number("c");
      this.line(`let ${name} = ${text};`);
      this.#known[within] = atom(name, [this.#placeOf(within)]);
      this.#known[result] = atom(name);
    }
  }

  #for(op: ForOp): void {
    const {names} = this.#around;
    this.#flushWrites(op);
    this.#begin(op);
    const from = this.take(op.from);
    if (this.#waiting[op.to]) this.settle(op.to);
    const to = this.take(op.to);
    const mark = names.mark();
    const name = names.index();
    const range = [from.range?.[0] ?? -2147483648, (to.range?.[1] ?? 2147483647) - 1] as const;
    this.#known[op.index] = atom(name, undefined, range);
    const next = op.step === 1 ? `${name}++` : `${name} += ${op.step}`;
    this.#block(`for (let ${name} = ${from.text}; ${name} < ${wrap(to, UNARY)}; ${next}) {`, () => {
      this.region(op.body);
      this.#assign(op);
    });
    names.release(mark);
  }

  #while(op: WhileOp): void {
    const {names} = this.#around;
    this.#flushWrites(op);
    this.#begin(op);
    const mark = names.mark();
    const passes = names.claim("pass");
    this.#block(`for (let ${passes} = 0; ; ${passes}++) {`, () => {
      this.region(op.test);
      this.line(`if (!${wrap(this.take(op.going), UNARY + 1)}) break;`);
      this.#giveUp(op, passes);
      this.region(op.body);
      this.#assign(op);
    });
    names.release(mark);
  }

  #giveUp({carries, limit}: WhileOp, passes: string): void {
    const lost = carries
      .filter(({within}) => this.#program.types[within] === "f64")
      .map(({within}) => `${this.take(within).text} = `);
    this.#block(`if (${passes} === ${limit}) {`, () => {
      if (lost.length > 0) this.line(`${lost.join("")}NaN;`);
      this.line("break;");
    });
  }

  #block(head: string, work: () => void): void {
    this.line(head);
    const outer = this.#indent;
    const mark = this.#around.names.mark();
    this.#indent += "  ";
    work();
    this.#indent = outer;
    this.#around.names.release(mark);
    this.line("}");
  }

  #flushWrites(op: Op): void {
    const changed = new Set<ArrayId>();
    findWrites(op, changed);
    for (const array of changed) this.#flush(array);
  }

  /** The carried values of the next pass: all at once in meaning, so one that others still read goes last. */
  #assign({carries}: ForOp | WhileOp): void {
    const changing = carries.filter(({within, next}) => within !== next);
    const assignments = changing.map(({within, next}) => ({
      place: this.#placeOf(within),
      name: this.take(within).text,
      next: this.take(next)
    }));
    for (const {place} of assignments) this.#flush(place);
    for (const {name, next} of order(assignments, (value) => this.#save(value)))
      this.line(assign(name, next));
  }

  #save({text}: Expression): Expression {
    const name = this.#around.names.number("v");
    this.line(`const ${name} = ${text};`);
    return atom(name);
  }
}

function findWrites(op: Op, into: Set<ArrayId>): void {
  if (op.kind === "store") into.add(op.array);
  if (op.kind === "for") op.body.ops.forEach((inner) => findWrites(inner, into));
  if (op.kind !== "while") return;
  for (const {ops} of [op.test, op.body]) ops.forEach((inner) => findWrites(inner, into));
}

/** u[0] may be called u0, and y[i] y_i. */
function toHint(array: string, index: string): string | undefined {
  if (!/^\w+$/.test(index)) return undefined;
  return /^\d+$/.test(index) && !/\d$/.test(array) ? array + index : `${array}_${index}`;
}
