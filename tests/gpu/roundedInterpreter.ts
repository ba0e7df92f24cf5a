// Runs a program with each result rounded as one likes: in f64, in f32, or in f32 with errors of the size
// that a GPU's arithmetic may have. What these answers differ by is how well a program is conditioned.
import {OUTPUT, type Carry, type Model, type Op, type Region} from "../../worker/compiler/ir.ts";
import {OPS, type OpName} from "../../worker/compiler/ops.ts";

type Scalar = number | boolean;

/** What becomes of an operation's result, or of a literal or an input where there is no name. */
export type Rounding = (value: number, name?: OpName) => number;

export const exactly: Rounding = (value) => value;

/** Operations that give an f32 exactly where they are given f32. */
const EXACT = new Set<OpName>([
  "rem", "neg", "abs", "floor", "ceil", "trunc", "round", "sign", "min", "max", "select", "number"
]); // prettier-ignore
/** Largest errors of the others, in units in the last place; what is not listed is 1. */
const ULPS: Partial<Record<OpName, number>> = {
  div: 2.5, expm1: 2, log10: 2, tan: 4, asin: 3, acos: 3, atan: 3, atan2: 4, sinh: 3, cosh: 3, tanh: 2,
  asinh: 3, acosh: 4, atanh: 4, cbrt: 2, hypot: 2, erf: 2, erfc: 5, lgamma: 6, digamma: 6, exp: 2, log: 2,
  log1p: 2, log2: 2, pow: 3, sin: 2, cos: 2
}; // prettier-ignore
/** Errors beside roots that are not resolved. */
const ABSOLUTE: Partial<Record<OpName, number>> = {
  sin: 1.2e-7, cos: 1.2e-7, lgamma: 5e-7, digamma: 2.5e-6
}; // prettier-ignore
const LEAST_NORMAL = 2 ** -126;

/** f32 with errors drawn anew for each operation, as a GPU may have them; `random` is in [0, 1). */
export function carelessly(random: () => number): Rounding {
  return (value, name) => {
    let result = Math.fround(value);
    if (Math.abs(result) < LEAST_NORMAL && random() < 0.5) return 0 * result;
    if (name === undefined || EXACT.has(name)) return result;
    const units = (ULPS[name] ?? 1) * (2 * random() - 1);
    result += units * Math.abs(result) * 2 ** -23 + (ABSOLUTE[name] ?? 0) * (2 * random() - 1);
    return Math.fround(result);
  };
}

interface Machine {
  model: Model;
  round: Rounding;
  values: Scalar[];
  memory: Float64Array[];
}

export function interpretRounded(
  model: Model,
  inputs: readonly ArrayLike<number>[],
  round: Rounding
): Float64Array {
  const {program, constants} = model;
  const rounded = (data: ArrayLike<number>) => Float64Array.from(data, (value) => round(value));
  const memory = program.arrays.map(({role, size}, array) =>
    role === "constant" ? rounded(constants.get(array)!) : new Float64Array(size)
  );
  program.params.forEach(({array}, k) => (memory[array] = rounded(inputs[k])));
  runRegion(program.body, {model, round, values: [], memory});
  return memory[OUTPUT];
}

function runRegion({ops}: Region, machine: Machine): void {
  for (const op of ops) run(op, machine);
}

function run(op: Op, machine: Machine): void {
  const {values, memory, round} = machine;
  switch (op.kind) {
    case "const":
      values[op.result] =
        machine.model.program.types[op.result] === "f64" ? round(op.value as number) : op.value;
      return;
    case "apply": {
      const evaluate = OPS[op.name].evaluate as (...args: Scalar[]) => Scalar;
      const result = evaluate(...op.args.map((arg) => values[arg]));
      const isReal = OPS[op.name].gives === "f64";
      values[op.result] = isReal ? round(result as number, op.name) : result;
      return;
    }
    case "load":
      values[op.result] = memory[op.array][values[op.index] as number] ?? NaN;
      return;
    case "store": {
      const index = values[op.index] as number;
      if (op.where !== undefined && values[op.where] !== true) return;
      if (index in memory[op.array]) memory[op.array][index] = values[op.value] as number;
      return;
    }
    case "for": {
      const to = values[op.to] as number;
      move(op.carries, "start", "within", values);
      for (let index = values[op.from] as number; index < to; index += op.step) {
        values[op.index] = index;
        runRegion(op.body, machine);
        move(op.carries, "next", "within", values);
      }
      move(op.carries, "within", "result", values);
      return;
    }
    case "while":
      runWhile(op, machine);
  }
}

function runWhile(op: Op & {kind: "while"}, machine: Machine): void {
  const {values} = machine;
  const {types} = machine.model.program;
  move(op.carries, "start", "within", values);
  for (let passes = 0; ; passes++) {
    runRegion(op.test, machine);
    if (values[op.going] !== true) break;
    if (passes === op.limit) {
      for (const {within} of op.carries) if (types[within] === "f64") values[within] = NaN;
      break;
    }
    runRegion(op.body, machine);
    move(op.carries, "next", "within", values);
  }
  move(op.carries, "within", "result", values);
}

function move(
  carries: readonly Carry[],
  from: keyof Carry,
  to: keyof Carry,
  values: Scalar[]
): void {
  const moved = carries.map((carry) => values[carry[from]]);
  carries.forEach((carry, k) => (values[carry[to]] = moved[k]));
}
