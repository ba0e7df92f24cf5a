// Runs a program op by op, as slowly and plainly as the comments of ir.ts say: what every back end and
// every pass is compared with.
import {OUTPUT, type Carry, type Model, type Op, type Program, type Region} from "./ir.ts";
import {OPS} from "./ops.ts";

type Scalar = number | boolean;

interface Machine {
  program: Program;
  /** by value. */
  values: Scalar[];
  /** by array. */
  memory: Float64Array[];
}

/** The answer at one point; `inputs` are in the order of the program's parameters. */
export function interpret(
  {program, constants}: Model,
  inputs: readonly ArrayLike<number>[]
): Float64Array {
  const memory = program.arrays.map(({role, size}, array) =>
    role === "constant" ? constantOf(constants.get(array), program, array) : new Float64Array(size)
  );
  program.params.forEach(({name, size, array}, k) => {
    const given = inputs[k] as ArrayLike<number> | undefined;
    if (given?.length !== size)
      throw new RangeError(`interpret: ${name} takes ${size} numbers, got ${given?.length}`);
    memory[array] = Float64Array.from(given);
  });
  runRegion(program.body, {program, values: [], memory});
  return memory[OUTPUT];
}

function constantOf(
  data: Float64Array | undefined,
  {arrays}: Program,
  array: number
): Float64Array {
  const {name, size} = arrays[array];
  if (data?.length === size) return data;
  throw new RangeError(`interpret: constant ${name} has ${size} numbers, got ${data?.length}`);
}

function runRegion({ops}: Region, machine: Machine): void {
  for (const op of ops) run(op, machine);
}

function run(op: Op, machine: Machine): void {
  const {values, memory} = machine;
  switch (op.kind) {
    case "const":
      values[op.result] = op.value;
      return;
    case "apply": {
      const evaluate = OPS[op.name].evaluate as (...args: Scalar[]) => Scalar;
      values[op.result] = evaluate(...op.args.map((arg) => values[arg]));
      return;
    }
    case "load": {
      const place = findPlace(op.array, op.index, machine);
      values[op.result] = place === undefined ? NaN : memory[op.array][place];
      return;
    }
    case "store": {
      if (op.where !== undefined && values[op.where] !== true) return;
      const place = findPlace(op.array, op.index, machine);
      if (place !== undefined) memory[op.array][place] = values[op.value] as number;
      return;
    }
    case "for":
      return runFor(op, machine);
    case "while":
      return runWhile(op, machine);
  }
}

/** The element that an index means, undefined where it is none; only an f64 index may be none. */
function findPlace(array: number, index: number, {program, values}: Machine): number | undefined {
  const place = values[index] as number;
  const {name, size} = program.arrays[array];
  if (Number.isInteger(place) && place >= 0 && place < size) return place;
  if (program.types[index] === "f64") return undefined;
  throw new RangeError(`interpret: ${name} has ${size} numbers, got the i32 index ${place}`);
}

function runFor(op: Op & {kind: "for"}, machine: Machine): void {
  const {values} = machine;
  const to = values[op.to] as number;
  let trips = 0;
  move(op.carries, "start", "within", machine);
  for (let index = values[op.from] as number; index < to; index += op.step) {
    trips += 1;
    if (trips > op.trips)
      throw new RangeError(`interpret: a loop of at most ${op.trips} passes goes on to ${to}`);
    values[op.index] = index;
    runRegion(op.body, machine);
    move(op.carries, "next", "within", machine);
  }
  move(op.carries, "within", "result", machine);
}

function runWhile(op: Op & {kind: "while"}, machine: Machine): void {
  const {program, values} = machine;
  move(op.carries, "start", "within", machine);
  for (let passes = 0; ; passes++) {
    runRegion(op.test, machine);
    if (values[op.going] !== true) break;
    if (passes === op.limit) {
      for (const {within} of op.carries) if (program.types[within] === "f64") values[within] = NaN;
      break;
    }
    runRegion(op.body, machine);
    move(op.carries, "next", "within", machine);
  }
  move(op.carries, "within", "result", machine);
}

/** All at once: a next value may be what another carry was. */
function move(
  carries: readonly Carry[],
  from: keyof Carry,
  to: keyof Carry,
  {values}: Machine
): void {
  const moved = carries.map((carry) => values[carry[from]]);
  carries.forEach((carry, k) => (values[carry[to]] = moved[k]));
}
