// A lane in another thread that has its own memory, seen from the coordinator.
import * as Comlink from "comlink";
import type {Outputs} from "../device/fields.ts";
import type {RangeLane} from "../device/lanes.ts";
import type {ProgramStretch, ProgramTask} from "../device/programLane.ts";
import type {LaneWork, Range} from "../device/range.ts";

export class RemoteLane implements RangeLane {
  #work: Comlink.Remote<LaneWork>;
  #opened: ProgramTask | undefined;
  #fail: ((why: Error) => void) | undefined;

  constructor(port: MessagePort) {
    this.#work = Comlink.wrap<LaneWork>(port);
  }

  run(range: Range): Promise<Outputs> {
    const buffers = new Set(
      Object.values(range.inputs).map((array) => array.buffer as ArrayBuffer)
    );
    return this.#ask(this.#work.run(Comlink.transfer(range, [...buffers])));
  }

  async compute(task: ProgramTask, stretch: ProgramStretch): Promise<Float64Array<ArrayBuffer>> {
    if (this.#opened !== task) {
      await this.#ask(this.#work.open(task));
      this.#opened = task;
    }
    try {
      return await this.#ask(
        this.#work.compute(Comlink.transfer(stretch, [stretch.inputs.buffer]))
      );
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }

  async #ask<T>(answer: Promise<T>): Promise<T> {
    const death = new Promise<never>((_, reject) => (this.#fail = reject));
    try {
      return await Promise.race([answer, death]);
    } finally {
      this.#fail = undefined;
    }
  }

  /** Fails what is under way, if anything, and sends the next through `port`. */
  replace(why: string, port: MessagePort): void {
    this.#work = Comlink.wrap<LaneWork>(port);
    this.#opened = undefined;
    this.#fail?.(new Error(why));
  }
}

export interface RangeLaneStart {
  role: "rangeLane";
  port: MessagePort;
  kernels: Uint8Array<ArrayBuffer>;
  limit: number;
}
