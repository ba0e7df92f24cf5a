// A program on the crew's lanes and the calling thread together, at once: between what one thread does while another wakes
// and what is worth a message.
import {TILE, type Entry} from "../../compiler/wasm/abi.ts";
import type {Loan} from "../../pool/loan.ts";
import type {PlacedProgram} from "../../pool/shelf.ts";
import {CONSTANTS, SMALL} from "./hereProgram.ts";
import type {ProgramSpec, Room, Site, Task} from "./site.ts";

/** Additions that take so long that a second thread is of use: some 140 µs. */
const LEAST = 400_000;
const LINE = 64;

export interface LentParts {
  site: Site;
  loan: Loan;
  program: PlacedProgram;
  entry: Entry;
  spec: ProgramSpec;
}

export class LentProgram {
  readonly #parts: LentParts;
  readonly #room: Room;
  readonly #stride: number;

  private constructor(parts: LentParts, room: Room, stride: number) {
    this.#parts = parts;
    this.#room = room;
    this.#stride = stride;
  }

  static async open(parts: LentParts): Promise<LentProgram> {
    const {site, spec, loan} = parts;
    const stride = Math.ceil(spec.scratchBytes / LINE) * LINE;
    return new LentProgram(parts, await site.reserve(CONSTANTS + loan.threads * stride), stride);
  }

  /** How many threads are of use to a task that is done at once; 1: no other than the caller's. */
  threadsFor({cost, strips, threads = Infinity}: Task): number {
    const most = Math.min(this.#parts.loan.threads, threads, strips);
    return cost >= LEAST && cost <= most * SMALL ? most : 1;
  }

  rouse(): void {
    this.#parts.loan.rouse();
  }

  /** False where the crew has other work. */
  run({operation, settings, strips}: Task, threads: number): boolean {
    const {site, loan, program, entry, spec} = this.#parts;
    const {at} = this.#room;
    const constants = site.numbers(at, 2);
    constants[0] = operation;
    constants[1] = settings;
    return loan.run(
      {
        label: spec.label,
        program,
        args: [at, 0, 0, 0, at + CONSTANTS],
        scratch: this.#stride,
        n: strips * TILE,
        block: TILE
      },
      entry,
      threads
    );
  }

  close(): void {
    this.#parts.site.release(this.#room);
  }
}
