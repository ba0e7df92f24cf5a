// The statements of a program: a `let` for each value that is used more than once, a loop for each loop.
import {
  OUTPUT,
  type ArrayId,
  type Carry,
  type ForOp,
  type LoadOp,
  type Program,
  type Region,
  type StoreOp,
  type Value,
  type WhileOp
} from "../ir.ts";
import {commentOn, isFilled, labelOf, nameOf, writeElement} from "./elements.ts";
import {
  atom, call, express, expressPair, literal, toPair, wrap, ATOM, type Expression, type Term
} from "./expressions.ts"; // prettier-ignore
import type {Layout} from "./layout.ts";
import type {Sums} from "./sums.ts";
import type {Uses} from "./uses.ts";

/** Longer expressions get a name. */
const LONG = 56;

export class Body {
  readonly lines: string[] = [];
  /** the library's functions that are called. */
  readonly called = new Set<string>();
  readonly #program: Program;
  readonly #layout: Layout;
  readonly #uses: Uses;
  readonly #sums: Sums;
  /** by value. */
  readonly #terms: Term[] = [];
  #indent = 1;
  #places = 0;
  #whiles = 0;

  constructor(program: Program, layout: Layout, uses: Uses, sums: Sums) {
    this.#program = program;
    this.#layout = layout;
    this.#uses = uses;
    this.#sums = sums;
  }

  write(): void {
    this.#program.arrays.forEach((_, array) => this.#clear(array));
    this.#region(this.#program.body);
  }

