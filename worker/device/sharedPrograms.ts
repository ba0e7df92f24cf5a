// Compiled programs over shared memory: the caller writes a batch where the lanes read it and reads the
// answer where they wrote it, so nothing is copied here.
import type {Arena} from "../memory/arena.ts";
import {viewBytes} from "../memory/view.ts";
import {grainOf} from "../pool/grain.ts";
import type {Pool} from "../pool/pool.ts";
import type {PlacedProgram} from "../pool/shelf.ts";
import type {JobSignal} from "./device.ts";
import {
  Installed, nameProblem, type ProgramDevice, type ProgramJob, type ProgramRan, type ProgramSpec
} from "./programs.ts"; // prettier-ignore

/** Two lanes never write to one cache line. */
const LINE = 64;
const OWNER = "programs";

interface Placed {
  spec: ProgramSpec;
  placed: PlacedProgram;
}

export class SharedPrograms implements ProgramDevice {
  readonly threads: number;
  readonly #pool: Pool;
  readonly #arena: Arena;
  readonly #installed = new Installed<Placed>();

  constructor(pool: Pool, arena: Arena) {
    this.threads = pool.threads;
    this.#pool = pool;
    this.#arena = arena;
  }

  install(id: number, spec: ProgramSpec): void {
    const bytes = spec.bytes.length;
    const at = this.#arena.allocate(bytes, OWNER);
    viewBytes(this.#arena.memory, at, bytes).set(spec.bytes);
    this.#installed.add(id, {spec, placed: {id, at, bytes}});
  }

  forget(id: number): void {
    this.#arena.release(this.#installed.remove(id).placed.at);
  }

  // async so that a misfortune is a rejection whichever device is at work
  // eslint-disable-next-line @typescript-eslint/require-await
  async run(
    {program, label, n, layout, at = 0}: ProgramJob,
    signal: JobSignal
  ): Promise<ProgramRan> {
    const {spec, placed} = this.#installed.find(program);
    const stride = Math.ceil(spec.scratchBytes / LINE) * LINE;
    const scratch = this.#arena.allocate(stride * signal.threads, `job ${signal.slot}`);
    try {
      const compile = this.#prepare(label, placed);
      const {constants, uniforms, inputs, outputs} = layout;
      const began = performance.now();
      this.#pool.run(
        {
          label,
          program: placed,
          args: [at + constants, at + uniforms, at + inputs, at + outputs, scratch],
          scratch: stride,
          n,
          block: grainOf(spec, n, signal.threads)
        },
        signal
      );
      return {elapsed: performance.now() - began, compile};
    } finally {
      this.#arena.release(scratch);
    }
  }

  /** Milliseconds of compiling; what is wrong with the program shows here, before any lane meets it. */
  #prepare(label: string, placed: PlacedProgram): number {
    try {
      return this.#pool.prepare(placed);
    } catch (error) {
      throw nameProblem(label, error);
    }
  }
}
