// What flows where, without running the program: which directions of the parameters a value may move
// with, and which values move the answer. Loops are gone through until nothing is added.
import {
  OUTPUT,
  regionsOf,
  type ApplyOp,
  type ArrayId,
  type Carry,
  type Op,
  type Program,
  type Region,
  type Value
} from "../ir.ts";
import {differentiable} from "./rules.ts";

/** Sets of directions as bits. */
export interface Reach {
  values: bigint[];
  arrays: bigint[];
}

/** The directions of an element of a parameter, or of all of them together where the place is not known. */
export type SeedReach = (array: ArrayId, element: number | undefined) => bigint;

/** What each value and array may move with. */
export function reach({types, arrays, body}: Program, seed: SeedReach): Reach {
  const flow: Reach = {
    values: new Array<bigint>(types.length).fill(0n),
    arrays: arrays.map(({role}, array) => (role === "input" ? seed(array, undefined) : 0n))
  };
  const literals = new Map<Value, number>();
  let hasGrown = false;

  const add = (sets: bigint[], place: number, set: bigint): void => {
    const sum = sets[place] | set;
    if (sum === sets[place]) return;
    sets[place] = sum;
    hasGrown = true;
  };
  const visit = (op: Op): void => {
    switch (op.kind) {
      case "const":
        if (typeof op.value === "number") literals.set(op.result, op.value);
        return;
      case "apply":
        return add(flow.values, op.result, reachOfArgs(op, flow.values));
      case "load": {
        const {role, size} = arrays[op.array];
        const place = literals.get(op.index);
        // a place that is none reads as NaN, whatever the inputs are
        if (place !== undefined && !(Number.isInteger(place) && place >= 0 && place < size)) return;
        const set = role === "input" ? seed(op.array, place) : flow.arrays[op.array];
        return add(flow.values, op.result, set);
      }
      case "store":
        return add(flow.arrays, op.array, flow.values[op.value]);
      default:
        for (const {start, within} of op.carries) add(flow.values, within, flow.values[start]);
        for (const inner of regionsOf(op)) inner.ops.forEach(visit);
        for (const {within, next, result} of op.carries) {
          add(flow.values, within, flow.values[next]);
          add(flow.values, result, flow.values[within]);
        }
    }
  };
  do {
    hasGrown = false;
    body.ops.forEach(visit);
  } while (hasGrown && body.ops.some(isLoop));
  return flow;
}

function reachOfArgs({name, args}: ApplyOp, values: readonly bigint[]): bigint {
  let set = 0n;
  for (const k of differentiable(name, args)) set |= values[args[k]];
  return set;
}

function isLoop(op: Op): boolean {
  return op.kind === "for" || op.kind === "while";
}

/** Values and arrays of which the answer is made. */
export interface Use {
  values: boolean[];
  arrays: boolean[];
}

export function findUseful({types, arrays, body}: Program): Use {
  const use: Use = {
    values: new Array<boolean>(types.length).fill(false),
    arrays: arrays.map((_array, id) => id === OUTPUT)
  };
  let hasGrown = false;
  const add = (flags: boolean[], place: number): void => {
    if (flags[place]) return;
    flags[place] = true;
    hasGrown = true;
  };
  const visitRegion = ({ops}: Region): void => {
    for (let k = ops.length - 1; k >= 0; k--) visit(ops[k]);
  };
  const visit = (op: Op): void => {
    switch (op.kind) {
      case "const":
        return;
      case "apply":
        if (!use.values[op.result]) return;
        for (const k of differentiable(op.name, op.args)) add(use.values, op.args[k]);
        return;
      case "load":
        if (use.values[op.result]) add(use.arrays, op.array);
        return;
      case "store":
        if (use.arrays[op.array]) add(use.values, op.value);
        return;
      default:
        for (const {within, next, result} of op.carries) {
          if (use.values[result] || use.values[within]) add(use.values, next);
        }
        for (const inner of [...regionsOf(op)].reverse()) visitRegion(inner);
        for (const {start, within, result} of op.carries) {
          if (use.values[result] || use.values[within]) add(use.values, start);
        }
    }
  };
  do {
    hasGrown = false;
    visitRegion(body);
  } while (hasGrown && body.ops.some(isLoop));
  return use;
}

/** What must be differentiated: it moves with the parameters, and the answer with it. */
export interface Activity {
  value: (value: Value) => boolean;
  carry: (carry: Carry) => boolean;
  array: (array: ArrayId) => boolean;
}

export function findActive(program: Program, by: readonly ArrayId[]): Activity {
  const flow = reach(program, (array) => (by.includes(array) ? 1n : 0n));
  const use = findUseful(program);
  const value = (value: Value) => flow.values[value] !== 0n && use.values[value];
  return {
    value,
    carry: ({within, result}) => value(within) || value(result),
    array: (array) => flow.arrays[array] !== 0n && use.arrays[array]
  };
}
