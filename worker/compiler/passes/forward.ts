// Memory at constant places: a load of what was stored is the stored value, and a store that another
// one covers before anyone looks is left out.
import type {ArrayId, LoadOp, Op, Program, Region, StoreOp, Value} from "../ir.ts";
import {Rewriter} from "./rewriter.ts";
import {storesIn} from "./stores.ts";

export function forward(program: Program): Program {
  return new Forwarder(program).forward();
}

const UNKNOWN = -1;
/** Nothing has been stored in a local array: the element is 0. */
const ZERO = -2;

/** What is known of an array at the place that is being read. */
interface Contents {
  /** by element: the value stored there. */
  values: Map<number, Value>;
  /** of the elements that are not among the values. */
  others: typeof UNKNOWN | typeof ZERO;
  /** by element: the stores that no one has looked at, as places in the ops of a region. */
  unseen: Map<number, {ops: (Op | undefined)[]; at: number[]}>;
}

class Forwarder {
  #program: Program;
  #rewriter: Rewriter;
  /** by value: the number that an i32 constant is. */
  #places: (number | undefined)[] = [];
  #contents: Contents[];

  constructor(program: Program) {
    this.#program = program;
    this.#rewriter = new Rewriter(program);
    this.#contents = program.arrays.map(({role}) => ({
      values: new Map(),
      others: role === "local" ? ZERO : UNKNOWN,
      unseen: new Map()
    }));
  }

  forward(): Program {
    return this.#rewriter.program(this.#region);
  }

  #region = ({ops}: Region): void => {
    for (const op of ops) this.#op(op);
    const out: (Op | undefined)[] = this.#rewriter.out;
    let kept = 0;
    for (const op of out) if (op) out[kept++] = op;
    out.length = kept;
  };

  #op(op: Op): void {
    const rewriter = this.#rewriter;
    if (op.kind === "load") return this.#load(rewriter.refresh(op) as LoadOp);
    if (op.kind === "store") return this.#store(rewriter.refresh(op) as StoreOp);
    if (op.kind === "for" || op.kind === "while") return this.#loop(op);
    if (op.kind === "const" && this.#program.types[op.result] === "i32")
      this.#places[op.result] = op.value as number;
    rewriter.out.push(rewriter.refresh(op));
  }

  #load(op: LoadOp): void {
    const {values, others, unseen} = this.#contents[op.array];
    const place = this.#places[op.index];
    const known = place === undefined ? UNKNOWN : (values.get(place) ?? others);
    if (known === ZERO) {
      this.#rewriter.out.push({kind: "const", result: op.result, value: 0});
      return;
    }
    if (known !== UNKNOWN) return this.#rewriter.replace(op.result, known);
    if (place === undefined) unseen.clear();
    else unseen.delete(place);
    this.#rewriter.out.push(op);
  }

  #store(op: StoreOp): void {
    const {values, unseen} = this.#contents[op.array];
    const ops: (Op | undefined)[] = this.#rewriter.out;
    const place = this.#places[op.index];
    if (place !== undefined) {
      const before = unseen.get(place);
      const earlier = before?.ops === ops ? before.at : [];
      const isCover = op.where === undefined;
      if (isCover) for (const at of earlier) ops[at] = undefined;
      unseen.set(place, {ops, at: isCover ? [ops.length] : [...earlier, ops.length]});
    }
    this.#forget(op.array, place);
    if (place !== undefined && op.where === undefined) values.set(place, op.value);
    ops.push(op);
  }

  /** What a loop stores is known neither in its passes, which come one after the other, nor after it. */
  #loop(op: Op & {kind: "for" | "while"}): void {
    const stores = storesIn(op);
    const forgetAll = () => {
      for (const {array, index} of stores) this.#forget(array, this.#places[index]);
    };
    forgetAll();
    this.#rewriter.out.push(this.#rewriter.loop(op, op.carries, this.#region));
    forgetAll();
  }

  #forget(array: ArrayId, place: number | undefined): void {
    const contents = this.#contents[array];
    if (place !== undefined) {
      contents.values.set(place, UNKNOWN);
      return;
    }
    contents.values.clear();
    contents.others = UNKNOWN;
  }
}
