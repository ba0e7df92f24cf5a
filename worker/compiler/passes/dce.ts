// Dead code: what neither the answer nor anything that reaches it reads is left out. A local array that
// nothing uses any more keeps its number and has the size 0.
import {
  OUTPUT,
  regionsOf,
  type ArrayId,
  type Carry,
  type ForOp,
  type Op,
  type Program,
  type Region,
  type StoreOp,
  type Value,
  type WhileOp
} from "../ir.ts";

type Loop = ForOp | WhileOp;

export function dce(program: Program): Program {
  const living = new Living(program);
  const body = sweep(program.body, living);
  const arrays = program.arrays.map((array, id) =>
    array.role === "local" && !living.arrays[id] && array.size > 0 ? {...array, size: 0} : array
  );
  return {...program, arrays, body};
}

/** What the answer needs, found by going back from the stores that make it. */
class Living {
  /** by value: whether it is needed. */
  readonly values: Uint8Array;
  /** by array: whether it is read. */
  readonly arrays: Uint8Array;
  readonly loops = new Set<Loop>();
  /** by value: the op that makes it, a loop for what it carries. */
  #makers: (Op | undefined)[];
  #carries: (Carry | undefined)[];
  /** by value: the loop directly around the op that makes it. */
  #around: (Loop | undefined)[];
  #stores: {op: StoreOp; around: Loop | undefined}[][];
  #outer = new Map<Loop, Loop | undefined>();
  #waiting: Value[] = [];

  constructor({types, arrays, body}: Program) {
    const count = types.length;
    this.values = new Uint8Array(count);
    this.arrays = new Uint8Array(arrays.length);
    this.#makers = Array<Op | undefined>(count);
    this.#carries = Array<Carry | undefined>(count);
    this.#around = Array<Loop | undefined>(count);
    this.#stores = arrays.map(() => []);
    this.#survey(body, undefined);
    this.#needArray(OUTPUT);
    for (let value = this.#waiting.pop(); value !== undefined; value = this.#waiting.pop())
      this.#follow(value);
  }

  #survey({ops}: Region, around: Loop | undefined): void {
    for (const op of ops) {
      if (op.kind === "store") this.#stores[op.array].push({op, around});
      else if (op.kind === "for" || op.kind === "while") this.#surveyLoop(op, around);
      else this.#made(op.result, op, around);
    }
  }

  #surveyLoop(op: Loop, around: Loop | undefined): void {
    this.#outer.set(op, around);
    if (op.kind === "for") this.#made(op.index, op, op);
    for (const carry of op.carries) {
      for (const value of [carry.within, carry.result]) {
        this.#made(value, op, op);
        this.#carries[value] = carry;
      }
    }
    for (const region of regionsOf(op)) this.#survey(region, op);
  }

  #made(value: Value, op: Op, around: Loop | undefined): void {
    this.#makers[value] = op;
    this.#around[value] = around;
  }

  #need(value: Value): void {
    if (this.values[value]) return;
    this.values[value] = 1;
    this.#waiting.push(value);
  }

  #needArray(array: ArrayId): void {
    if (this.arrays[array]) return;
    this.arrays[array] = 1;
    for (const {op, around} of this.#stores[array]) {
      this.#need(op.index);
      this.#need(op.value);
      if (op.where !== undefined) this.#need(op.where);
      this.#needLoop(around);
    }
  }

  #needLoop(loop: Loop | undefined): void {
    if (!loop || this.loops.has(loop)) return;
    this.loops.add(loop);
    if (loop.kind === "for") {
      this.#need(loop.from);
      this.#need(loop.to);
    } else {
      this.#need(loop.going);
    }
    this.#needLoop(this.#outer.get(loop));
  }

  #follow(value: Value): void {
    const op = this.#makers[value];
    this.#needLoop(this.#around[value]);
    if (op?.kind === "apply") for (const arg of op.args) this.#need(arg);
    if (op?.kind === "load") {
      this.#need(op.index);
      this.#needArray(op.array);
    }
    const carry = this.#carries[value];
    if (!carry) return;
    // within and result go together, so that a carry is kept or left out as a whole
    this.#need(carry.start);
    this.#need(carry.next);
    this.#need(carry.within);
    this.#need(carry.result);
  }
}

function sweep({ops}: Region, living: Living): Region {
  const kept: Op[] = [];
  for (const op of ops) {
    if (op.kind === "store") {
      if (living.arrays[op.array]) kept.push(op);
    } else if (op.kind === "for" || op.kind === "while") {
      if (living.loops.has(op)) kept.push(sweepLoop(op, living));
    } else if (living.values[op.result]) {
      kept.push(op);
    }
  }
  return {ops: kept};
}

function sweepLoop(op: Loop, living: Living): Loop {
  const carries = op.carries.filter(({result}) => living.values[result]);
  const body = sweep(op.body, living);
  return op.kind === "for"
    ? {...op, carries, body}
    : {...op, carries, test: sweep(op.test, living), body};
}
