// The WASM device over shared memory: inputs are placed in the arena once, every lane works on them
// in place, outputs are copied out once.
import type {Arena} from "../memory/arena.ts";
import {type MemoryAccount} from "../memory/arena.ts";
import type {Pool} from "../pool/pool.ts";
import type {Device, JobSignal, Ran} from "./device.ts";
import {
  bytesOf, extent, findKernel, makeArray, toFields, viewArray, type Call, type Outputs
} from "./fields.ts"; // prettier-ignore

export class SharedDevice implements Device {
  readonly threads: number;
  readonly arena: Arena;
  readonly #pool: Pool;

  constructor(pool: Pool, arena: Arena) {
    this.#pool = pool;
    this.arena = arena;
    this.threads = pool.threads;
  }

  // async so that a misfortune is a rejection whichever device is at work
  // eslint-disable-next-line @typescript-eslint/require-await
  async run(call: Call, signal: JobSignal): Promise<Ran> {
    const kernel = findKernel(call.kernel);
    const owner = `job ${signal.slot}`;
    try {
      const placed = toFields(kernel).map((part) => {
        const {count} = extent(part.field, call.scalars, kernel.block, 0, call.n);
        return {...part, count, at: this.arena.allocate(bytesOf(part.field, count), owner)};
      });
      // Views are made after all is placed: growing the memory replaces its buffer.
      const {buffer} = this.arena.memory;
      for (const {name, field, role, at, count} of placed) {
        const view = viewArray(field.element, buffer, at, count);
        // A kernel may leave outputs of a failed problem as they are: they must not be a former job's.
        if (role !== "input") view.fill(0);
        else view.set(call.inputs[name]);
      }
      const scalars = Object.keys(kernel.scalars).map((name) => call.scalars[name]);
      const args = [...placed.map(({at}) => at), ...scalars];
      const began = performance.now();
      const {kernel: name, n} = call;
      this.#pool.run({label: name, kernel: name, args, n, block: kernel.block}, signal);
      const elapsed = performance.now() - began;

      const outputs: Outputs = {};
      for (const {name, field, role, at, count} of placed) {
        if (role !== "output") continue;
        outputs[name] = makeArray(field.element, count);
        outputs[name].set(viewArray(field.element, buffer, at, count));
      }
      return {outputs, elapsed};
    } finally {
      this.arena.releaseOwner(owner);
    }
  }

  memory(): MemoryAccount {
    return this.arena.account();
  }

  welcome(): void {
    // The client has reset the shared word itself, and may have cancelled the job since.
  }

  tell(): void {
    // The client has set it too; by now the word may be another job's.
  }
}
