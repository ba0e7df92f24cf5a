// The device without shared memory: each lane has a memory of its own, is sent its stretch of the
// inputs and sends its stretch of the outputs back. The blocks are those of the shared pool, so the
// bits are too. With no lanes at all the coordinator computes, pausing to hear messages.
import {Wishes, makeBreather} from "../pool/wishes.ts";
import type {MemoryAccount} from "../memory/arena.ts";
import type {Device, JobSignal, Ran} from "./device.ts";
import {
  bytesPerIndex,
  extent,
  findKernel,
  makeArray,
  toFields,
  type Call,
  type Outputs
} from "./fields.ts";
import {cut, type Range, type RunRange} from "./range.ts";

/** A lane that runs one range at a time. */
export interface RangeLane {
  run: (range: Range) => Promise<Outputs>;
}

/** Bytes a range carries: small enough that a stop is heard in tens of milliseconds. */
const RANGE_BYTES = 1 << 20;
const REPORT = 100;

export class CopyingDevice implements Device {
  readonly name = "wasm";
  readonly threads: number;
  readonly #lanes: readonly RangeLane[];
  readonly #wishes = new Wishes();
  readonly #limit: number;
  #live = 0;
  #peak = 0;

  constructor(lanes: readonly RangeLane[], limit: number) {
    this.threads = Math.max(1, lanes.length);
    this.#lanes = lanes;
    this.#limit = limit;
  }

  async run(call: Call, signal: JobSignal): Promise<Ran> {
    const kernel = findKernel(call.kernel);
    const outputs: Outputs = {};
    let bytes = 0;
    for (const {name, field, role} of toFields(kernel)) {
      if (role !== "output") continue;
      const {count} = extent(field, call.scalars, kernel.block, 0, call.n);
      outputs[name] = makeArray(field.element, count);
      bytes += outputs[name].byteLength;
    }
    if (bytes > this.#limit) {
      throw new RangeError(
        `arena.allocate: out of memory, requested ${bytes} bytes, limit ${this.#limit} bytes`
      );
    }
    this.#live += bytes;
    this.#peak = Math.max(this.#peak, this.#live);
    try {
      const began = performance.now();
      await this.#share(call, outputs, signal);
      return {outputs, elapsed: performance.now() - began};
    } finally {
      this.#live -= bytes;
    }
  }

  async #share(call: Call, outputs: Outputs, signal: JobSignal): Promise<void> {
    const kernel = findKernel(call.kernel);
    const perBlock = kernel.block * bytesPerIndex(call.kernel, call.scalars);
    const stride = kernel.block * Math.max(1, Math.floor(RANGE_BYTES / perBlock));
    const total = Math.ceil(call.n / stride);
    let next = 0;
    let done = 0;
    let last = performance.now();
    const work = async (lane: RangeLane): Promise<void> => {
      while (next < total) {
        await this.#wishes.permission(signal.slot);
        if (next >= total) return;
        const begin = next++ * stride;
        const end = Math.min(begin + stride, call.n);
        const inputs = cut(call.kernel, call.inputs, call.scalars, begin, end);
        const range = {kernel: call.kernel, inputs, scalars: call.scalars, begin, end};
        const part = await lane.run(range).catch((error: unknown) => {
          next = total; // the other lanes need not go on
          throw error;
        });
        for (const {name, field, role} of toFields(kernel)) {
          if (role !== "output") continue;
          outputs[name].set(
            part[name],
            extent(field, call.scalars, kernel.block, begin, end).first
          );
        }
        done++;
        if (performance.now() - last < REPORT) continue;
        last = performance.now();
        signal.progress(done, total);
      }
    };
    // Every lane is waited for, also after a failure: its next range must not be this job's.
    const ends = await Promise.allSettled(this.#lanes.slice(0, signal.threads).map(work));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
  }

  memory(): MemoryAccount {
    return {
      live: this.#live,
      peak: this.#peak,
      capacity: this.#live,
      limit: this.#limit,
      byOwner: {}
    };
  }

  welcome(slot: number): void {
    this.#wishes.forget(slot);
  }

  tell(slot: number, wish: number): void {
    this.#wishes.tell(slot, wish);
  }
}

/** A lane that is the calling thread itself, which breathes between ranges. */
export function makeLocalLane(run: RunRange): RangeLane {
  const breathe = makeBreather();
  return {
    async run(range) {
      await breathe();
      return run(range);
    }
  };
}
