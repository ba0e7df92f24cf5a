// The first half of reverse mode: the program itself, leaving behind what going back needs. A loop's pass is
// computed once more on the way back, from what its carries were at the beginning of the pass; that is
// taped. Arrays are read again as the program left them; what was overwritten since is taped too. Tapes that
// nothing reads in the end are left out as dead code.
import {
  OUTPUT,
  type ArrayId,
  type Carry,
  type ForOp,
  type LoadOp,
  type Op,
  type Region,
  type StoreOp,
  type Value
} from "../ir.ts";
import type {Copy} from "./copy.ts";
import type {MemoryFacts} from "./memory.ts";

/** What becomes of the answer's own stores. */
export type AnswerStore = (op: StoreOp) => void;

export class Recorder {
  #copy: Copy;
  #facts: MemoryFacts;
  #storeAnswer: AnswerStore;
  #carryTapes = new Map<Carry, ArrayId>();
  #loadTapes = new Map<LoadOp, ArrayId>();
  /** the source's loops around what is being written. */
  #around: ForOp[] = [];
  #isReplay = false;

  constructor(copy: Copy, facts: MemoryFacts, storeAnswer: AnswerStore) {
    this.#copy = copy;
    this.#facts = facts;
    this.#storeAnswer = storeAnswer;
  }

  /** Writes the whole program. */
  record(): void {
    this.#region(this.#copy.program.body, true);
  }

  /** Writes a pass of a loop again, in a loop that goes back and has set its index; then `work`, inside it. */
  replay<T>(op: ForOp, work: () => T): T {
    const before = this.#isReplay;
    this.#isReplay = true;
    this.#around.push(op);
    for (const carry of op.carries) this.#restore(op, carry);
    this.#region(op.body, true);
    const result = work();
    this.#around.pop();
    this.#isReplay = before;
    return result;
  }

  /** `isNext`: whether the way back comes to this region next, so that its loops write their tapes. */
  #region({ops}: Region, isNext: boolean): void {
    for (const op of ops) this.#op(op, isNext);
  }

  #op(op: Op, isNext: boolean): void {
    switch (op.kind) {
      case "const":
      case "apply":
        return this.#copy.op(op);
      case "load":
        return this.#load(op);
      case "store":
        if (this.#isReplay) return;
        return op.array === OUTPUT ? this.#storeAnswer(op) : this.#copy.op(op);
      case "for":
        return this.#for(op, isNext);
      case "while":
        throw new Error("reverse: a while loop cannot be recorded");
    }
  }

  #for(op: ForOp, isNext: boolean): void {
    this.#copy.for(op, op.carries, [], () => {
      this.#around.push(op);
      if (isNext) for (const carry of op.carries) this.#keep(op, carry);
      this.#region(op.body, false);
      this.#around.pop();
      return [];
    });
  }

  #load(op: LoadOp): void {
    const {builder} = this.#copy;
    if (this.#around.length === 0 || !this.#facts.unstable.has(op)) return this.#copy.op(op);
    const place = this.#place(this.#around);
    const tape = this.#loadTape(op);
    if (this.#isReplay) return this.#copy.set(op.result, builder.load(tape, place));
    this.#copy.op(op);
    builder.store(tape, place, this.#copy.of(op.result));
  }

  #loadTape(op: LoadOp): ArrayId {
    const made = this.#loadTapes.get(op);
    if (made !== undefined) return made;
    const size = this.#around.reduce((product, {trips}) => product * trips, 1);
    const {name} = this.#copy.program.arrays[op.array];
    const tape = this.#copy.builder.array(`${name} tape`, "local", size);
    this.#loadTapes.set(op, tape);
    return tape;
  }

  #keep(op: ForOp, carry: Carry): void {
    const {builder, write, program} = this.#copy;
    const within = this.#copy.of(carry.within);
    const isBool = program.types[carry.within] === "bool";
    const value = isBool ? write.select(within, write.number(1), write.number(0)) : within;
    const tape = this.#carryTapes.get(carry) ?? builder.array("tape", "local", op.trips);
    this.#carryTapes.set(carry, tape);
    builder.store(tape, this.#place([op]), value);
  }

  #restore(op: ForOp, carry: Carry): void {
    const {builder, write, program} = this.#copy;
    const value = builder.load(this.#carryTapes.get(carry)!, this.#place([op]));
    const isBool = program.types[carry.within] === "bool";
    this.#copy.set(carry.within, isBool ? write.apply("ne", value, write.number(0)) : value);
  }

  /** The place of the current pass among all passes of these loops. */
  #place(loops: readonly ForOp[]): Value {
    const {write} = this.#copy;
    let place: Value | undefined;
    for (const {index, from, step, trips} of loops) {
      const way = write.index("isub", this.#copy.of(index), this.#copy.of(from));
      const pass = write.index("idiv", way, write.integer(step));
      place =
        place === undefined
          ? pass
          : write.index("iadd", write.index("imul", place, write.integer(trips)), pass);
    }
    return place!;
  }
}
