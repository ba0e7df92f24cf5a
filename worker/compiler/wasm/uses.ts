// Who uses a value, and where: what decides whether it is computed at all, kept in a local, or left on the
// stack for the one op that takes it.
import {operandsOf, regionsOf, writes, type Op, type Program, type Value} from "../ir.ts";
import type {Split} from "./once.ts";

export interface Uses {
  /** how often a value is used, by value; what nobody needs uses nothing. */
  counts: Int32Array;
  /** 1 where a value is used in another region than its own, or made once and used for every point. */
  crosses: Uint8Array;
  /** what defines a value, if it is a const, an apply or a load. */
  definitions: (Op | undefined)[];
  /** 1 for i32 values that are never below zero. */
  isNatural: Uint8Array;
}

export function findUses({types}: Program, {once, perPoint}: Split): Uses {
  const uses: Uses = {
    counts: new Int32Array(types.length),
    crosses: new Uint8Array(types.length),
    definitions: new Array<Op | undefined>(types.length),
    isNatural: new Uint8Array(types.length)
  };
  const homes: Homes = {regions: new Map(), byValue: new Int32Array(types.length).fill(-1)};
  findHomes(once, homes, uses);
  findHomes(perPoint, homes, uses);
  countUses(perPoint, homes, uses);
  countUses(once, homes, uses);
  return uses;
}

/** Whether anybody needs what an op does. */
export function isLive(op: Op, {counts}: Pick<Uses, "counts">): boolean {
  if (op.kind === "store") return true;
  if (op.kind === "for" || op.kind === "while")
    return op.carries.some(({result}) => counts[result] > 0) || writes(op);
  return counts[op.result] > 0;
}

/** Which region defines a value. */
interface Homes {
  /** numbers of the regions, by their ops. */
  regions: Map<readonly Op[], number>;
  byValue: Int32Array;
}

function findHomes(ops: readonly Op[], homes: Homes, uses: Uses): void {
  const {definitions, isNatural} = uses;
  const here = homes.regions.size;
  homes.regions.set(ops, here);
  for (const op of ops) {
    if (op.kind === "const" || op.kind === "apply" || op.kind === "load") {
      homes.byValue[op.result] = here;
      definitions[op.result] = op;
      if (isNeverNegative(op, isNatural)) isNatural[op.result] = 1;
      continue;
    }
    if (op.kind === "for") isNatural[op.index] = isNatural[op.from];
    for (const region of regionsOf(op)) findHomes(region.ops, homes, uses);
  }
}

function isNeverNegative(op: Op, isNatural: Uint8Array): boolean {
  if (op.kind === "const") return typeof op.value === "number" && op.value >= 0;
  if (op.kind !== "apply" || op.name === "isub") return false;
  return op.args.length === 2 && op.args.every((arg) => isNatural[arg] === 1);
}

/** Backwards, so that an op's uses count only where somebody needs its result. */
function countUses(ops: readonly Op[], homes: Homes, uses: Uses): void {
  const here = homes.regions.get(ops) ?? -1;
  for (let k = ops.length - 1; k >= 0; k--) {
    const op = ops[k];
    if (!isLive(op, uses)) continue;
    if (op.kind === "for" || op.kind === "while") {
      const body = homes.regions.get(op.body.ops) ?? -1;
      for (const {next} of op.carries) use(next, body, homes, uses);
      countUses(op.body.ops, homes, uses);
    }
    if (op.kind === "while") {
      use(op.going, homes.regions.get(op.test.ops) ?? -1, homes, uses);
      countUses(op.test.ops, homes, uses);
    }
    for (const value of operandsOf(op)) use(value, here, homes, uses);
  }
}

function use(value: Value, here: number, {byValue}: Homes, {counts, crosses}: Uses): void {
  counts[value] += 1;
  if (byValue[value] !== here) crosses[value] = 1;
}
