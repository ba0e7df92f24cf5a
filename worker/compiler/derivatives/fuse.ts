// Two loops with the same passes become one where the second needs nothing of the first: the value's loop and
// the gradient's, which then share what both compute. Every operation stays, so that no bit changes.
import {
  operandsOf,
  regionsOf,
  type ArrayId,
  type ForOp,
  type Op,
  type Program,
  type Region,
  type Value
} from "../ir.ts";

/** The same program if there is nothing to fuse. */
export function fuse(program: Program): Program {
  const fuser = new Fuser(program);
  const body = fuser.region(program.body);
  return fuser.hasFused ? {...program, types: fuser.types, body} : program;
}

/** What a part of a program takes from around it, and what it does to memory. */
interface Footprint {
  uses: Set<Value>;
  defines: Set<Value>;
  reads: Set<ArrayId>;
  writes: Set<ArrayId>;
}

class Fuser {
  hasFused = false;
  readonly types: Program["types"];
  #arrays: Program["arrays"];
  #literals = new Map<Value, number | boolean>();

  constructor({types, arrays}: Program) {
    this.types = [...types];
    this.#arrays = arrays;
  }

  region({ops}: Region): Region {
    let list = ops.map((op) => this.#inside(op));
    for (let k = 0; k < list.length; k++) {
      if (list[k].kind !== "for") continue;
      for (let later = k + 1; later < list.length; later++) {
        const fused = this.#join(list, k, later);
        if (!fused) continue;
        this.hasFused = true;
        k = fused.findIndex((op) => op.kind === "for" && op.index === (list[k] as ForOp).index);
        later = k;
        list = fused;
      }
    }
    return {ops: list};
  }

  #inside(op: Op): Op {
    if (op.kind === "const") this.#literals.set(op.result, op.value);
    if (op.kind === "for") return {...op, body: this.region(op.body)};
    if (op.kind !== "while") return op;
    return {...op, test: this.region(op.test), body: this.region(op.body)};
  }

  /** The ops with the later loop in the earlier one, if it may be there. */
  #join(ops: readonly Op[], earlier: number, later: number): Op[] | undefined {
    const [first, second] = [ops[earlier], ops[later]];
    if (first.kind !== "for" || second.kind !== "for" || !this.#areAlike(first, second)) return;
    const own = this.#footprintOf([second]);
    const between = ops.slice(earlier + 1, later);
    const past = this.#footprintOf([first, ...between]);
    const isApart =
      isDisjoint(own.writes, past.writes) &&
      isDisjoint(own.writes, past.reads) &&
      isDisjoint(own.reads, past.writes);
    if (!isApart) return;
    const needed = this.#findNeeded(between, own.uses);
    const made = new Set(first.carries.map(({result}) => result));
    const canMove = needed.every(
      (op) => this.#isMovable(op) && operandsOf(op).every((value) => !made.has(value))
    );
    if (!canMove || [...own.uses].some((value) => made.has(value))) return;
    const rest = between.filter((op) => !needed.includes(op));
    return [
      ...ops.slice(0, earlier),
      ...needed,
      this.#merge(first, second),
      ...rest,
      ...ops.slice(later + 1)
    ];
  }

  #areAlike(a: ForOp, b: ForOp): boolean {
    const isSame = (x: Value, y: Value) =>
      x === y || (this.#literals.has(x) && this.#literals.get(x) === this.#literals.get(y));
    return a.step === b.step && a.trips === b.trips && isSame(a.from, b.from) && isSame(a.to, b.to);
  }

  #merge(first: ForOp, second: ForOp): ForOp {
    const zero = this.types.push("i32") - 1;
    const link: Op[] = [
      {kind: "const", result: zero, value: 0},
      {kind: "apply", result: second.index, name: "iadd", args: [first.index, zero]}
    ];
    const carries = [...first.carries, ...second.carries];
    return {...first, carries, body: {ops: [...first.body.ops, ...link, ...second.body.ops]}};
  }

  /** Ops among these from which the values come, in their order. */
  #findNeeded(ops: readonly Op[], uses: ReadonlySet<Value>): Op[] {
    const wanted = new Set(uses);
    const needed: Op[] = [];
    for (let k = ops.length - 1; k >= 0; k--) {
      const {uses, defines} = this.#footprintOf([ops[k]]);
      if (isDisjoint(defines, wanted)) continue;
      needed.unshift(ops[k]);
      for (const value of uses) wanted.add(value);
    }
    return needed;
  }

  #isMovable(op: Op): boolean {
    if (op.kind === "load") return this.#isFixed(op.array);
    return op.kind === "const" || op.kind === "apply";
  }

  #isFixed(array: ArrayId): boolean {
    const {role} = this.#arrays[array];
    return role === "input" || role === "constant";
  }

  #footprintOf(ops: readonly Op[]): Footprint {
    const print: Footprint = {
      uses: new Set(),
      defines: new Set(),
      reads: new Set(),
      writes: new Set()
    };
    const visit = (op: Op): void => {
      for (const value of operandsOf(op)) print.uses.add(value);
      if (op.kind === "load" && !this.#isFixed(op.array)) print.reads.add(op.array);
      if (op.kind === "store") print.writes.add(op.array);
      if (op.kind === "for") print.defines.add(op.index);
      if (op.kind === "for" || op.kind === "while") {
        for (const {within, next, result} of op.carries) {
          print.defines.add(within).add(result);
          print.uses.add(next);
        }
        if (op.kind === "while") print.uses.add(op.going);
      } else if (op.kind !== "store") print.defines.add(op.result);
      for (const inner of regionsOf(op)) inner.ops.forEach(visit);
    };
    ops.forEach(visit);
    for (const value of print.defines) print.uses.delete(value);
    return print;
  }
}

function isDisjoint<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const item of a) if (b.has(item)) return false;
  return true;
}
