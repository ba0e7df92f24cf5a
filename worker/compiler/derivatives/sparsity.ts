// Where a Jacobian can differ from zero, from running the program on sets of columns instead of numbers.
import {OUTPUT, type Program, type WhileOp} from "../ir.ts";
import {toList} from "./bits.ts";
import {findActive, reach} from "./flow.ts";
import {findColumns, type Columns} from "./parameters.ts";
import {differentiable} from "./rules.ts";
import {walk} from "./walk.ts";

/** Places of a matrix, row by row. */
export interface Sparsity {
  rows: Int32Array;
  columns: Int32Array;
}

export function sparsity(program: Program, by?: string | readonly string[]): Sparsity {
  const columns = findColumns(program, by, "model.sparsity");
  const sets = findDependence(program, columns);
  const places = sets.flatMap((set, row) => toList(set).map((column) => [row, column]));
  return {
    rows: Int32Array.from(places, ([row]) => row),
    columns: Int32Array.from(places, ([, column]) => column)
  };
}

/** For each output the columns it can move with, as bits. */
export function findDependence(program: Program, {params, first}: Columns): bigint[] {
  const {arrays, types} = program;
  const activity = findActive(program, [...first.keys()]);
  const values = new Array<bigint>(types.length).fill(0n);
  const memory = arrays.map(({size}) => new Array<bigint>(size).fill(0n));
  for (const {array, size} of params) {
    for (let k = 0; k < size; k++) memory[array][k] = 1n << BigInt(first.get(array)! + k);
  }
  /** while loops around: their passes may not happen, so that what was there before stays possible. */
  let doubts = 0;
  let growth = 0;
  const seen = new Map<WhileOp, number>();
  const keep = (sets: bigint[], place: number, set: bigint): void => {
    const sum = sets[place] | set;
    if (sum !== sets[place]) growth += 1;
    sets[place] = sum;
  };

  const isAtEnd = walk(program, {
    wants: (op) => (op.kind === "store" ? activity.array(op.array) : activity.value(op.result)),
    wantsCarry: activity.carry,
    apply({name, args, result}) {
      let set = 0n;
      for (const k of differentiable(name, args)) set |= values[args[k]];
      values[result] = set;
    },
    load({array, result}, place) {
      values[result] = place === undefined ? union(memory[array]) : memory[array][place];
    },
    store({array, value, where}, place) {
      const sets = memory[array];
      if (place === undefined) sets.forEach((_set, k) => keep(sets, k, values[value]));
      else if (where !== undefined || doubts > 0) keep(sets, place, values[value]);
      else sets[place] = values[value];
    },
    enter(op) {
      if (op.kind === "while") {
        doubts += 1;
        seen.delete(op);
      }
      for (const {start, within} of op.carries) values[within] = values[start];
    },
    pass({kind, carries}) {
      const next = carries.map((carry) => values[carry.next]);
      carries.forEach(({within}, k) => {
        if (kind === "while") keep(values, within, next[k]);
        else values[within] = next[k];
      });
    },
    leave(op) {
      if (op.kind === "while") doubts -= 1;
      for (const {within, result} of op.carries) values[result] = values[within];
    },
    isUnsettled(op) {
      const isUnsettled = seen.get(op) !== growth;
      seen.set(op, growth);
      return isUnsettled;
    }
  });
  return isAtEnd ? memory[OUTPUT] : assumeWorst(program, {params, first});
}

function union(sets: readonly bigint[]): bigint {
  return sets.reduce((sum, set) => sum | set, 0n);
}

/** Every output moves with all that the answer as a whole can move with. */
function assumeWorst(program: Program, {first}: Pick<Columns, "params" | "first">): bigint[] {
  const sizes = program.arrays.map(({size}) => size);
  const {arrays} = reach(program, (array, element) => {
    const start = first.get(array);
    if (start === undefined) return 0n;
    if (element !== undefined) return 1n << BigInt(start + element);
    return ((1n << BigInt(sizes[array])) - 1n) << BigInt(start);
  });
  return new Array<bigint>(sizes[OUTPUT]).fill(arrays[OUTPUT]);
}
