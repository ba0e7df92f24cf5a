// The device without shared memory: each lane has a memory of its own, is sent its stretch of the
// inputs and sends its stretch of the outputs back. The blocks are those of the shared pool, so the
// bits are too. With no lanes at all the coordinator computes, pausing to hear messages.
import type {Wishes} from "../pool/wishes.ts";
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
import {shareOut, type RangeLane} from "./lanes.ts";
import {cut} from "./range.ts";

/** Bytes a range carries: small enough that a stop is heard in tens of milliseconds. */
const RANGE_BYTES = 1 << 20;

export class CopyingDevice implements Device {
  readonly threads: number;
  readonly #lanes: readonly RangeLane[];
  readonly #wishes: Wishes;
  readonly #limit: number;
  #live = 0;
  #peak = 0;

  constructor(lanes: readonly RangeLane[], wishes: Wishes, limit: number) {
    this.threads = lanes.length;
    this.#lanes = lanes;
    this.#wishes = wishes;
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

  #share(call: Call, outputs: Outputs, signal: JobSignal): Promise<void> {
    const kernel = findKernel(call.kernel);
    const perBlock = kernel.block * bytesPerIndex(call.kernel, call.scalars);
    const stride = kernel.block * Math.max(1, Math.floor(RANGE_BYTES / perBlock));
    const total = Math.ceil(call.n / stride);
    return shareOut({lanes: this.#lanes, wishes: this.#wishes, signal, total}, async (lane, k) => {
      const begin = k * stride;
      const end = Math.min(begin + stride, call.n);
      const inputs = cut(call.kernel, call.inputs, call.scalars, begin, end);
      const range = {kernel: call.kernel, inputs, scalars: call.scalars, begin, end};
      const part = await lane.run(range);
      for (const {name, field, role} of toFields(kernel)) {
        if (role !== "output") continue;
        outputs[name].set(part[name], extent(field, call.scalars, kernel.block, begin, end).first);
      }
    });
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
