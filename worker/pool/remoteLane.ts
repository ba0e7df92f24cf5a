// A lane in another thread that has its own memory, seen from the coordinator.
import * as Comlink from "comlink";
import type {RangeLane} from "../device/copying.ts";
import type {Outputs} from "../device/fields.ts";
import type {Range, RunRange} from "../device/range.ts";

export class RemoteLane implements RangeLane {
  #run: Comlink.Remote<RunRange>;
  #fail: ((why: Error) => void) | undefined;

  constructor(port: MessagePort) {
    this.#run = Comlink.wrap<RunRange>(port);
  }

  async run(range: Range): Promise<Outputs> {
    const buffers = new Set(
      Object.values(range.inputs).map((array) => array.buffer as ArrayBuffer)
    );
    const death = new Promise<never>((_, reject) => (this.#fail = reject));
    try {
      return await Promise.race([this.#run(Comlink.transfer(range, [...buffers])), death]);
    } finally {
      this.#fail = undefined;
    }
  }

  /** Fails the range under way, if any, and sends later ones through `port`. */
  replace(why: string, port: MessagePort): void {
    this.#run = Comlink.wrap<RunRange>(port);
    this.#fail?.(new Error(why));
  }
}

export interface RangeLaneStart {
  role: "rangeLane";
  port: MessagePort;
  kernels: Uint8Array<ArrayBuffer>;
  limit: number;
}
