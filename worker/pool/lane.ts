// One lane of the pool with shared memory: sleeps on the epoch word, takes blocks until there are
// none, goes back to sleep. It reads no message while it lives; the pool ends it by terminating it.
import {registry, type KernelName} from "../../kernels-as/registry.ts";
import {instantiate, type KernelExports} from "../device/module.ts";
import {
  ALLOWED, ARGUMENT_COUNT, BLOCK, BUSY, COUNT, Control, DEAD, EPOCH, IDLE, JOB, KERNEL, LEFT, NEXT, OPEN, STATE
} from "./control.ts"; // prettier-ignore

/** Spins of about 5 µs before a lane parks. */
const SPINS = 4000;

const KERNEL_NAMES = Object.keys(registry) as KernelName[];

/** The number by which the control words name a kernel. */
export function kernelIndex(name: KernelName): number {
  return KERNEL_NAMES.indexOf(name);
}

export interface LaneStart {
  role: "lane";
  index: number;
  memory: WebAssembly.Memory;
  kernels: Uint8Array<ArrayBuffer>;
}

/** Runs the lane until its thread is ended; returns only after a trap, which it has recorded. */
export function runLane({index, memory, kernels}: LaneStart): void {
  const wasm = instantiate(kernels, memory);
  const control = new Control(memory.buffer);
  const {words} = control;
  const mine = control.lane(index);
  let seen = 0;
  Atomics.store(words, mine, IDLE);
  for (;;) {
    seen = wasm.park(control.address(EPOCH), seen, SPINS);
    // The flag goes up before STATE is read, and the pool shuts STATE before it reads the flags:
    // so a lane that wakes late never takes a block of a job whose arguments it has not read.
    Atomics.store(words, mine, BUSY);
    let healthy = true;
    if (Atomics.load(words, STATE) === OPEN && index < words[ALLOWED])
      healthy = takeBlocks(control, wasm, index);
    Atomics.store(words, mine, healthy ? IDLE : DEAD);
    Atomics.add(words, LEFT, 1);
    Atomics.notify(words, LEFT);
    if (!healthy) return;
  }
}

/** Takes blocks of the open job until none is left; false after a trap. */
export function takeBlocks(
  control: Control,
  wasm: KernelExports,
  lane: number,
  between?: (done: number) => void
): boolean {
  const {words} = control;
  const run = wasm.kernel(KERNEL_NAMES[words[KERNEL]]);
  const args = Array.from(control.arguments.subarray(0, words[ARGUMENT_COUNT]));
  const count = words[COUNT];
  const block = words[BLOCK];
  const blocks = Math.ceil(count / block);
  const slot = words[JOB];
  try {
    for (;;) {
      if (!control.mayGoOn(slot) || Atomics.load(words, STATE) !== OPEN) return true;
      const k = Atomics.add(words, NEXT, 1);
      if (k >= blocks) return true;
      const begin = k * block;
      run(...args, begin, Math.min(begin + block, count));
      between?.(k + 1);
    }
  } catch (error) {
    control.fail(lane, `${KERNEL_NAMES[words[KERNEL]]}: ${(error as Error).message}`);
    return false;
  }
}
