// What differs between the places an engine can live in: a page, Node, and a test.
import type {GpuHost} from "./device/gpu/gpuHost.ts";
import type {KernelBuilds} from "./device/features.ts";

/** The GPU, which lives on the page's main thread. */
export type GpuDoor = Pick<GpuHost, "run" | "runProgram" | "status" | "dispose">;

/** A started worker. */
export interface Hand {
  /** whether a shared memory may be posted to it. */
  canShare: boolean;
  post: (message: unknown, transfer?: Transferable[]) => void;
  /** Called once, when the worker has ended or will do no more, with the reason. */
  onEnd: (listener: (why: string) => void) => void;
  terminate: () => void;
}

export interface Home {
  cores: number;
  builds: KernelBuilds;
  /**
   * A file beside the kernels that is read when it is needed: the module of a folder of kernels-as/programs
   * (`<folder>.<flavour>.wasm`), or what a plain function's worker runs (`functions.js`).
   */
  program: (file: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** Starts a worker; absent or rejecting where workers are blocked. */
  spawn?: () => Promise<Hand>;
  /** Opens the door to the GPU; absent where there is no WebGPU. */
  gpu?: () => Promise<GpuDoor>;
  /** Keeps the process alive while work is under way; a page needs none. */
  keepAlive?: (active: boolean) => void;
}