  #line(text: string): void {
    this.lines.push(`${"  ".repeat(this.#indent)}${text}`);
  }

  #block(head: string, work: () => void): void {
    this.#line(`${head} {`);
    this.#indent += 1;
    work();
    this.#indent -= 1;
    this.#line("}");
  }

  readonly #note = (name: string): void => void this.called.add(name);

  /** Local arrays begin as zero, and so does what of the answer no store is sure to reach. */
  #clear(array: ArrayId): void {
    const home = this.#layout.homes[array];
    const count = home.size + home.rest;
    if (home.kind === "own") {
      this.#line(`var ${nameOf(this.#program, array)}: array<f32, ${Math.max(count, 1)}>;`);
    } else if (
      home.kind === "scratch" ||
      (array === OUTPUT && !isFilled(this.#program, this.#uses))
    ) {
      const row = home.first === 0 ? "row" : `(row + ${home.first}u)`;
      this.#line(
        `for (var row = 0u; row < ${count}u; row++) { ${home.kind}[${row} * n + point] = 0.0; }`
      );
    }
  }

  #region({ops}: Region): void {
    for (const op of ops) {
      switch (op.kind) {
        case "const":
          this.#constant(op.result, op.value);
          break;
        case "apply":
          if (this.#uses.of[op.result].length > 0)
            this.#define(op.result, this.#apply(op.name, op.args, op.result));
          break;
        case "load":
          if (this.#uses.of[op.result].length > 0) this.#load(op);
          break;
        case "store":
          this.#store(op);
          break;
        case "for":
          this.#for(op);
          break;
        case "while":
          this.#while(op);
      }
    }
  }

  #isPair(value: Value): boolean {
    return this.#sums.values.has(value);
  }

  /** A value as one number, or as a bool. */
  #plain(value: Value): Expression {
    const term = this.#terms[value];
    if (!term.isPair) return term;
    this.#note("joinSum");
    return call("joinSum", term);
  }

  #constant(value: Value, number: number | boolean): void {
    const type = this.#program.types[value];
    const place = this.#layout.literals.get(value);
    if (place !== undefined) this.#set(value, atom(`constants[${place}]`));
    else if (type === "bool") this.#set(value, atom(String(number)));
    else if (this.#uses.of[value].length > 0) this.#set(value, literal(Number(number), type));
  }

  #set(value: Value, {text, level}: Expression, isPair = false): void {
    this.#terms[value] = {text, level, isPair};
  }

  #apply(name: Parameters<typeof express>[0], args: readonly Value[], result: Value): Expression {
    if (this.#isPair(result)) {
      const terms = args.map((arg, position) =>
        name === "select" && position === 0
          ? {...this.#plain(arg), isPair: false}
          : this.#terms[arg]
      );
      return expressPair(name, terms, this.#note);
    }
    const plain = args.map((arg) => this.#plain(arg));
    // Arithmetic on integer literals would be the compiler's, and its overflow an error.
    const isKnown = args.every((arg) => this.#uses.makers[arg]?.kind === "const");
    if (isKnown && this.#program.types[args[0]] === "i32") {
      this.#line(`let fixed${result} = ${plain[0].text};`);
      plain[0] = atom(`fixed${result}`);
    }
    return express(name, plain, this.#note);
  }

  /** Gives a value its text: the expression itself where it is used but once, else a name. */
  #define(value: Value, expression: Expression): void {
    const isPair = this.#isPair(value);
    if (!isPair && this.#uses.isSingle(value) && expression.text.length <= LONG) {
      this.#set(value, expression);
      return;
    }
    this.#line(`let v${value} = ${expression.text};`);
    this.#set(value, atom(`v${value}`), isPair);
  }

  #load({result, array, index}: LoadOp): void {
    const home = this.#layout.homes[array];
    const isPair = this.#isPair(result);
    const read = (at: Expression): string => {
      const whole = writeElement(home, at, false, nameOf(this.#program, array));
      if (home.rest === 0) return whole;
      const sum = `Sum(${whole}, ${writeElement(home, at, true, nameOf(this.#program, array))})`;
      if (!isPair) this.#note("joinSum");
      return isPair ? sum : `joinSum(${sum})`;
    };
    const name = `v${result}`;
    if (this.#program.types[index] === "i32") {
      const text = read(this.#plain(index));
      this.#line(
        `let ${name} = ${text};${commentOn(this.#program, array, home, this.#plain(index))}`
      );
    } else {
      const place = this.#placeOf(index, home.size);
      this.#line(`var ${name} = ${isPair ? "Sum(notANumber(), 0.0)" : "notANumber()"};`);
      this.#line(
        `if (${place} >= 0) { ${name} = ${read(atom(place))}; } // ${labelOf(this.#program, array)}[${this.#plain(index).text}]`
      );
    }
    this.#set(result, atom(name), isPair);
  }

  #placeOf(index: Value, size: number): string {
    this.#note("placeOf");
    const place = `place${++this.#places}`;
    this.#line(`let ${place} = placeOf(${this.#plain(index).text}, ${size});`);
    return place;
  }

  #store({array, index, value, where}: StoreOp): void {
    const home = this.#layout.homes[array];
    const isAnywhere = this.#program.types[index] === "f64";
    const at = isAnywhere ? atom(this.#placeOf(index, home.size)) : this.#plain(index);
    const conditions = [
      ...(where === undefined ? [] : [wrap(this.#plain(where), 1)]),
      ...(isAnywhere ? [`${at.text} >= 0`] : [])
    ];
    const write = (part: string, isRest: boolean) =>
      this.#line(`${writeElement(home, at, isRest, nameOf(this.#program, array))} = ${part};`);
    const work = () => {
      if (home.rest === 0) return write(this.#plain(value).text, false);
      const term = this.#terms[value];
      write(term.isPair ? `${term.text}.value` : term.text, false);
      write(term.isPair ? `${term.text}.rest` : "0.0", true);
    };
    if (conditions.length === 0) work();
    else this.#block(`if (${conditions.join(" && ")})`, work);
  }

  #start({start, within, result}: Carry): void {
    const isPair = this.#isPair(within);
    const type = {f64: "f32", i32: "i32", bool: "bool"}[this.#program.types[within]];
    const text = isPair ? toPair(this.#terms[start]).text : this.#plain(start).text;
    this.#line(`var v${within}: ${isPair ? "Sum" : type} = ${text};`);
    this.#set(within, atom(`v${within}`), isPair);
    this.#set(result, atom(`v${within}`), isPair);
  }

  /** The next values, all at once: one may be made of what another was. */
  #move(carries: readonly Carry[]): void {
    const moves = carries
      .filter(({within, next}) => within !== next)
      .map(({within, next}) => {
        const isPair = this.#isPair(within);
        const {text} = isPair ? toPair(this.#terms[next]) : this.#plain(next);
        return {name: `v${within}`, text};
      });
    moves.forEach((move, k) => {
      const words = new Set(move.text.match(/\w+/g));
      if (!moves.slice(0, k).some(({name}) => words.has(name))) return;
      this.#line(`let ${move.name}next = ${move.text};`);
      move.text = `${move.name}next`;
    });
    for (const {name, text} of moves) this.#line(`${name} = ${text};`);
  }

  #for({index, from, to, step, carries, body}: ForOp): void {
    for (const carry of carries) this.#start(carry);
    const name = `k${index}`;
    this.#set(index, atom(name));
    const bound = this.#plain(to);
    let end = bound.text;
    if (bound.level < ATOM) {
      this.#line(`let ${name}end = ${end};`);
      end = `${name}end`;
    }
    const next = step === 1 ? `${name}++` : `${name} += ${step}`;
    this.#block(
      `for (var ${name}: i32 = ${this.#plain(from).text}; ${name} < ${end}; ${next})`,
      () => {
        this.#region(body);
        this.#move(carries);
      }
    );
  }

  #while({carries, test, going, body, limit}: WhileOp): void {
    for (const carry of carries) this.#start(carry);
    const count = `passes${++this.#whiles}`;
    this.#block(`for (var ${count} = 0u; ; ${count}++)`, () => {
      this.#region(test);
      this.#line(`if (!${wrap(this.#plain(going), ATOM)}) { break; }`);
      this.#block(`if (${count} == ${limit}u)`, () => {
        for (const {within} of carries) {
          if (this.#program.types[within] !== "f64") continue;
          const none = this.#isPair(within) ? "Sum(notANumber(), 0.0)" : "notANumber()";
          this.#line(`v${within} = ${none};`);
        }
        this.#line("break;");
      });
      this.#region(body);
      this.#move(carries);
    });
  }
}
