// Remembers what kernels cost on each device, so that `choose` decides by what was measured here.
import type {MeasuredCosts} from "./choose.ts";

/** A run that ended well. */
export interface Timed {
  kernel: string;
  /** length of the iteration axis. */
  n: number;
  /** milliseconds from call to answer. */
  ms: number;
}

/** What any trip to the GPU costs, as its host measured it. */
export interface Trip {
  launchMs: number;
  nsPerByte: number;
  /** of a light kernel. */
  nsPerIndex: number;
}

/** Shorter runs say more about the clock than about the kernel. */
const LEAST_MS = 0.2;

export class CostBook {
  readonly #wasm = new Map<string, number>();
  readonly #gpu = new Map<string, number>();

  recordWasm({kernel, n, ms}: Timed): void {
    note(this.#wasm, kernel, n, ms);
  }

  /** `bytes` crossed over; `gpuMs` is the time on the GPU where it is known, else it is what the trip leaves. */
  recordGpu({kernel, n, ms}: Timed, trip: Trip, bytes: number, gpuMs?: number): void {
    const rest = ms - trip.launchMs - (trip.nsPerByte * bytes) / 1e6;
    note(this.#gpu, kernel, n, gpuMs ?? Math.max(rest, 0), ms);
  }

  costsOf(kernel: string, trip?: Trip): MeasuredCosts {
    const wasmNsPerIndex = this.#wasm.get(kernel);
    return {
      ...(wasmNsPerIndex !== undefined && {wasmNsPerIndex}),
      ...(trip && {gpu: {...trip, nsPerIndex: this.#gpu.get(kernel) ?? trip.nsPerIndex}})
    };
  }
}

/** Halfway from what was known to what was seen: a stray pause is soon forgotten. */
function note(book: Map<string, number>, kernel: string, n: number, ms: number, all = ms): void {
  if (n === 0 || all < LEAST_MS) return;
  const seen = (ms * 1e6) / n;
  const known = book.get(kernel) ?? seen;
  book.set(kernel, (known + seen) / 2);
}
