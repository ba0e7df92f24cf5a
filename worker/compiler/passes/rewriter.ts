// What passes write their program with: regions are rebuilt in order while values may come to stand for others.
// Ops that do not change are shared with the program that was read, which stays as it was.
import {
  type ApplyOp,
  type Carry,
  type ForOp,
  type Op,
  type Program,
  type Region,
  type StoreOp,
  type Type,
  type Value,
  type WhileOp
} from "../ir.ts";
import type {OpName} from "../ops.ts";

export class Rewriter {
  readonly types: Type[];
  /** the ops of the region being written. */
  out: Op[] = [];
  #program: Program;
  /** by value: what stands for it, one up; 0: itself. New values stand for themselves. */
  #stands: Int32Array;

  constructor(program: Program) {
    this.#program = program;
    this.types = program.types.slice();
    this.#stands = new Int32Array(program.types.length);
  }

  /** What a value of the program read is now. */
  find(value: Value): Value {
    return (this.#stands[value] || value + 1) - 1;
  }

  /** From now on `by`, a value of the program written, stands for `value`. */
  replace(value: Value, by: Value): void {
    this.#stands[value] = by + 1;
  }

  value(type: Type): Value {
    return this.types.push(type) - 1;
  }

  constant(type: Type, value: number | boolean): Value {
    const result = this.value(type);
    this.out.push({kind: "const", result, value});
    return result;
  }

  apply(name: OpName, args: readonly Value[], type: Type): Value {
    const result = this.value(type);
    this.out.push({kind: "apply", result, name, args});
    return result;
  }

  /** The op with what its operands are now; the same op where they are the same. */
  refreshApply(op: ApplyOp): ApplyOp {
    const {name, args, result} = op;
    for (let k = 0; k < args.length; k++) {
      if (this.#stands[args[k]])
        return {kind: "apply", result, name, args: args.map((value) => this.find(value))};
    }
    return op;
  }

  /** An op without regions. */
  refresh(op: Exclude<Op, ForOp | WhileOp>): Op {
    if (op.kind === "const") return op;
    if (op.kind === "apply") return this.refreshApply(op);
    if (op.kind === "store") return this.#refreshStore(op);
    const index = this.find(op.index);
    return index === op.index ? op : {...op, index};
  }

  #refreshStore(op: StoreOp): StoreOp {
    const [index, value] = [this.find(op.index), this.find(op.value)];
    const where = op.where === undefined ? undefined : this.find(op.where);
    return index === op.index && value === op.value && where === op.where
      ? op
      : {kind: "store", array: op.array, index, value, ...(where !== undefined && {where})};
  }

  /** The region that `work` writes. */
  region(work: () => void): Region {
    const outer = this.out;
    const ops: Op[] = (this.out = []);
    work();
    this.out = outer;
    return {ops};
  }

  /** A loop whose regions `visit` writes op by op; `carries` may be fewer than the loop has, or new. */
  loop(
    op: ForOp | WhileOp,
    carries: readonly Carry[],
    visit: (region: Region) => void
  ): ForOp | WhileOp {
    const starts = carries.map(({start}) => this.find(start));
    if (op.kind === "for") {
      const [from, to] = [this.find(op.from), this.find(op.to)];
      const body = this.region(() => visit(op.body));
      return {...op, from, to, body, carries: this.#carry(carries, starts)};
    }
    const test = this.region(() => visit(op.test));
    const going = this.find(op.going);
    const body = this.region(() => visit(op.body));
    return {...op, test, going, body, carries: this.#carry(carries, starts)};
  }

  #carry(carries: readonly Carry[], starts: readonly Value[]): Carry[] {
    return carries.map(({within, next, result}, k) => ({
      start: starts[k],
      within,
      next: this.find(next),
      result
    }));
  }

  /** The program that `visit` writes from the body. */
  program(visit: (region: Region) => void): Program {
    const body = this.region(() => visit(this.#program.body));
    return {...this.#program, types: this.types, body};
  }
}
