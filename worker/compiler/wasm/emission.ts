// A function while it is being written: its instructions, its locals, and where each value is to be had.
// A value that one op of the same region takes is left to that op, which writes it in place; the others
// get a local.
import type {ArrayId, Op, Program, Value} from "../ir.ts";
import {instructionNamed} from "./instructionTables.ts";
import {Code, F32, F64, I32, I64, TYPE_NAMES, V128, type ValueType} from "./code.ts";
import type {LaneLinker} from "./lanes.ts";
import type {Base, Layout} from "./layout.ts";
import type {Uses} from "./uses.ts";

const ZERO_BYTES: Readonly<Record<ValueType, number>> = {[I64]: 1, [F32]: 4, [F64]: 8, [V128]: 16};
/** How deep expressions may nest. */
const DEEPEST = 50;

/** Constants, applications and loads: what gives one value. */
export type Simple = Op & {kind: "const" | "apply" | "load"};

export class Emission {
  readonly code = new Code();
  readonly types: ValueType[] = [];
  readonly names: (string | undefined)[] = [];
  readonly program: Program;
  readonly layout: Layout;
  readonly uses: Uses;
  readonly linker: LaneLinker;
  readonly relaxed: boolean;
  /** locals that hold the pointers. */
  readonly bases = {} as Record<Base, number>;
  /** a mask of the points at work, where not all are: a local. */
  mask: number | undefined;
  /** a mask of the points that are asked for, while there are points: a local. */
  alive: number | undefined;
  /** of a program that sums, the locals of the sums, by row; none where they lie in memory. */
  sums: readonly number[] = [];
  /** instructions of lane functions written in place so far. */
  inPlace = 0;
  /** by value, its local. */
  readonly #places: Int32Array;
  /** values still to be written where they are used, with how deep their expression is. */
  readonly #waiting = new Map<Value, number>();
  /** of the waiting, those that read an array that may change, by array. */
  readonly #reading = new Map<ArrayId, Set<Value>>();
  /** where in the constants each literal is. */
  readonly #literals = new Map<Value, number>();
  /** values so easily had that they are read anew for each use. */
  readonly #cheap = new Set<Value>();
  readonly #write: (op: Simple) => void;

  constructor(
    parts: Pick<Emission, "program" | "layout" | "uses" | "linker" | "relaxed">,
    write: (emission: Emission, op: Simple) => void
  ) {
    ({program: this.program, layout: this.layout, uses: this.uses} = parts);
    ({linker: this.linker, relaxed: this.relaxed} = parts);
    this.#places = new Int32Array(parts.program.types.length).fill(-1);
    this.#write = (op) => write(this, op);
  }

  push(name: string, first = 0, second = 0): void {
    this.code.push(name, first, second);
  }

  /** A fresh local; one with a name has its place for itself. */
  local(type: ValueType, name?: string): number {
    this.names.push(name);
    return this.types.push(type) - 1;
  }

  get(local: number): void {
    this.code.get(local);
  }

  set(local: number): void {
    this.code.push("local.set", local);
  }

  /** What is on the stack into a fresh local. */
  keep(type: ValueType = V128): number {
    const local = this.local(type);
    this.set(local);
    return local;
  }

  /** A local with a value: its own, if it has one. */
  inLocal(value: Value): number {
    if (this.#places[value] !== -1) return this.#places[value];
    this.take(value);
    return this.keep(this.program.types[value] === "i32" ? I32 : V128);
  }

  /** A literal of the emitter's own. */
  fixed(value: number): void {
    this.#literal(this.layout.constants.fixed(value), value);
  }

  #literal(offset: number, value: number): void {
    this.get(this.bases.constants);
    this.code.push("v128.load", 0, offset);
    this.code.comment(Object.is(value, -0) ? "-0" : String(value));
  }

  /** The local in which a value of a loop is. */
  place(value: Value): number {
    return this.#places[value];
  }

  setPlace(value: Value, local: number): void {
    this.#places[value] = local;
  }

