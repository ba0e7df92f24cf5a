// Which arrays of a program must be cleared when it starts: all whose zeros somebody may see.
import {regionsOf} from "../ir.ts";
import type {ArrayId, ForOp, Op, Program, Region, StoreOp, Value} from "../ir.ts";

/**
 * Local arrays that are read, and the answer, unless stores one by one or whole loops at the top of the program
 * fill them before anything reads them.
 */
export function findUncleared(program: Program): ArrayId[] {
  const filling = new Filling(program);
  filling.see(program.body);
  return program.arrays.flatMap(({role}, array) =>
    filling.isUncleared(array, role === "output") ? [array] : []
  );
}

interface Written {
  isStored: Uint8Array;
  count: number;
}

class Filling {
  readonly #program: Program;
  /** i32 literals. */
  readonly #literals = new Map<Value, number>();
  /** elements that surely have been stored, by array: a Jacobian can have more than a Set takes. */
  readonly #written = new Map<ArrayId, Written>();
  /** local arrays that were read so far, and whether they were full by then. */
  readonly #wasFull = new Map<ArrayId, boolean>();

  constructor(program: Program) {
    this.#program = program;
  }

  isUncleared(array: ArrayId, isAnswer: boolean): boolean {
    if (isAnswer) return !this.#isFull(array) || this.#wasFull.get(array) === false;
    return this.#program.arrays[array].role === "local" && this.#wasFull.get(array) === false;
  }

  #isFull(array: ArrayId): boolean {
    const {size} = this.#program.arrays[array];
    return (this.#written.get(array)?.count ?? 0) === size;
  }

  see({ops}: Region): void {
    for (const op of ops) {
      this.#note(op);
      if (op.kind === "store") this.#fill(op, undefined);
      if (op.kind !== "for" && op.kind !== "while") continue;
      this.#look(op);
      if (op.kind === "for") this.#fillAll(op);
    }
  }

  #note(op: Op): void {
    if (op.kind === "const" && this.#program.types[op.result] === "i32")
      this.#literals.set(op.result, Number(op.value));
    if (op.kind === "load" && !this.#wasFull.has(op.array))
      this.#wasFull.set(op.array, this.#isFull(op.array));
  }

  /** Whatever a loop reads, it may read before it writes. */
  #look(op: Op): void {
    this.#note(op);
    for (const {ops} of regionsOf(op)) for (const inner of ops) this.#look(inner);
  }

  #fillAll({index, from, to, step, body}: ForOp): void {
    const [start, end] = [this.#literals.get(from), this.#literals.get(to)];
    if (start === undefined || end === undefined) return;
    const offsets = this.#findOffsets(index, body);
    for (const op of body.ops) {
      const offset = op.kind === "store" ? offsets.get(op.index) : undefined;
      if (offset === undefined) continue;
      for (let place = start; place < end; place += step) this.#fill(op as StoreOp, place + offset);
    }
  }

  /** Addresses in a loop's body that are the index and a literal more. */
  #findOffsets(index: Value, {ops}: Region): ReadonlyMap<Value, number> {
    const offsets = new Map([[index, 0]]);
    for (const op of ops) {
      if (op.kind !== "apply" || op.name !== "iadd") continue;
      for (const [base, more] of [op.args, op.args.toReversed()]) {
        const [offset, literal] = [offsets.get(base), this.#literals.get(more)];
        if (offset !== undefined && literal !== undefined) offsets.set(op.result, offset + literal);
      }
    }
    return offsets;
  }

  #fill({array, index, where}: StoreOp, place = this.#literals.get(index)): void {
    if (where !== undefined || place === undefined) return;
    const written = this.#written.get(array) ?? this.#open(array);
    if (written.isStored[place] !== 0) return;
    written.isStored[place] = 1;
    written.count += 1;
  }

  #open(array: ArrayId): Written {
    const isStored = new Uint8Array(this.#program.arrays[array].size);
    const written = {isStored, count: 0};
    this.#written.set(array, written);
    return written;
  }
}
