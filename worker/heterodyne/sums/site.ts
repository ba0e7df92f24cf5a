// Where programs of heterodyne scattering work: a memory, rooms in it, and whoever sees it. On the crew's shared memory
// (sharedSite.ts) the threads may help; elsewhere (ownSite.ts) the calling thread works in a memory of its own.
import type {Entry} from "../../compiler/wasm/abi.ts";

/** A stretch of the memory, in bytes. */
export interface Room {
  readonly at: number;
  readonly bytes: number;
}

export interface ProgramSpec {
  /** a folder of kernels-as/programs. */
  readonly folder: string;
  /** for messages. */
  readonly label: string;
  /** The same in TypeScript, on a memory: where there is no SIMD. Called once for each growth of the memory. */
  readonly reference: (numbers: Float64Array) => Entry;
  /** room of its own that each thread has, in bytes. */
  readonly scratchBytes: number;
}

/** What is to be done by strips, in any order and on any thread: each writes what no other strip writes or reads. */
export interface Task {
  /** what the program is to do, and with what: its first two constants. `settings` is an address. */
  readonly operation: number;
  readonly settings: number;
  readonly strips: number;
  /** additions that all strips take together, about: small work is done here and now. */
  readonly cost: number;
  /** at most this many threads; default: all. */
  readonly threads?: number | undefined;
}

/**
 * A program at its site. Its entry is called as worker/compiler/wasm/abi.ts has it, a strip being a tile: strip s is the
 * points [512·s, 512·(s + 1)). `constants` is where `operation` and `settings` lie, as f64; `scratch` is room for the
 * call alone; there are no uniforms, inputs or outputs: a program finds all else by its settings.
 */
export interface SiteProgram {
  /** Strips [0, strips) on this thread, at once. */
  runHere(task: Task): void;
  /** Says that this task is next, so that who helps with it is awake by then; absent where nobody does. */
  rouse?(task: Task): void;
  /** At once where the work is small, else on the crew or here in slices. Rejects with an AbortError after `cancel`. */
  run(task: Task): void | Promise<void>;
  cancel(): void;
  /** threads of the last run, and milliseconds of compiling in all. */
  readonly threads: number;
  readonly compile: number;
  close(): void;
}

export interface Site {
  /** "wasm": programs in WebAssembly; "reference": in TypeScript. */
  readonly device: "wasm" | "reference";
  /** whether the crew works here too. */
  readonly isShared: boolean;
  /** the crew, and this memory with it, is no more. */
  readonly isLost: boolean;
  /** A view that is good until the next `reserve`. */
  numbers(at: number, length: number): Float64Array;
  /** Where room is short, what `relieve` gives back is tried first. */
  reserve(bytes: number): Promise<Room>;
  /** Releases what nobody needs now: set by who keeps it. */
  relieve?: () => Promise<void>;
  release(room: Room): void;
  open(spec: ProgramSpec): Promise<SiteProgram>;
}

/** A scan's data in the memory of a site: once for all who use it. */
export interface Upload {
  readonly site: Site;
  /** by angle: where its packed data lie, and the factors that belong to them where the angle has weights. */
  readonly data: readonly number[];
  readonly weights: readonly (number | undefined)[];
  /** by angle: the sum over the packed data, which rounding leaves of 0. */
  readonly rest: readonly number[];
}
