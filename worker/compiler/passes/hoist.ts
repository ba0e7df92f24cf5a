// Loop invariants: what does not depend on a loop is computed once, before it. All ops are pure and none can
// fail, with two exceptions that stay where they are unless they are seen to be safe: a load at an i32 index,
// which no one checks, and i32 division. A loop that never runs would not have made them.
import type {ApplyOp, ArrayId, LoadOp, Op, Program, Region, Value} from "../ir.ts";
import {Ranges} from "./ranges.ts";
import {storedArrays} from "./stores.ts";

export function hoist(program: Program): Program {
  return new Hoister(program).hoist();
}

class Hoister {
  #program: Program;
  #ranges = new Ranges();
  /** by value: in how many loops it is made. */
  #levels: Int32Array;
  /** by level: where its ops go. */
  #lists: Op[][] = [];
  /** by array: the innermost level of the loops around here that write it. */
  #writtenAt: number[];

  constructor(program: Program) {
    this.#program = program;
    this.#levels = new Int32Array(program.types.length);
    this.#writtenAt = program.arrays.map(() => 0);
  }

  hoist(): Program {
    return {...this.#program, body: this.#region(this.#program.body, 0)};
  }

  /** Ops that do not belong to this level go to an outer one, before the loop that is being read. */
  #region({ops}: Region, level: number): Region {
    const list: Op[] = (this.#lists[level] = []);
    for (const op of ops) this.#op(op, level);
    return {ops: list};
  }

  #op(op: Op, level: number): void {
    switch (op.kind) {
      case "const":
        if (typeof op.value === "number" && this.#program.types[op.result] === "i32")
          this.#ranges.constant(op.result, op.value);
        return this.#place(op, op.result, 0);
      case "apply":
        if (this.#program.types[op.result] === "i32") this.#ranges.apply(op);
        return this.#place(op, op.result, this.#levelOfApply(op, level));
      case "load":
        return this.#place(op, op.result, this.#levelOfLoad(op, level));
      case "store":
        this.#lists[level].push(op);
        return;
      default:
        return this.#loop(op, level);
    }
  }

  #place(op: Op, result: Value, level: number): void {
    this.#levels[result] = level;
    this.#lists[level].push(op);
  }

  #levelOfApply({name, args}: ApplyOp, level: number): number {
    const isDivision = name === "idiv" || name === "irem";
    if (isDivision && this.#ranges.least(args[1]) < 1) return level;
    let outer = 0;
    for (const arg of args) outer = Math.max(outer, this.#levels[arg]);
    return outer;
  }

  #levelOfLoad({array, index}: LoadOp, level: number): number {
    const {types, arrays} = this.#program;
    const isSafe =
      types[index] === "f64" || this.#ranges.isWithin(index, 0, arrays[array].size - 1);
    return isSafe ? Math.max(this.#levels[index], this.#writtenAt[array]) : level;
  }

  #loop(op: Op & {kind: "for" | "while"}, level: number): void {
    const inner = level + 1;
    for (const {within} of op.carries) this.#levels[within] = inner;
    for (const {result} of op.carries) this.#levels[result] = level;
    const before = this.#enter(storedArrays(op), inner);
    if (op.kind === "for") {
      this.#levels[op.index] = inner;
      this.#ranges.index(op);
      const body = this.#region(op.body, inner);
      this.#lists[level].push({...op, body});
    } else {
      const test = this.#region(op.test, inner);
      const body = this.#region(op.body, inner);
      this.#lists[level].push({...op, test, body});
    }
    for (const [array, outer] of before) this.#writtenAt[array] = outer;
  }

  #enter(stored: ReadonlySet<ArrayId>, level: number): [ArrayId, number][] {
    return [...stored].map((array) => {
      const outer = this.#writtenAt[array];
      this.#writtenAt[array] = level;
      return [array, outer];
    });
  }
}
