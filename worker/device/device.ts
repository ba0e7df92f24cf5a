import type {Call, Outputs} from "./fields.ts";
import type {MemoryAccount} from "../memory/arena.ts";

/** What a device reports to, and is stopped by, while it works on one job. */
export interface JobSignal {
  /** the job's word among the control words, or its number where there are none. */
  slot: number;
  /** how many of the device's threads may share the work. */
  threads: number;
  /** blocks done and blocks in all; at most ten times a second. */
  progress: (done: number, total: number) => void;
}

export interface Ran {
  outputs: Outputs;
  /** milliseconds of computing, placing and copying of arrays left out where they are apart from it. */
  elapsed: number;
}

/** Something that runs compiled kernels. Implementations agree to the last bit in strict numerics. */
export interface Device {
  /** how many threads share the work. */
  readonly threads: number;
  /** Runs one kernel over its whole axis; throws Cancelled when the job is stopped. */
  run(call: Call, signal: JobSignal): Promise<Ran>;
  memory(): MemoryAccount;
  /** A new job may use this number: what was wished of an earlier one is forgotten. */
  welcome(slot: number): void;
  /** Tells a job to go on (0), pause (1) or stop (2). */
  tell(slot: number, wish: number): void;
}

/** Thrown inside a job that its owner stopped. */
export class Cancelled extends Error {
  override readonly name = "AbortError";
  constructor() {
    super("cancelled");
  }
}
