// The device of last resort and the oracle: the TypeScript references, on the coordinator's thread,
// in the same blocks as every other device.
import type {MemoryAccount} from "../memory/arena.ts";
import {Wishes, makeBreather} from "../pool/wishes.ts";
import type {Device, JobSignal, Ran} from "./device.ts";
import {
  extent, findKernel, makeArray, toFields, type AnyArray, type Call, type Outputs
} from "./fields.ts"; // prettier-ignore

const REPORT = 100;

export class ReferenceDevice implements Device {
  readonly name = "reference";
  readonly threads = 1;
  readonly #wishes = new Wishes();

  async run(call: Call, signal: JobSignal): Promise<Ran> {
    const kernel = findKernel(call.kernel);
    const args: Record<string, AnyArray | number> = {...call.scalars};
    const outputs: Outputs = {};
    for (const {name, field, role} of toFields(kernel)) {
      const {count} = extent(field, call.scalars, kernel.block, 0, call.n);
      const array = makeArray(field.element, count);
      if (role === "output") outputs[name] = array;
      if (role === "input") array.set(call.inputs[name]);
      args[name] = array;
    }
    const run = kernel.reference as (
      args: Record<string, AnyArray | number>,
      begin: number,
      end: number
    ) => void;
    const began = performance.now();
    const breathe = makeBreather();
    let last = performance.now();
    for (let begin = 0; begin < call.n; begin += kernel.block) {
      await breathe();
      await this.#wishes.permission(signal.slot);
      run(args, begin, Math.min(begin + kernel.block, call.n));
      if (performance.now() - last < REPORT) continue;
      last = performance.now();
      signal.progress(begin / kernel.block, Math.ceil(call.n / kernel.block));
    }
    return {outputs, elapsed: performance.now() - began};
  }

  memory(): MemoryAccount {
    return {live: 0, peak: 0, capacity: 0, limit: 0, byOwner: {}};
  }

  welcome(slot: number): void {
    this.#wishes.forget(slot);
  }

  tell(slot: number, wish: number): void {
    this.#wishes.tell(slot, wish);
  }
}
