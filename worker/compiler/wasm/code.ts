// A function's instructions in order: what is encoded, what is printed as text, and what the kernels'
// lane functions are decoded into.
import {instructionNamed, type Instruction} from "./instructionTables.ts";

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;
/** The type of a block that leaves nothing behind. */
export const VOID = 0x40;

/** A type as the module spells it. */
export type ValueType = number;

export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  [I32]: "i32",
  [I64]: "i64",
  [F32]: "f32",
  [F64]: "f64",
  [V128]: "v128"
};

/** Parallel lists, since a large model has a hundred thousand instructions. */
export class Code {
  readonly instructions: Instruction[] = [];
  /** local, label, function, block type, integer or lane; for memory `lane`; for raw a place in `payloads`. */
  readonly first: number[] = [];
  /** of memory instructions the offset. */
  readonly second: number[] = [];
  readonly payloads: Uint8Array[] = [];
  /** words for people, by instruction. */
  readonly comments = new Map<number, string>();

  get length(): number {
    return this.instructions.length;
  }

  push(name: string, first = 0, second = 0): void {
    this.add(instructionNamed(name), first, second);
  }

  add(instruction: Instruction, first: number, second: number): void {
    this.instructions.push(instruction);
    this.first.push(first);
    this.second.push(second);
  }

  /** Reads a local, in one instruction with the writing where that has just been. */
  get(local: number): void {
    const last = this.length - 1;
    if (this.instructions[last]?.name === "local.set" && this.first[last] === local)
      this.instructions[last] = instructionNamed("local.tee");
    else this.push("local.get", local);
  }

  raw(instruction: Instruction, payload: Uint8Array): void {
    this.add(instruction, this.payloads.push(payload) - 1, 0);
  }

  /** A copy with other first immediates. */
  mapFirst(change: (first: number, instruction: Instruction) => number): Code {
    const copy = new Code();
    this.instructions.forEach((instruction, at) => {
      copy.add(instruction, change(this.first[at], instruction), this.second[at]);
    });
    copy.payloads.push(...this.payloads);
    for (const [at, text] of this.comments) copy.comments.set(at, text);
    return copy;
  }

  /** Says what the last instruction does. */
  comment(text: string): void {
    this.comments.set(this.length - 1, text);
  }
}

/** A function of a module; the locals' types are those of its parameters first. */
export interface FunctionParts {
  name: string;
  params: readonly ValueType[];
  results: readonly ValueType[];
  /** those after the parameters. */
  locals: readonly ValueType[];
  /** by local, parameters included; some have none. */
  localNames: readonly (string | undefined)[];
  code: Code;
}
