// Where a program's arrays and literals lie in the blocks that a call gets pointers to.
import {TILE} from "./abi.ts";
import {
  OUTPUT,
  regionsOf,
  type ArrayId,
  type Constants,
  type Program,
  type Region,
  type Value
} from "../ir.ts";

/** What a place is counted from: one of the pointers, or the point's own spot in a tile. */
export type Base = "constants" | "uniforms" | "inputTile" | "outputTile" | "scratch";

export interface Place {
  base: Base;
  /** of element 0 from the base, in bytes. */
  offset: number;
  /** log2 of the bytes from one element to the next. */
  stride: number;
  /** one number for both points, or a number for each. */
  isShared: boolean;
}

/** Bytes from the base to an element. */
export function offsetOf({offset, stride}: Place, element: number): number {
  return offset + element * (1 << stride);
}

/** An element both points share is a number; of others a row of the tile, or both points' numbers. */
const NUMBER = 3;
export const PAIR = 4;
const ROW = 31 - Math.clz32(TILE * 8);
/** Bytes of a literal: it stands there twice, since loading it whole is quicker than doubling it. */
const DOUBLED = 16;
/** Arrays up to this long are cleared, copied and summed element by element, longer ones in loops. */
export const MOST_UNROLLED = 16;

/** How a program sums its answers over the points of a tile. */
export interface SumLayout {
  /** whether an answer is added where it is computed; otherwise all are when a point is done. */
  isDirect: boolean;
  /** where the sums are while a tile lasts; none where they are few and kept in locals. */
  place: Place | undefined;
}

export interface Layout {
  /** by array. */
  places: readonly Place[];
  uniform: readonly string[];
  varying: readonly string[];
  inputRows: number;
  scratchBytes: number;
  /** whether a point's answer is worked on in scratch, because the program reads it or has to sum it. */
  copiesOutput: boolean;
  sums: SumLayout | undefined;
  constants: ConstantBlock;
}

export function layOut(program: Program, uniform: readonly string[], isSum: boolean): Layout {
  const {params, arrays} = program;
  const unknown = uniform.find((name) => !params.some((param) => param.name === name));
  if (unknown !== undefined)
    throw new RangeError(`emitWasm: uniform must name parameters of ${program.name}, got ${unknown}`); // prettier-ignore

  const places: Place[] = [];
  const shared = params.filter(({name}) => uniform.includes(name));
  const own = params.filter(({name}) => !uniform.includes(name));
  let uniforms = 0;
  for (const {array, size} of shared) {
    places[array] = {base: "uniforms", offset: uniforms * 8, stride: NUMBER, isShared: true};
    uniforms += size;
  }
  let inputRows = 0;
  for (const {array, size} of own) {
    places[array] = {base: "inputTile", offset: inputRows * TILE * 8, stride: ROW, isShared: false};
    inputRows += size;
  }

  const constants = new ConstantBlock();
  const isDirect = isSum && storesOnce(program);
  const copiesOutput = readsOutput(program.body) || (isSum && !isDirect);
  let scratchBytes = 0;
  arrays.forEach(({role, size}, array) => {
    if (role === "constant") {
      const offset = constants.array(array, size);
      places[array] = {base: "constants", offset, stride: NUMBER, isShared: true};
    } else if (role === "output" && !copiesOutput) {
      places[array] = {base: "outputTile", offset: 0, stride: ROW, isShared: false};
    } else if (role !== "input") {
      places[array] = {base: "scratch", offset: scratchBytes, stride: PAIR, isShared: false};
      scratchBytes += size << PAIR;
    }
  });
  const {size: rows} = arrays[OUTPUT];
  let place: Place | undefined;
  if (isSum && rows > MOST_UNROLLED) {
    place = {base: "scratch", offset: scratchBytes, stride: PAIR, isShared: false};
    scratchBytes += rows << PAIR;
  }
  const names = (list: typeof params) => list.map(({name}) => name);
  return {
    places,
    uniform: names(shared),
    varying: names(own),
    inputRows,
    scratchBytes,
    copiesOutput,
    sums: isSum ? {isDirect, place} : undefined,
    constants
  };
}

function readsOutput({ops}: Region): boolean {
  return ops.some(
    (op) => (op.kind === "load" && op.array === OUTPUT) || regionsOf(op).some(readsOutput)
  );
}

/** Whether each element of the answer is written in just one place, which all points pass once, and never read. */
function storesOnce({arrays, body, types}: Program): boolean {
  if (readsOutput(body)) return false;
  const elements = new Map<Value, number>();
  const stored = new Set<number>();
  for (const op of body.ops) {
    if (op.kind === "const" && types[op.result] === "i32")
      elements.set(op.result, Number(op.value));
    if (regionsOf(op).some(storesOutput)) return false;
    if (op.kind !== "store" || op.array !== OUTPUT) continue;
    const element = elements.get(op.index);
    if (element === undefined || op.where !== undefined || stored.has(element)) return false;
    stored.add(element);
  }
  return stored.size === arrays[OUTPUT].size;
}

function storesOutput({ops}: Region): boolean {
  return ops.some(
    (op) => (op.kind === "store" && op.array === OUTPUT) || regionsOf(op).some(storesOutput)
  );
}

/** The data that a program's code reads but does not contain, so that other data need no other code. */
export class ConstantBlock {
  readonly #arrays: {array: ArrayId; offset: number; size: number}[] = [];
  readonly #literals: {offset: number; value: number}[] = [];
  /** literals of the emitter's own, by value: those of a program get a place each. */
  readonly #own = new Map<string, number>();
  #bytes = 0;

  array(array: ArrayId, size: number): number {
    const offset = this.#bytes;
    this.#arrays.push({array, offset, size});
    this.#bytes += Math.ceil((size * 8) / DOUBLED) * DOUBLED;
    return offset;
  }

  literal(value: number): number {
    const offset = this.#bytes;
    this.#literals.push({offset, value});
    this.#bytes += DOUBLED;
    return offset;
  }

  /** As `literal`, for a number that every program with the same code has too. */
  fixed(value: number): number {
    const key = Object.is(value, -0) ? "-0" : String(value);
    const known = this.#own.get(key);
    if (known !== undefined) return known;
    const offset = this.literal(value);
    this.#own.set(key, offset);
    return offset;
  }

  fill(constants: Constants, {name, arrays}: Program): Float64Array<ArrayBuffer> {
    const block = new Float64Array(this.#bytes / 8);
    for (const {array, offset, size} of this.#arrays) {
      const data = constants.get(array);
      if (data?.length !== size) {
        const of = `the constant ${arrays[array].name} of ${name}`;
        throw new RangeError(`fillConstants: ${of} has ${size} numbers, got ${data?.length}`);
      }
      block.set(data, offset / 8);
    }
    for (const {offset, value} of this.#literals) block.fill(value, offset / 8, offset / 8 + 2);
    return block;
  }
}
