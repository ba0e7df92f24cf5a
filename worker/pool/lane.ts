// One lane of the pool with shared memory: sleeps on the epoch word, takes blocks until there are
// none, goes back to sleep. It reads no message while it lives; the pool ends it by terminating it.
import {instantiate} from "../device/module.ts";
import {
  ALLOWED, BLOCK, BUSY, COUNT, Control, DEAD, EPOCH, IDLE, JOB, LEFT, NEXT, OPEN, PROGRAM, ROUSED, STATE
} from "./control.ts"; // prettier-ignore
import {Shelf} from "./shelf.ts";
import {readWork, type Tools} from "./work.ts";

/** Spins of about 5 µs before a lane parks. */
const SPINS = 4000;
/** Of a lane that was roused: some 500 µs, what is prepared for it meanwhile takes less. */
const SPINS_ROUSED = 100 * SPINS;

export interface LaneStart {
  role: "lane";
  index: number;
  memory: WebAssembly.Memory;
  kernels: Uint8Array<ArrayBuffer>;
}

/** Runs the lane until its thread is ended; returns only after a trap, which it has recorded. */
export function runLane({index, memory, kernels}: LaneStart): void {
  const wasm = instantiate(kernels, memory);
  const tools: Tools = {wasm, shelf: new Shelf(memory)};
  const control = new Control(memory.buffer);
  const {words} = control;
  const mine = control.lane(index);
  let seen = 0;
  Atomics.store(words, mine, IDLE);
  for (;;) {
    const isRoused = Atomics.load(words, STATE) === ROUSED;
    seen = wasm.park(control.address(EPOCH), seen, isRoused ? SPINS_ROUSED : SPINS);
    // The flag goes up before STATE is read, and the pool shuts STATE before it reads the flags:
    // so a lane that wakes late never takes a block of a job whose arguments it has not read.
    Atomics.store(words, mine, BUSY);
    let healthy = true;
    if (Atomics.load(words, STATE) === OPEN && index < words[ALLOWED])
      healthy = takeBlocks(control, tools, index);
    Atomics.store(words, mine, healthy ? IDLE : DEAD);
    Atomics.add(words, LEFT, 1);
    Atomics.notify(words, LEFT);
    if (!healthy) return;
  }
}

/** Takes blocks of the open job until none is left; false after a trap that the lane must not survive. */
export function takeBlocks(
  control: Control,
  tools: Tools,
  lane: number,
  between?: (done: number) => void
): boolean {
  const {words} = control;
  const count = words[COUNT];
  const block = words[BLOCK];
  const blocks = Math.ceil(count / block);
  const slot = words[JOB];
  try {
    const work = readWork(control, tools, lane);
    for (;;) {
      if (!control.mayGoOn(slot) || Atomics.load(words, STATE) !== OPEN) return true;
      const k = Atomics.add(words, NEXT, 1);
      if (k >= blocks) return true;
      const begin = k * block;
      work(begin, Math.min(begin + block, count));
      between?.(k + 1);
    }
  } catch (error) {
    control.fail(lane, (error as Error).message);
    if (words[PROGRAM] === 0) return false;
    // A program keeps nothing between two calls: a new instance does, where kernels need a new lane.
    tools.shelf.drop(words[PROGRAM]);
    return true;
  }
}
