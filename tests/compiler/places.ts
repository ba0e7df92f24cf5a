// The addresses of a random program, each with what it can be, so that none is out of range.
import type {Builder} from "../../worker/compiler/build.ts";
import type {Value} from "../../worker/compiler/ir.ts";
import type {OpName} from "../../worker/compiler/ops.ts";
import type {Tape} from "./tape.ts";

/** An i32 and the numbers it can be. */
export interface Place {
  value: Value;
  least: number;
  most: number;
}

/** Addresses larger than this lead nowhere. */
const FAR = 1000;

export class Places {
  #builder: Builder;
  #tape: Tape;
  #known: Place[] = [];

  constructor(builder: Builder, tape: Tape) {
    this.#builder = builder;
    this.#tape = tape;
  }

  add(place: Place): void {
    this.#known.push(place);
  }

  /** Runs `work` and forgets what it added. */
  nested<T>(work: () => T): T {
    const {length} = this.#known;
    const result = work();
    this.#known.length = length;
    return result;
  }

  integer(value: number): Place {
    return {value: this.#builder.integer(value), least: value, most: value};
  }

  any(): Place {
    const {length} = this.#known;
    if (length === 0 || this.#tape.choose(3) === 0) return this.integer(this.#tape.choose(6));
    return this.#known[length - 1 - this.#tape.choose(length)];
  }

  /** The one that is so much further. */
  after({value, least, most}: Place, distance: number): Place {
    if (least === most) return this.integer(least + distance);
    const moved = this.#builder.apply("iadd", value, this.#builder.integer(distance));
    return {value: moved, least: least + distance, most: most + distance};
  }

  /** One that is an element of an array. */
  inside(size: number): Value {
    if (this.#tape.choose(2) === 0) return this.#builder.integer(this.#tape.choose(size));
    const {value, least, most} = this.any();
    if (least >= 0 && most < size) return value;
    if (least < 0) return this.#builder.integer(this.#tape.choose(size));
    return this.#builder.apply("irem", value, this.#builder.integer(size));
  }

  /** One computed from others. */
  compute(): void {
    const [a, b] = [this.any(), this.any()];
    switch (this.#tape.choose(4)) {
      case 0:
        return this.#apply("iadd", a, b, a.least + b.least, a.most + b.most);
      case 1:
        return this.#apply("isub", a, b, a.least - b.most, a.most - b.least);
      case 2: {
        const ends = [a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most];
        return this.#apply("imul", a, b, Math.min(...ends), Math.max(...ends));
      }
      default:
        return this.#divide(a);
    }
  }

  #divide(a: Place): void {
    const divisor = this.integer(1 + this.#tape.choose(4));
    const isQuotient = this.#tape.choose(2) === 0;
    if (a.least < 0) return;
    if (isQuotient) this.#apply("idiv", a, divisor, 0, Math.floor(a.most / divisor.most));
    else this.#apply("irem", a, divisor, 0, Math.min(a.most, divisor.most - 1));
  }

  #apply(name: OpName, a: Place, b: Place, least: number, most: number): void {
    if (Math.max(-least, most) > FAR) return;
    this.add({value: this.#builder.apply(name, a.value, b.value), least, most});
  }
}
