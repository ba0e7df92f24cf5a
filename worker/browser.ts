// The engine's home in a page, also in a sandboxed one of opaque origin. The worker is given as text,
// because such a page cannot start one from a URL.
import type {Engine, EngineOptions} from "./api.ts";
import {createEngineIn} from "./client.ts";
import {HELLO, TRAPPED} from "./entry.ts";
import type {GpuDoor, Hand, Home} from "./home.ts";

export interface BrowserParts {
  /** the text of the classic worker script. */
  workerCode: string;
  kernels: {strict: ArrayBuffer; relaxed: ArrayBuffer};
  /** the bytes of a file of dist/kernels that the page did not bring along. */
  fetchProgram: (file: string) => Promise<ArrayBuffer>;
  /** false: behave as if workers were blocked. */
  workers?: boolean;
  /** false: behave as if WebAssembly had no SIMD. */
  simd?: boolean;
}

/** Starts an engine in the page. */
export function createBrowserEngine(
  parts: BrowserParts,
  options: EngineOptions = {}
): Promise<Engine> {
  return createEngineIn(makeBrowserHome(parts), options);
}

export function makeBrowserHome({
  workerCode,
  kernels,
  fetchProgram,
  workers = true,
  simd = true
}: BrowserParts): Home {
  const empty = new Uint8Array(0);
  const builds = simd
    ? {strict: new Uint8Array(kernels.strict), relaxed: new Uint8Array(kernels.relaxed)}
    : {strict: empty, relaxed: empty};
  const spawn = async (): Promise<Hand> => {
    // Blob first: it can share memory. Where a blob worker dies at birth (WebKitGTK in an opaque
    // origin), a data: worker with the same text lives, but a shared memory cannot be posted to it.
    const blob = URL.createObjectURL(new Blob([workerCode], {type: "text/javascript"}));
    try {
      return await startWorker(blob, true);
    } catch {
      return await startWorker(`data:text/javascript,${encodeURIComponent(workerCode)}`, false);
    } finally {
      URL.revokeObjectURL(blob);
    }
  };
  return {
    cores: navigator.hardwareConcurrency || 1,
    builds,
    program: async (file) => new Uint8Array(await fetchProgram(file)),
    gpu: hasWebGpu() ? openGpu : undefined,
    spawn: workers && typeof Worker === "function" ? spawn : undefined
  };
}

function hasWebGpu(): boolean {
  return (navigator as {gpu?: unknown}).gpu !== undefined;
}

/** Loaded when it is first asked for: most readers' first page needs no GPU. */
async function openGpu(): Promise<GpuDoor> {
  const {GpuHost} = await import("./device/gpu/gpuHost.ts");
  return new GpuHost();
}

/** Milliseconds within which a worker must say hello; a blocked one may say nothing at all. */
const PATIENCE = 8000;

function startWorker(url: string, canShare: boolean): Promise<Hand> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url);
    let end: ((why: string) => void) | undefined;
    const stop = (why: string) => {
      worker.terminate();
      end?.(why);
      end = undefined;
    };
    const timer = setTimeout(() => fail("no answer"), PATIENCE);
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`worker: ${why}`));
      stop(why);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(event.message || "failed to start");
    };
    worker.onmessage = ({data}: MessageEvent<unknown>) => {
      if (data === TRAPPED) stop("a trap");
      if (data !== HELLO) return;
      clearTimeout(timer);
      resolve({
        canShare,
        post: (start, transfer = []) => worker.postMessage(start, transfer),
        onEnd: (listener) => (end = listener),
        terminate: () => worker.terminate()
      });
    };
  });
}
