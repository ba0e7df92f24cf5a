// What a worker does with its first message. The same for a browser's worker and Node's.
import * as Comlink from "comlink";
import {Coordinator, type CoordinatorStart} from "./coordinator.ts";
import {makeLaneWork, type LaneWork} from "./device/range.ts";
import {runLane, type LaneStart} from "./pool/lane.ts";
import type {RangeLaneStart} from "./pool/remoteLane.ts";

/** A coordinator's start message with the ports that cannot be made inside. */
export interface CoordinatorMessage extends CoordinatorStart {
  /** comlink's end of the door. */
  door: MessagePort;
  /** progress leaves here, one way. */
  progress: MessagePort;
}

/** Work whose code comes along, because few pages need it. */
export interface ScriptStart {
  role: "script";
  /** a script of ours that leaves its `makeWork` behind: worker/samplers/targets/functionScript.ts. */
  code: string;
  /** what the work is made of. */
  spec: unknown;
  port: MessagePort;
}

export type StartMessage = CoordinatorMessage | LaneStart | RangeLaneStart | ScriptStart;

/** Posted by a worker that has started and can take its first message. */
export const HELLO = "hello";
/** Posted by a lane that met a trap and wants to be replaced. */
export const TRAPPED = "trapped";

export function startWorker(message: StartMessage, post: (message: string) => void): void {
  switch (message.role) {
    case "coordinator": {
      const report = (slot: number, progress: unknown) =>
        message.progress.postMessage({slot, progress});
      Comlink.expose(new Coordinator(message, report), message.door);
      return;
    }
    case "lane":
      runLane(message);
      post(TRAPPED);
      return;
    case "rangeLane":
      Comlink.expose(handOver(makeLaneWork(message.kernels, message.limit)), message.port);
      return;
    case "script": {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the build's own text
      const run = new Function(message.code) as () => void;
      run();
      const {makeWork} = globalThis as unknown as {makeWork: (spec: unknown) => object};
      Comlink.expose(makeWork(message.spec), message.port);
    }
  }
}

/** The same work, whose answers leave the thread without a copy. */
function handOver(work: LaneWork): LaneWork {
  return {
    run(range) {
      const outputs = work.run(range);
      const buffers = Object.values(outputs).map((array) => array.buffer as ArrayBuffer);
      return Comlink.transfer(outputs, buffers);
    },
    open: (task) => work.open(task),
    compute(stretch) {
      const outputs = work.compute(stretch);
      return Comlink.transfer(outputs, [outputs.buffer]);
    }
  };
}
