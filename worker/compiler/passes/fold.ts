// Computes what is known while compiling: constants, exact identities, loops of no pass or of one.
import type {
  ApplyOp,
  Carry,
  ForOp,
  LoadOp,
  Op,
  Program,
  Region,
  StoreOp,
  Value,
  WhileOp
} from "../ir.ts";
import {OPS} from "../ops.ts";
import {IDENTITIES, type Surroundings} from "./identities.ts";
import {Rewriter} from "./rewriter.ts";

export function fold(program: Program): Program {
  return new Folder(program).fold();
}

class Folder implements Surroundings {
  #rewriter: Rewriter;
  #program: Program;
  #known: (number | boolean | undefined)[] = [];
  #makers: (ApplyOp | undefined)[] = [];

  constructor(program: Program) {
    this.#program = program;
    this.#rewriter = new Rewriter(program);
  }

  fold(): Program {
    return this.#rewriter.program(this.#region);
  }

  known = (value: Value) => this.#known[value];

  maker = (value: Value) => this.#makers[value];

  integer = (value: number) => this.#remember(this.#rewriter.constant("i32", value), value);

  number = (value: number) => this.#remember(this.#rewriter.constant("f64", value), value);

  #remember(result: Value, value: number | boolean): Value {
    this.#known[result] = value;
    return result;
  }

  #region = ({ops}: Region): void => {
    for (const op of ops) this.#op(op);
  };

  #op(op: Op): void {
    const rewriter = this.#rewriter;
    switch (op.kind) {
      case "const":
        this.#remember(op.result, op.value);
        rewriter.out.push(op);
        return;
      case "apply":
        return this.#apply(rewriter.refreshApply(op));
      case "load":
        return this.#load(rewriter.refresh(op) as LoadOp);
      case "store":
        return this.#store(op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
    }
  }

  #apply(op: ApplyOp): void {
    for (;;) {
      const constant = this.#compute(op);
      if (constant !== undefined) return this.#constant(op.result, constant);
      const simpler = IDENTITIES[op.name]?.(this, op.args[0], op.args[1], op.args[2]);
      if (!simpler) break;
      if ("value" in simpler) return this.#rewriter.replace(op.result, simpler.value);
      if ("constant" in simpler) return this.#constant(op.result, simpler.constant);
      op = {kind: "apply", result: op.result, ...simpler};
    }
    this.#makers[op.result] = op;
    this.#rewriter.out.push(op);
  }

  #constant(result: Value, value: number | boolean): void {
    this.#remember(result, value);
    this.#rewriter.out.push({kind: "const", result, value});
  }

  #compute({name, args}: ApplyOp): number | boolean | undefined {
    const known = this.#known;
    for (const arg of args) if (known[arg] === undefined) return undefined;
    const {evaluate, gives} = OPS[name];
    const result = (evaluate as (...args: unknown[]) => number | boolean)(
      ...args.map((arg) => known[arg])
    );
    // a division by zero has no i32 and is left where it was
    if (gives === "i32" && !Number.isInteger(result)) return undefined;
    return gives === "i32" ? Number(result) | 0 : result;
  }

  /** A known place that may be none: it is one, or reads as NaN. */
  #load(op: LoadOp): void {
    const place = this.#known[op.index];
    const isChecked = this.#program.types[op.index] === "f64";
    if (!isChecked || typeof place !== "number") this.#rewriter.out.push(op);
    else if (Number.isInteger(place) && place >= 0 && place < this.#program.arrays[op.array].size)
      this.#rewriter.out.push({...op, index: this.integer(place)});
    else this.#constant(op.result, NaN);
  }

  #store(op: StoreOp): void {
    const refreshed = this.#rewriter.refresh(op) as StoreOp;
    const {where, ...always} = refreshed;
    const condition = where === undefined ? undefined : this.#known[where];
    if (condition === false) return;
    this.#rewriter.out.push(condition === true ? always : refreshed);
  }

  #for(op: ForOp): void {
    const rewriter = this.#rewriter;
    const from = this.#known[rewriter.find(op.from)];
    const to = this.#known[rewriter.find(op.to)];
    const isKnown = typeof from === "number" && typeof to === "number";
    const passes = isKnown ? Math.max(0, Math.ceil((to - from) / op.step)) : undefined;
    if (passes === 0 || op.trips === 0) return this.#skip(op);
    if (passes === 1) return this.#runOnce(op);
    const carries = this.#mergeCarries(this.#dropConstantCarries(op));
    const trips = passes ?? op.trips;
    rewriter.out.push(rewriter.loop({...op, trips}, carries, this.#region));
  }

  #skip({carries}: ForOp): void {
    const starts = carries.map(({start}) => this.#rewriter.find(start));
    carries.forEach(({result}, k) => this.#rewriter.replace(result, starts[k]));
  }

  #runOnce({index, from, carries, body}: ForOp): void {
    const rewriter = this.#rewriter;
    rewriter.replace(index, rewriter.find(from));
    for (const {within, start} of carries) rewriter.replace(within, rewriter.find(start));
    this.#region(body);
    for (const {result, next} of carries) rewriter.replace(result, rewriter.find(next));
  }

  #while(op: WhileOp): void {
    const carries = this.#mergeCarries(this.#dropConstantCarries(op));
    this.#rewriter.out.push(this.#rewriter.loop(op, carries, this.#region));
  }

  /**
   * A carry that no pass changes is its start, also after the loop: but for the f64 results of a while
   * loop, which are NaN where the loop goes past its limit.
   */
  #dropConstantCarries(op: ForOp | WhileOp): Carry[] {
    const rewriter = this.#rewriter;
    return op.carries.filter(({start, within, next, result}) => {
      if (next !== within && next !== start) return true;
      rewriter.replace(within, rewriter.find(start));
      if (op.kind === "while" && this.#program.types[result] === "f64") return true;
      rewriter.replace(result, rewriter.find(start));
      return false;
    });
  }

  /** Carries that start and go on alike are one. */
  #mergeCarries(carries: readonly Carry[]): Carry[] {
    const rewriter = this.#rewriter;
    const seen = new Map<Value, Carry[]>();
    return carries.filter((carry) => {
      const alike = seen.get(carry.next);
      if (!alike) seen.set(carry.next, [carry]);
      const start = rewriter.find(carry.start);
      const twin = alike?.find((other) => rewriter.find(other.start) === start);
      if (!twin) return alike?.push(carry) ?? true;
      rewriter.replace(carry.within, twin.within);
      rewriter.replace(carry.result, twin.result);
      return false;
    });
  }
}
