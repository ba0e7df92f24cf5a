// Copies a program op by op into a new one with the same parameters, so that whoever differentiates can
// write between the ops. What an op of the source became is found by its value.
import {Builder} from "../build.ts";
import {
  OUTPUT,
  type ApplyOp,
  type ArrayId,
  type Carry,
  type ConstOp,
  type ForOp,
  type LoadOp,
  type Model,
  type Program,
  type StoreOp,
  type Value,
  type WhileOp
} from "../ir.ts";
import {Writer} from "./writer.ts";

export type PlainOp = ConstOp | ApplyOp | LoadOp | StoreOp;

export interface Answer {
  name: string;
  outputs: number;
  isScalar?: boolean;
}

export class Copy {
  readonly program: Program;
  readonly builder: Builder;
  readonly write: Writer;
  /** data of the new program's constant arrays. */
  readonly constants = new Map<ArrayId, Float64Array>();
  readonly #values: Value[] = [];
  readonly #arrays: ArrayId[] = [OUTPUT];

  constructor({program, constants}: Model, {name, outputs, isScalar}: Answer) {
    this.program = program;
    this.builder = new Builder(name, outputs, isScalar);
    this.write = new Writer(this.builder);
    for (const {name, size, isNumber, array} of program.params) {
      this.#arrays[array] = this.builder.param(name, size, isNumber).array;
    }
    program.arrays.forEach(({name, role, size}, array) => {
      if (role !== "constant" && role !== "local") return;
      const copy = (this.#arrays[array] = this.builder.array(name, role, size));
      const data = constants.get(array);
      if (data) this.constants.set(copy, data);
    });
  }

  model(): Model {
    return {program: this.builder.program, constants: this.constants};
  }

  /** What a value of the source is now. */
  of(value: Value): Value {
    return this.#values[value];
  }

  set(value: Value, copy: Value): void {
    this.#values[value] = copy;
  }

  array(array: ArrayId): ArrayId {
    return this.#arrays[array];
  }

  /** The source's answer goes into a local array of the new program. */
  keepAnswer(): ArrayId {
    const {name, size} = this.program.arrays[OUTPUT];
    return (this.#arrays[OUTPUT] = this.builder.array(name, "local", size));
  }

  /** The element that an index of the source is known to be. */
  element(array: ArrayId, index: Value): number | undefined {
    const place = this.write.literalOf(this.of(index));
    const {size} = this.program.arrays[array];
    const isPlace = place !== undefined && Number.isInteger(place) && place >= 0 && place < size;
    return isPlace ? place : undefined;
  }

  op(op: PlainOp): void {
    switch (op.kind) {
      case "const":
        return this.#const(op);
      case "apply":
        return this.set(op.result, this.#apply(op));
      case "load":
        return this.set(op.result, this.builder.load(this.array(op.array), this.of(op.index)));
      case "store": {
        const where = op.where === undefined ? undefined : this.of(op.where);
        this.builder.store(this.array(op.array), this.of(op.index), this.of(op.value), where);
      }
    }
  }

  #const({result, value}: ConstOp): void {
    const copy = this.builder.value(this.program.types[result]);
    this.builder.push({kind: "const", result: copy, value});
    if (typeof value === "number") this.write.note(copy, value);
    this.set(result, copy);
  }

  #apply({name, args}: ApplyOp): Value {
    const copies = args.map((arg) => this.of(arg));
    switch (name) {
      case "iadd":
      case "isub":
      case "imul":
      case "idiv":
        return this.write.index(name, copies[0], copies[1]);
      default:
        return this.write.apply(name, ...copies);
    }
  }

  /** A for loop with some of its carries, and `more` that `body` takes and returns. Gives the results of `more`. */
  for(
    op: ForOp,
    carries: readonly Carry[],
    more: readonly Value[],
    body: (more: readonly Value[]) => readonly Value[]
  ): readonly Value[] {
    const bounds = {from: this.of(op.from), to: this.of(op.to), step: op.step, trips: op.trips};
    const starts = [...carries.map(({start}) => this.of(start)), ...more];
    const results = this.builder.loop(bounds, starts, (index, within) => {
      this.set(op.index, index);
      const rest = this.#bind(carries, "within", within);
      const next = body(rest);
      return [...carries.map((carry) => this.of(carry.next)), ...next];
    });
    return this.#bind(carries, "result", results);
  }

  /** The same for a while loop. */
  while(
    op: WhileOp,
    more: readonly Value[],
    test: (more: readonly Value[]) => void,
    body: (more: readonly Value[]) => readonly Value[]
  ): readonly Value[] {
    const {carries, going, limit} = op;
    const starts = [...carries.map(({start}) => this.of(start)), ...more];
    const results = this.builder.repeat(
      limit,
      starts,
      (within) => {
        test(this.#bind(carries, "within", within));
        return this.of(going);
      },
      (within) => {
        const next = body(within.slice(carries.length));
        return [...carries.map((carry) => this.of(carry.next)), ...next];
      }
    );
    return this.#bind(carries, "result", results);
  }

  /** Gives back the values that are of no carry of the source. */
  #bind(
    carries: readonly Carry[],
    role: "within" | "result",
    values: readonly Value[]
  ): readonly Value[] {
    carries.forEach((carry, k) => this.set(carry[role], values[k]));
    return values.slice(carries.length);
  }
}
