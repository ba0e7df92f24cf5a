// Where a program's arrays and literals lie.
import {
  OUTPUT,
  type ArrayId,
  type ConstOp,
  type Constants,
  type Program,
  type Value
} from "../ir.ts";
import type {Sums} from "./sums.ts";
import type {Use, Uses} from "./uses.ts";

/** One array: in which variable of the shader, and from where on. */
export interface Home {
  /** constants and local arrays are indexed as they are; the others by rows, one element of every point each. */
  kind: "inputs" | "answer" | "scratch" | "constants" | "own";
  /** its first element's place, or row. */
  first: number;
  size: number;
  /** where the rest of an element is, behind the element; 0 where elements are no pairs. */
  rest: number;
}

export interface Layout {
  /** by array. */
  homes: readonly Home[];
  /** places among the constants of literals that are not written into the code. */
  literals: ReadonlyMap<Value, number>;
  uniform: readonly string[];
  varying: readonly string[];
  inputRows: number;
  scratchRows: number;
  constantCount: number;
  uniformCount: number;
  fillConstants: (constants: Constants) => Float32Array<ArrayBuffer>;
}

/** Numbers of local arrays that a thread keeps itself; the largest arrays beyond lie in memory. */
const OWN = 512;
/** Whole numbers up to here are written into the code. */
const SMALL = 16;

export function layOut(
  program: Program,
  uniformNames: readonly string[],
  uses: Uses,
  sums: Sums
): Layout {
  const homes: Home[] = [];
  const literals = findLiterals(program, uses);
  const literalPlaces = new Map(literals.map(({result}, place) => [result, place]));
  let constantCount = literals.length;
  const filled: {array: ArrayId; at: number}[] = [];
  program.arrays.forEach(({role, size}, array) => {
    if (role !== "constant") return;
    homes[array] = {kind: "constants", first: constantCount, size, rest: 0};
    filled.push({array, at: constantCount});
    constantCount += size;
  });
  let uniformCount = 0;
  let inputRows = 0;
  for (const {name, size, array} of program.params) {
    if (uniformNames.includes(name)) {
      homes[array] = {kind: "constants", first: constantCount + uniformCount, size, rest: 0};
      uniformCount += size;
    } else {
      homes[array] = {kind: "inputs", first: inputRows, size, rest: 0};
      inputRows += size;
    }
  }
  const answer = program.arrays[OUTPUT].size;
  const rest = sums.arrays.has(OUTPUT) ? answer : 0;
  homes[OUTPUT] = {kind: "answer", first: 0, size: answer, rest};
  const scratchRows = layOutLocals(program, sums, homes);
  return {
    homes,
    literals: literalPlaces,
    ...splitParams(program, uniformNames),
    inputRows,
    scratchRows,
    constantCount,
    uniformCount,
    fillConstants(constants) {
      const block = new Float32Array(constantCount);
      literals.forEach(({value}, place) => (block[place] = value as number));
      for (const {array, at} of filled) block.set(constants.get(array) ?? [], at);
      return block;
    }
  };
}

function splitParams({params}: Program, uniformNames: readonly string[]) {
  const names = params.map(({name}) => name);
  return {
    uniform: names.filter((name) => uniformNames.includes(name)),
    varying: names.filter((name) => !uniformNames.includes(name))
  };
}

/** Gives local arrays their homes, small ones first; returns the rows of room that the others take. */
function layOutLocals({arrays}: Program, sums: Sums, homes: Home[]): number {
  const locals = arrays
    .map(({role, size}, array) => ({role, size, array, rest: sums.arrays.has(array) ? size : 0}))
    .filter(({role}) => role === "local")
    .sort((a, b) => a.size + a.rest - (b.size + b.rest));
  let own = 0;
  let rows = 0;
  for (const {size, rest, array} of locals) {
    if (own + size + rest <= OWN) {
      homes[array] = {kind: "own", first: 0, size, rest};
      own += size + rest;
    } else {
      homes[array] = {kind: "scratch", first: rows, size, rest};
      rows += size + rest;
    }
  }
  return rows;
}

/**
 * Literals that stay out of the code: a changed one needs no other code then, and compilers reorder sums with
 * numbers that they see.
 */
function findLiterals({types}: Program, uses: Uses): ConstOp[] {
  return uses.makers.filter(
    (op): op is ConstOp =>
      op?.kind === "const" &&
      types[op.result] === "f64" &&
      uses.of[op.result].length > 0 &&
      !(isSmall(op.value as number) && uses.of[op.result].every((use) => isHarmless(use, op, uses)))
  );
}

/** Whether a small whole number may be seen by the compiler where it is used. */
function isHarmless(use: Use, {value}: ConstOp, {makers}: Uses): boolean {
  if (use.kind !== "argument") return true;
  const {name, args} = use.op;
  // It would work out by itself what has nothing but literals, and refuse where that is no number.
  if (args.every((arg) => makers[arg]?.kind === "const")) return false;
  if (name === "mul") return value !== 0;
  if (name === "div") return use.position === 0;
  return !REORDERED.has(name);
}

const REORDERED: ReadonlySet<string> = new Set(["add", "sub", "eq", "ne"]);

function isSmall(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= SMALL && !Object.is(value, -0);
}
