// Runs stretches of a program's points in a memory of its own: what a lane without shared memory does.
import {outputWidth, type Entry} from "../compiler/wasm/abi.ts";
import type {Arena} from "../memory/arena.ts";
import {viewNumbers} from "../memory/view.ts";
import {Shelf} from "../pool/shelf.ts";
import {tilesLength} from "../programs/tiles.ts";
import type {ProgramSpec} from "./programs.ts";

/** What all stretches of a job have in common. */
export interface ProgramTask {
  id: number;
  spec: ProgramSpec;
  constants: Float64Array<ArrayBuffer>;
  uniforms: Float64Array<ArrayBuffer>;
}

/** Whole tiles of the inputs, of which the points [begin, end) are to be computed. */
export interface ProgramStretch {
  inputs: Float64Array<ArrayBuffer>;
  begin: number;
  end: number;
}

export interface ProgramLane {
  /** Prepares for the stretches of a task; what an earlier one left is released. */
  open: (task: ProgramTask) => void;
  /** The tiles of the answer. */
  compute: (stretch: ProgramStretch) => Float64Array<ArrayBuffer>;
}

interface OpenTask {
  task: ProgramTask;
  entry: Entry;
  constants: number;
  uniforms: number;
  scratch: number;
}

export function makeProgramLane(arena: Arena): ProgramLane {
  const {memory} = arena;
  const shelf = new Shelf(memory);
  let current: OpenTask | undefined;

  const place = (values: Float64Array, owner: string): number => {
    const at = arena.allocate(values.byteLength, owner);
    viewNumbers(memory, at, values.length).set(values);
    return at;
  };
  const open = (task: ProgramTask): void => {
    current = undefined;
    arena.releaseOwner("task");
    current = {
      task,
      entry: shelf.takeFrom(task.id, () => task.spec.bytes),
      constants: place(task.constants, "task"),
      uniforms: place(task.uniforms, "task"),
      scratch: arena.allocate(task.spec.scratchBytes, "task")
    };
  };
  const compute = ({inputs, begin, end}: ProgramStretch): Float64Array<ArrayBuffer> => {
    if (!current) throw new Error("programs.run: no task is open");
    const {task, entry, constants, uniforms, scratch} = current;
    const length = tilesLength(task.spec.outputRows, end, outputWidth(task.spec));
    try {
      const from = place(inputs, "stretch");
      const to = arena.allocate(8 * length, "stretch");
      entry(constants, uniforms, from, to, scratch, begin, end);
      return viewNumbers(memory, to, length).slice();
    } catch (error) {
      shelf.drop(task.id);
      current = undefined;
      throw error;
    } finally {
      arena.releaseOwner("stretch");
    }
  };
  return {open, compute};
}
