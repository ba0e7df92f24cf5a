// A builder that knows which of its values are literals or negated: derivatives are full of ones and
// signs, and those that change no bit are left out as they are written.
import type {Builder} from "../build.ts";
import type {Value} from "../ir.ts";
import type {OpName} from "../ops.ts";

export class Writer {
  readonly builder: Builder;
  readonly #literals = new Map<Value, number>();
  readonly #negated = new Map<Value, Value>();

  constructor(builder: Builder) {
    this.builder = builder;
  }

  number(value: number): Value {
    const result = this.builder.number(value);
    this.#literals.set(result, value);
    return result;
  }

  integer(value: number): Value {
    const result = this.builder.integer(value);
    this.#literals.set(result, value);
    return result;
  }

  /** The number that a value is known to be. */
  literalOf(value: Value): number | undefined {
    return this.#literals.get(value);
  }

  /** Notes a literal that was written past this writer. */
  note(value: Value, literal: number): void {
    this.#literals.set(value, literal);
  }

  apply(name: OpName, ...args: Value[]): Value {
    return this.builder.apply(name, ...args);
  }

  add(a: Value, b: Value): Value {
    const [minusA, minusB] = [this.#negated.get(a), this.#negated.get(b)];
    if (minusB !== undefined) return this.apply("sub", a, minusB);
    return minusA === undefined ? this.apply("add", a, b) : this.apply("sub", b, minusA);
  }

  sub(a: Value, b: Value): Value {
    return this.apply("sub", a, b);
  }

  /** Signs come out, so that a sum can take them in. */
  mul(a: Value, b: Value): Value {
    if (this.literalOf(a) === 1) return b;
    if (this.literalOf(b) === 1) return a;
    const [plainA, plainB] = [this.#plain(a), this.#plain(b)];
    if (plainA !== a || plainB !== b) {
      const product = this.mul(plainA, plainB);
      return (plainA === a) === (plainB === b) ? product : this.neg(product);
    }
    if (this.literalOf(a) === -1) return this.neg(b);
    if (this.literalOf(b) === -1) return this.neg(a);
    return this.apply("mul", a, b);
  }

  div(a: Value, b: Value): Value {
    if (this.literalOf(b) === 1) return a;
    const plain = this.#plain(a);
    return plain === a ? this.apply("div", a, b) : this.neg(this.apply("div", plain, b));
  }

  #plain(a: Value): Value {
    return this.#negated.get(a) ?? a;
  }

  neg(a: Value): Value {
    const minus = this.#negated.get(a);
    if (minus !== undefined) return minus;
    const literal = this.literalOf(a);
    if (literal !== undefined) return this.number(-literal);
    const result = this.apply("neg", a);
    this.#negated.set(result, a);
    return result;
  }

  select(test: Value, a: Value, b: Value): Value {
    return this.apply("select", test, a, b);
  }

  /** i32 arithmetic on what may be literals. */
  index(name: "iadd" | "isub" | "imul" | "idiv", a: Value, b: Value): Value {
    const [x, y] = [this.literalOf(a), this.literalOf(b)];
    if (x !== undefined && y !== undefined) return this.integer(compute(name, x, y));
    if (name === "imul" && x === 1) return b;
    if ((name === "imul" || name === "idiv") && y === 1) return a;
    if (name === "iadd" && x === 0) return b;
    if ((name === "iadd" || name === "isub") && y === 0) return a;
    return this.apply(name, a, b);
  }
}

function compute(name: "iadd" | "isub" | "imul" | "idiv", a: number, b: number): number {
  switch (name) {
    case "iadd":
      return (a + b) | 0;
    case "isub":
      return (a - b) | 0;
    case "imul":
      return Math.imul(a, b);
    case "idiv":
      return (a / b) | 0;
  }
}
