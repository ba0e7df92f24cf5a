// Follows a program's addresses without inputs: they are made of loop indices and constants only, so that
// every place that a loop reads or writes is known. What else there is to know is up to the follower.
import {
  regionsOf,
  type ApplyOp,
  type Carry,
  type ForOp,
  type LoadOp,
  type Op,
  type Program,
  type Region,
  type StoreOp,
  type Value,
  type WhileOp
} from "../ir.ts";
import {OPS} from "../ops.ts";

export type Loop = ForOp | WhileOp;

export interface Follower {
  /** whether an op that makes no address matters; loops matter where something in them does. */
  wants: (op: ApplyOp | LoadOp | StoreOp) => boolean;
  /** whether a loop matters for what it carries. */
  wantsCarry?: (carry: Carry) => boolean;
  apply?: (op: ApplyOp) => void;
  /** `place` is undefined where an index is f64 and may be anything. */
  load: (op: LoadOp, place: number | undefined) => void;
  store: (op: StoreOp, place: number | undefined) => void;
  /** before the first pass, after each and after the last one. */
  enter?: (op: Loop) => void;
  pass?: (op: Loop) => void;
  leave?: (op: Loop) => void;
  /** whether one more pass of a while loop may add something; without it a while loop ends the walk. */
  isUnsettled?: (op: WhileOp) => boolean;
}

/** More steps than this are not followed. */
const MOST_STEPS = 1_000_000;

/** Whether the walk came to its end. */
export function walk(program: Program, follower: Follower): boolean {
  return new Walk(program, follower).region(program.body);
}

class Walk {
  #program: Program;
  #follower: Follower;
  /** i32 values as they are now. */
  #integers: number[] = [];
  #steps = 0;
  /** regions without what matters to nobody. */
  #short = new Map<Region, Op[]>();

  constructor(program: Program, follower: Follower) {
    this.#program = program;
    this.#follower = follower;
  }

  region(region: Region): boolean {
    const ops = this.#shorten(region);
    this.#steps += ops.length;
    return this.#steps <= MOST_STEPS && ops.every((op) => this.#step(op));
  }

  #shorten(region: Region): Op[] {
    const made = this.#short.get(region);
    if (made) return made;
    const ops = region.ops.filter((op) => this.#isAddress(op) || this.#matters(op));
    this.#short.set(region, ops);
    return ops;
  }

  #isAddress(op: Op): boolean {
    const isMade = op.kind === "const" || op.kind === "apply";
    return isMade && this.#program.types[op.result] === "i32";
  }

  #matters(op: Op): boolean {
    if (op.kind === "const") return false;
    if (op.kind !== "for" && op.kind !== "while") return this.#follower.wants(op);
    if (this.#follower.wantsCarry && op.carries.some(this.#follower.wantsCarry)) return true;
    return regionsOf(op).some((inner) => this.#shorten(inner).some((op) => !this.#isAddress(op)));
  }

  #step(op: Op): boolean {
    const follower = this.#follower;
    switch (op.kind) {
      case "const":
        this.#integers[op.result] = op.value as number;
        return true;
      case "apply":
        if (this.#program.types[op.result] === "i32") this.#compute(op);
        else follower.apply?.(op);
        return true;
      case "load":
        follower.load(op, this.#place(op.index));
        return true;
      case "store":
        follower.store(op, this.#place(op.index));
        return true;
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
    }
  }

  #compute({name, args, result}: ApplyOp): void {
    const evaluate = OPS[name].evaluate as (...args: number[]) => number;
    this.#integers[result] = evaluate(...args.map((arg) => this.#integers[arg]));
  }

  #place(index: Value): number | undefined {
    return this.#program.types[index] === "i32" ? this.#integers[index] : undefined;
  }

  #for(op: ForOp): boolean {
    const end = this.#integers[op.to];
    this.#follower.enter?.(op);
    for (let index = this.#integers[op.from]; index < end; index += op.step) {
      this.#integers[op.index] = index;
      if (!this.region(op.body)) return false;
      this.#follower.pass?.(op);
    }
    this.#follower.leave?.(op);
    return true;
  }

  #while(op: WhileOp): boolean {
    const {isUnsettled} = this.#follower;
    if (!isUnsettled) return false;
    this.#follower.enter?.(op);
    do {
      if (!this.region(op.test) || !this.region(op.body)) return false;
      this.#follower.pass?.(op);
    } while (isUnsettled(op));
    this.#follower.leave?.(op);
    return true;
  }
}
