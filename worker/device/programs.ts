// What a device needs to know of a compiled program and of a job of it: plain data that any thread can be sent.
import type {WasmProgram} from "../compiler/wasm/abi.ts";
import {Cancelled, type JobSignal} from "./device.ts";

/** A program as it is sent to the crew, once. */
export type ProgramSpec = Pick<
  WasmProgram,
  "bytes" | "inputRows" | "outputRows" | "isSum" | "scratchBytes" | "cost"
>;

/** Where the parts of a batch lie, in bytes from its first one. */
export interface Layout {
  constants: number;
  uniforms: number;
  inputs: number;
  outputs: number;
  /** up to the end of the outputs. */
  bytes: number;
}

export interface ProgramJob {
  /** the number it was installed under. */
  program: number;
  /** for messages. */
  label: string;
  /** how many points there are. */
  n: number;
  /** at most this many threads; default: all. */
  threads?: number;
  layout: Layout;
  /** where the batch begins in the shared memory. */
  at?: number;
  /** the batch without its outputs, where no memory is shared. */
  image?: Float64Array<ArrayBuffer>;
}

export interface ProgramRan {
  /** tiles of the answer, where no memory is shared. */
  outputs?: Float64Array<ArrayBuffer>;
  /** milliseconds of computing. */
  elapsed: number;
  /** milliseconds of compiling. */
  compile: number;
}

/** Something that runs compiled programs. */
export interface ProgramDevice {
  readonly threads: number;
  /** Takes a program in, under a number above zero that was never used before. */
  install(id: number, spec: ProgramSpec): void;
  forget(id: number): void;
  run(job: ProgramJob, signal: JobSignal): Promise<ProgramRan>;
}

/** The programs a device has taken in. */
export class Installed<T> {
  readonly #programs = new Map<number, T>();

  add(id: number, program: T): void {
    this.#programs.set(id, program);
  }

  find(id: number): T {
    const program = this.#programs.get(id);
    if (!program) throw new Error(`programs.run: not installed, got program ${id}`);
    return program;
  }

  remove(id: number): T {
    const program = this.find(id);
    this.#programs.delete(id);
    return program;
  }
}

/** What went wrong with a program, by the name that its caller knows. */
export function nameProblem(label: string, error: unknown): Error {
  return error instanceof Cancelled ? error : new Error(`${label}: ${(error as Error).message}`);
}
