// Finds what is worth keeping as a pair of f32, a value and what its roundings lost: sums that a loop
// adds up, and what is made of them on the way to the answer. All else is plain f32.
import {
  OUTPUT,
  regionsOf,
  type ApplyOp,
  type ArrayId,
  type Carry,
  type LoadOp,
  type Op,
  type Program,
  type Region,
  type Value
} from "../ir.ts";
import type {Uses} from "./uses.ts";

export interface Sums {
  /** values that are pairs. */
  values: ReadonlySet<Value>;
  /** arrays whose elements are pairs. */
  arrays: ReadonlySet<ArrayId>;
}

/** Operations that pairs go through without losing what they are for. */
const THROUGH: ReadonlySet<string> = new Set(["add", "sub", "neg", "mul", "select"]);

export function findSums(program: Program, uses: Uses): Sums {
  const values = new Set<Value>();
  const carries = new Set<Carry>();
  for (const {carries: carried} of uses.loops) {
    for (const carry of carried) {
      if (program.types[carry.within] !== "f64") continue;
      const chain = findChain(carry, uses);
      if (!chain) continue;
      for (const value of chain.values) values.add(value);
      for (const inner of chain.carries) carries.add(inner);
    }
  }
  for (const {result} of carries) values.add(result);

  const arrays = new Set<ArrayId>();
  for (const {array, index, value} of uses.repeated) {
    if (addsTo(value, array, index, uses)) arrays.add(array);
  }
  spread(program.body, {values, arrays}, findWanted({values, carries, arrays}, uses));
  const isPairStored = uses.of.some((list, value) =>
    list.some((use) => use.kind === "stored" && use.op.array === OUTPUT && values.has(value))
  );
  if (isPairStored) arrays.add(OUTPUT);
  return {values, arrays};
}

/** Whether an operand of the operation may stay a pair. */
function passes({name}: ApplyOp, position: number): boolean {
  return THROUGH.has(name) && !(name === "select" && position === 0);
}

interface Chain {
  values: Set<Value>;
  /** the carry itself, and those of loops inside that add to the same sum. */
  carries: Set<Carry>;
}

/**
 * Follows a carry through its loop: undefined unless a pass only adds to it (or leaves it, or starts it
 * anew, by a choice), inner loops included, and nothing else sees it before the loop's end.
 */
function findChain(carry: Carry, {of}: Uses): Chain | undefined {
  const values = new Set([carry.within]);
  const carries = new Set([carry]);
  let grows = false;
  for (const value of values) {
    for (const use of of[value]) {
      if (use.kind === "next" && carries.has(use.carry)) continue;
      if (use.kind === "start") {
        values.add(use.carry.within).add(use.carry.result);
        carries.add(use.carry);
        continue;
      }
      if (use.kind !== "argument" || !continues(use.op, use.position, value)) return undefined;
      grows ||= use.op.name !== "select";
      values.add(use.op.result);
    }
  }
  return grows && [...carries].every(({next}) => values.has(next)) ? {values, carries} : undefined;
}

function continues({name, args}: ApplyOp, position: number, value: Value): boolean {
  if (name === "add") return args[0] !== args[1];
  if (name === "sub") return position === 0 && args[1] !== value;
  return name === "select" && position > 0;
}

/** Whether a value is the array's element at the index, with something added. */
function addsTo(value: Value, array: ArrayId, index: Value, uses: Uses): boolean {
  const terms = new Set([value]);
  for (const term of terms) {
    const maker = uses.makers[term];
    if (maker?.kind === "load" && maker.array === array && isSame(maker.index, index, uses))
      return term !== value;
    if (maker?.kind === "apply" && (maker.name === "add" || maker.name === "sub"))
      for (const arg of maker.args) terms.add(arg);
  }
  return false;
}

function isSame(a: Value, b: Value, {makers}: Uses): boolean {
  const [one, other] = [makers[a], makers[b]];
  return a === b || (one?.kind === "const" && other?.kind === "const" && one.value === other.value);
}

/** Values that reach the answer, or a sum, through nothing that a pair cannot go through. */
function findWanted(
  {values, carries, arrays}: {values: Set<Value>; carries: Set<Carry>; arrays: Set<ArrayId>},
  {of, makers}: Uses
): ReadonlySet<Value> {
  const wanted = new Set(values);
  of.forEach((list, value) => {
    const isKept = list.some((use) => {
      if (use.kind === "stored") return use.op.array === OUTPUT || arrays.has(use.op.array);
      return (use.kind === "start" || use.kind === "next") && carries.has(use.carry);
    });
    if (isKept) wanted.add(value);
  });
  for (const value of wanted) {
    const maker = makers[value];
    if (maker?.kind !== "apply") continue;
    maker.args.forEach((arg, position) => {
      if (passes(maker, position)) wanted.add(arg);
    });
  }
  return wanted;
}

/** Makes pairs of what is computed from pairs, where it is wanted as such. */
function spread(
  {ops}: Region,
  pairs: {values: Set<Value>; arrays: ReadonlySet<ArrayId>},
  wanted: ReadonlySet<Value>
): void {
  const isPair = (op: Op): op is ApplyOp | LoadOp => {
    if (op.kind === "load") return pairs.arrays.has(op.array);
    if (op.kind !== "apply") return false;
    return op.args.some((arg, position) => passes(op, position) && pairs.values.has(arg));
  };
  for (const op of ops) {
    if (isPair(op) && wanted.has(op.result)) pairs.values.add(op.result);
    for (const inner of regionsOf(op)) spread(inner, pairs, wanted);
  }
}
