// What an open epoch is about, a kernel or a program: the coordinator writes it among the control words, every
// lane reads it from there.
import {registry, type KernelName} from "../../kernels-as/registry.ts";
import type {KernelExports} from "../device/module.ts";
import {
  ARGUMENT_COUNT, BLOCK, COUNT, KERNEL, PROGRAM, PROGRAM_AT, PROGRAM_BYTES, SCRATCH, type Control
} from "./control.ts"; // prettier-ignore
import type {PlacedProgram, Shelf} from "./shelf.ts";

const KERNEL_NAMES = Object.keys(registry) as KernelName[];

interface Stretch {
  /** for messages. */
  label: string;
  /** length of the axis. */
  n: number;
  /** how much of the axis a lane takes at a time. */
  block: number;
}

export interface KernelWork extends Stretch {
  kernel: KernelName;
  /** its pointers and scalars in order. */
  args: readonly number[];
}

export interface ProgramWork extends Stretch {
  program: PlacedProgram;
  /** addresses of constants, uniforms, inputs, outputs and of the first lane's scratch. */
  args: readonly [number, number, number, number, number];
  /** bytes from one lane's scratch to the next one's. */
  scratch: number;
}

export type Work = KernelWork | ProgramWork;

/** What a lane works with. */
export interface Tools {
  wasm: KernelExports;
  shelf: Shelf;
}

export function writeWork(control: Control, work: Work): void {
  const {words} = control;
  words[COUNT] = work.n;
  words[BLOCK] = work.block;
  words[ARGUMENT_COUNT] = work.args.length;
  control.arguments.set(work.args);
  if ("kernel" in work) {
    words[PROGRAM] = 0;
    words[KERNEL] = KERNEL_NAMES.indexOf(work.kernel);
    return;
  }
  words[PROGRAM] = work.program.id;
  words[PROGRAM_AT] = work.program.at;
  words[PROGRAM_BYTES] = work.program.bytes;
  words[SCRATCH] = work.scratch;
}

/** The function that does a stretch [begin, end) of the open epoch's work on this lane. */
export function readWork(
  control: Control,
  {wasm, shelf}: Tools,
  lane: number
): (begin: number, end: number) => void {
  const {words} = control;
  const args = Array.from(control.arguments.subarray(0, words[ARGUMENT_COUNT]));
  if (words[PROGRAM] === 0) {
    const run = wasm.kernel(KERNEL_NAMES[words[KERNEL]]);
    return (begin, end) => run(...args, begin, end);
  }
  const at = words[PROGRAM_AT] >>> 0;
  const entry = shelf.take({id: words[PROGRAM], at, bytes: words[PROGRAM_BYTES]});
  const [constants, uniforms, inputs, outputs, scratch] = args;
  const room = scratch + lane * words[SCRATCH];
  return (begin, end) => entry(constants, uniforms, inputs, outputs, room, begin, end);
}
