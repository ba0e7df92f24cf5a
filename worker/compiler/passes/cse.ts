// Common subexpressions: what was computed already, here or in a region around, is not computed again.
import type {ApplyOp, ArrayId, ConstOp, LoadOp, Op, Program, Region, Type, Value} from "../ir.ts";
import {OP_NAMES, OPS, type OpName} from "../ops.ts";
import {Rewriter} from "./rewriter.ts";
import {storedArrays} from "./stores.ts";

const CODE = Object.fromEntries(OP_NAMES.map((name, code) => [name, code])) as Record<
  OpName,
  number
>;
const TYPE_CODE: Record<Type, number> = {f64: 101, i32: 102, bool: 103};

type Pure = ConstOp | ApplyOp | LoadOp;

export function cse(program: Program): Program {
  return new Finder(program).find();
}

class Finder {
  #program: Program;
  #rewriter: Rewriter;
  /** by hash: the last entry of that hash, one up. */
  #heads: Int32Array;
  // by entry: its op, the entry before of the same hash, the hash, the state of the array it was loaded from
  #ops: Pure[] = [];
  #before: number[] = [];
  #hashes: number[] = [];
  #states: number[] = [];
  /** by array: changes with every store that may have changed it. */
  #state: number[];
  #changes = 0;
  #real = new Float64Array(1);
  #words = new Int32Array(this.#real.buffer);

  constructor(program: Program) {
    this.#program = program;
    this.#rewriter = new Rewriter(program);
    this.#heads = new Int32Array(1 << (32 - Math.clz32(program.types.length)));
    this.#state = program.arrays.map(() => 0);
  }

  find(): Program {
    return this.#rewriter.program(this.#region);
  }

  #region = ({ops}: Region): void => {
    const outside = this.#ops.length;
    for (const op of ops) this.#op(op);
    this.#forget(outside);
  };

  #op(op: Op): void {
    const rewriter = this.#rewriter;
    switch (op.kind) {
      case "const":
        return this.#once(op, this.#hashConstant(op), 0);
      case "apply": {
        const ordered = inOrder(rewriter.refreshApply(op));
        return this.#once(ordered, this.#hashApply(ordered), 0);
      }
      case "load": {
        const load = rewriter.refresh(op) as LoadOp;
        const state = this.#state[load.array];
        return this.#once(load, mix(mix(load.array + 201, load.index), state), state);
      }
      case "store":
        this.#change(op.array);
        rewriter.out.push(rewriter.refresh(op));
        return;
      case "for":
      case "while":
        return this.#loop(op);
    }
  }

  /** What a pass stores is there in the next one. After the loop nothing is left of what was loaded in it. */
  #loop(op: Op & {kind: "for" | "while"}): void {
    const rewriter = this.#rewriter;
    for (const array of storedArrays(op)) this.#change(array);
    if (op.kind === "for") {
      rewriter.out.push(rewriter.loop(op, op.carries, this.#region));
      return;
    }
    const outside = this.#ops.length;
    // the body sees what the test computed
    const visit = ({ops}: Region) => ops.forEach((inner) => this.#op(inner));
    rewriter.out.push(rewriter.loop(op, op.carries, visit));
    this.#forget(outside);
  }

  #change(array: ArrayId): void {
    this.#state[array] = this.#changes += 1;
  }

  /** Leaves a region: the entries since then are the first of their hashes. */
  #forget(outside: number): void {
    for (let entry = this.#ops.length - 1; entry >= outside; entry--) {
      this.#heads[this.#hashes[entry]] = this.#before[entry];
    }
    this.#ops.length = this.#before.length = this.#hashes.length = this.#states.length = outside;
  }

  #once(op: Pure, hash: number, state: number): void {
    const slot = hash & (this.#heads.length - 1);
    const head = this.#heads[slot];
    for (let entry = head; entry > 0; entry = this.#before[entry - 1]) {
      const other = this.#ops[entry - 1];
      if (this.#states[entry - 1] === state && this.#isSame(op, other))
        return this.#rewriter.replace(op.result, other.result);
    }
    this.#before.push(head);
    this.#hashes.push(slot);
    this.#states.push(state);
    this.#heads[slot] = this.#ops.push(op);
    this.#rewriter.out.push(op);
  }

  #isSame(a: Pure, b: Pure): boolean {
    if (a.kind === "apply")
      return b.kind === "apply" && a.name === b.name && areSame(a.args, b.args);
    if (a.kind === "load") return b.kind === "load" && a.array === b.array && a.index === b.index;
    const {types} = this.#program;
    return b.kind === "const" && Object.is(a.value, b.value) && types[a.result] === types[b.result];
  }

  #hashConstant({result, value}: ConstOp): number {
    this.#real[0] = Number(value);
    const hash = mix(this.#words[0], this.#words[1]);
    return mix(hash, TYPE_CODE[this.#program.types[result]]);
  }

  #hashApply({name, args}: ApplyOp): number {
    let hash = CODE[name];
    for (const arg of args) hash = mix(hash, arg);
    return hash;
  }
}

/** The smaller value first where the op does not mind. */
function inOrder(op: ApplyOp): ApplyOp {
  const {name, args, result} = op;
  if (!OPS[name].commutes || args[0] <= args[1]) return op;
  return {kind: "apply", result, name, args: [args[1], args[0]]};
}

function areSame(a: readonly Value[], b: readonly Value[]): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

function mix(hash: number, number: number): number {
  hash = Math.imul(hash ^ number, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
