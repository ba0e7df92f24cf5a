// How log-likelihoods are computed: compiled on the crew, by workers of their own, or on this thread.
import type {Run, Stats} from "../../work.ts";
import type {Programs} from "../../programs/programs.ts";
import type {GpuDoor, Hand} from "../../home.ts";
import type {Models} from "../../model/models.ts";

/** What the engine lends to samplers' targets. */
export interface TargetHooks {
  programs: Pick<Programs, "open">;
  compile: Models["compile"];
  /** whether there is WebAssembly SIMD, without which compiled models run as plain JavaScript. */
  simd: boolean;
  /** whether fused multiply-adds are wanted and there. */
  relaxed: boolean;
  /** threads that may compute: as many as the engine was given, also where its crew has one. */
  threads: number;
  /** Starts a worker; absent where they are blocked. */
  spawn?: (() => Promise<Hand>) | undefined;
  /** functionScript.ts as one classic script; without it plain functions run on the calling thread. */
  functionCode?: (() => Promise<string>) | undefined;
  /** Opens the door to the GPU; absent or undefined where there is none. */
  gpu?: (() => Promise<GpuDoor> | undefined) | undefined;
  /** Awaits an answer and keeps the process alive meanwhile; `session.ask`. */
  ask?: (<T>(question: () => Promise<T>) => Promise<T>) | undefined;
}

/** Points to compute: as many as `values` is long. */
export interface Asked {
  theta: readonly Float64Array[];
  values: Float64Array;
  gradient?: readonly Float64Array[] | undefined;
  /** at most so many. */
  threads: number;
}

export interface Done {
  threads: number;
  /** milliseconds that one thread would have needed, at most. */
  busy: number;
}

export interface Way {
  readonly hasGradient: boolean;
  /** whether more than one thread can work on a call. */
  readonly canShare: boolean;
  /** One call at a time. Rejects with an AbortError after `cancel`. */
  compute(asked: Asked): Promise<Done>;
  /** Stops what is under way; the next call works. */
  cancel(): void;
  describe(): Pick<Stats, "device" | "why" | "compile" | "reproducible">;
  close(): void;
}

/** Something that can be stopped, and is not there all the time. */
export type Stoppable = Pick<Run<unknown>, "cancel">;

/** A failure at a point, with the point. */
export function failAt(
  what: string,
  names: readonly string[],
  theta: readonly Float64Array[],
  {at, message}: {at: number; message: string}
): Error {
  const values = names.map((name, k) => `${name}: ${theta[k][at]}`).join(", ");
  return new Error(`${what}: ${message}, at {${values}}`);
}
