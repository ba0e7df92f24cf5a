// The compiler's one language between the front and the back ends: values in single assignment, loops
// with carried values, arrays in memory. Everything a model computes is f64; bools choose, i32 addresses.
import type {OpName} from "./ops.ts";
import type {Type} from "./type.ts";

export type {Type};

/** A value's number within its program; its type is `program.types[value]`. */
export type Value = number;

/** An array's number within its program: the place in `program.arrays`. */
export type ArrayId = number;

/**
 * input: one parameter, as long as it is (a number is an array of one). constant: data given with the
 * model, not part of its structure. output: the answer; exactly one, array 0; a program writes every element before it
 * reads it, and each at least once. local: room to work in, all zero when the program starts.
 */
export type Role = "input" | "constant" | "output" | "local";

export interface ArrayInfo {
  /** the name in the source; for people. */
  name: string;
  role: Role;
  size: number;
}

export interface Region {
  ops: Op[];
}

export type Op = ConstOp | ApplyOp | LoadOp | StoreOp | ForOp | WhileOp;

export interface ConstOp {
  kind: "const";
  result: Value;
  /** a number for f64 and i32, a boolean for bool. */
  value: number | boolean;
}

/** A pure operation of the table in ops.ts. */
export interface ApplyOp {
  kind: "apply";
  result: Value;
  name: OpName;
  args: readonly Value[];
}

/**
 * An element. An i32 index is in range by construction and needs no check; an f64 index may be
 * anything, and what is no place of the array reads as NaN.
 */
export interface LoadOp {
  kind: "load";
  result: Value;
  array: ArrayId;
  index: Value;
}

/** Writes an element of the output or of a local array, where `where` (bool) holds; outside the array nothing. */
export interface StoreOp {
  kind: "store";
  array: ArrayId;
  index: Value;
  value: Value;
  where?: Value;
}

/** A value that a loop carries from pass to pass (f64 or bool). */
export interface Carry {
  /** before the first pass; of the region around the loop. */
  start: Value;
  /** at the beginning of a pass; defined by the loop. */
  within: Value;
  /** at the end of a pass; of the body. */
  next: Value;
  /** after the loop; defined by the loop, in the region around it. */
  result: Value;
}

/** `for (let index = from; index < to; index += step)`, the bounds being i32. */
export interface ForOp {
  kind: "for";
  /** the i32 index; defined by the loop. */
  index: Value;
  from: Value;
  to: Value;
  /** a whole number above zero. */
  step: number;
  /** the most passes that there can be. */
  trips: number;
  carries: Carry[];
  body: Region;
}

/**
 * While `going` holds. Carries are those of a point: a point that is done keeps its values (and stores
 * nothing) while others go on. A point still going after `limit` passes stops with all its f64 carries NaN.
 */
export interface WhileOp {
  kind: "while";
  carries: Carry[];
  /** computes `going`, reading `within`. */
  test: Region;
  /** bool; of the test region. */
  going: Value;
  /** sees what the test region computed. */
  body: Region;
  limit: number;
}

export interface Param {
  name: string;
  size: number;
  array: ArrayId;
  /** whether the body takes it as a number rather than an array of one. */
  isNumber: boolean;
}

export interface Program {
  name: string;
  /** in the order of the function's parameters. */
  params: Param[];
  arrays: ArrayInfo[];
  /** by value. */
  types: Type[];
  body: Region;
  /** whether the answer is a number rather than an array. */
  isScalar: boolean;
}

/** The data of a program's constant arrays, by array. */
export type Constants = ReadonlyMap<ArrayId, Float64Array>;

/** A program with the data it goes with; data may change without the program changing. */
export interface Model {
  program: Program;
  constants: Constants;
}

export const OUTPUT: ArrayId = 0;

const NO_REGIONS: readonly Region[] = [];

/** The regions directly inside an op. */
export function regionsOf(op: Op): readonly Region[] {
  if (op.kind === "for") return [op.body];
  return op.kind === "while" ? [op.test, op.body] : NO_REGIONS;
}

/** The values that an op itself reads, those of its regions apart. */
export function operandsOf(op: Op): readonly Value[] {
  switch (op.kind) {
    case "const":
      return [];
    case "apply":
      return op.args;
    case "load":
      return [op.index];
    case "store":
      return op.where === undefined ? [op.index, op.value] : [op.index, op.value, op.where];
    case "for":
      return [op.from, op.to, ...op.carries.map(({start}) => start)];
    case "while":
      return op.carries.map(({start}) => start);
  }
}

/** Whether an op changes memory, by itself or in its regions. */
export function writes(op: Op): boolean {
  if (op.kind === "store") return true;
  return regionsOf(op).some(({ops}) => ops.some(writes));
}

/** How many ops there are, those of all regions included. */
export function countOps(region: Region): number {
  let count = 0;
  for (const op of region.ops) {
    count += 1;
    for (const inner of regionsOf(op)) count += countOps(inner);
  }
  return count;
}