  isF64(value: Value): boolean {
    return this.program.types[value] === "f64";
  }

  /** The i32 that is a constant. */
  integer(value: Value): number | undefined {
    const op = this.uses.definitions[value];
    return op?.kind === "const" && this.program.types[value] === "i32"
      ? Number(op.value)
      : undefined;
  }

  /** The op whose value waits to be used by this one. */
  waiting(value: Value): Op | undefined {
    return this.#waiting.has(value) ? this.uses.definitions[value] : undefined;
  }

  /** Says that a waiting value will not be taken, since its parts are. */
  skip(value: Value): void {
    this.#waiting.delete(value);
  }

  /** Takes note of an op: now, or when somebody takes its value. */
  define(op: Simple): void {
    const {counts, crosses} = this.uses;
    const {result} = op;
    if (op.kind === "const" || counts[result] === 0) return;
    const depth = this.#depthOf(op);
    if (counts[result] === 1 && crosses[result] === 0 && depth < DEEPEST) {
      this.#waiting.set(result, depth);
      this.#noteReading(op);
    } else this.#settle(op);
  }

  /** Takes note of a load from a place that never changes, to be done wherever its value is used. */
  defineCheap(op: Op & {kind: "load"}): void {
    this.#cheap.add(op.result);
  }

  /** Leaves a value on the stack. */
  take(value: Value): void {
    const local = this.#places[value];
    if (local !== -1) return this.get(local);
    const op = this.uses.definitions[value];
    if (op?.kind === "const") return this.#constant(op);
    const isHere = this.#cheap.has(value) || this.#waiting.delete(value);
    if (!isHere || (op?.kind !== "apply" && op?.kind !== "load"))
      throw new Error(`emitWasm: value ${value} of ${this.program.name} is used before it is defined`); // prettier-ignore
    if (op.kind === "load") this.#reading.get(op.array)?.delete(value);
    this.#write(op);
  }

  /** Takes what waits to be read from an array before the array changes. */
  readBefore(array: ArrayId): void {
    for (const value of this.#reading.get(array) ?? []) {
      const op = this.uses.definitions[value];
      if (op?.kind === "load" && this.#waiting.delete(value)) this.#settle(op);
    }
    this.#reading.get(array)?.clear();
  }

  #settle(op: Simple): void {
    this.#write(op);
    const type = this.program.types[op.result] === "i32" ? I32 : V128;
    this.#places[op.result] = this.keep(type);
  }

  #depthOf(op: Simple): number {
    if (op.kind === "const") return 0;
    const args = op.kind === "apply" ? op.args : [op.index];
    let depth = 0;
    for (const arg of args) depth = Math.max(depth, this.#waiting.get(arg) ?? 0);
    return depth + 1;
  }

  #noteReading(op: Simple): void {
    if (op.kind !== "load") return;
    const {role} = this.program.arrays[op.array];
    if (role !== "local" && role !== "output") return;
    const values = this.#reading.get(op.array);
    if (values) values.add(op.result);
    else this.#reading.set(op.array, new Set([op.result]));
  }

  #constant(op: Op & {kind: "const"}): void {
    const {value} = op;
    if (typeof value === "boolean") return this.truth(value);
    if (!this.isF64(op.result)) return this.code.push("i32.const", value);
    let offset = this.#literals.get(op.result);
    if (offset === undefined) {
      offset = this.layout.constants.literal(value);
      this.#literals.set(op.result, offset);
    }
    this.#literal(offset, value);
  }

  /** The number that a local of this type holds at first. */
  zero(type: ValueType): void {
    if (type === I32) return this.code.push("i32.const");
    const name = `${TYPE_NAMES[type]}.const`;
    this.code.raw(instructionNamed(name), new Uint8Array(ZERO_BYTES[type]));
  }

  /** All points yes, or all no. */
  truth(value: boolean): void {
    this.code.raw(instructionNamed("v128.const"), new Uint8Array(16).fill(value ? 255 : 0));
  }
}
