// The engine's home in Node, and the library that `import "cuvette"` gives.
import {readFile} from "node:fs/promises";
import {availableParallelism} from "node:os";
import {Worker} from "node:worker_threads";
import {createEngineIn} from "./client.ts";
import type {Engine, EngineOptions} from "./api.ts";
import {HELLO, TRAPPED} from "./entry.ts";
import type {Hand, Home} from "./home.ts";

export type * from "./api.ts";

/** Starts an engine: `await engine.close()` ends its threads. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const engine = await createEngineIn(await makeNodeHome(new URL("../", import.meta.url)), options);
  await engine.load();
  return engine;
}

/** A home whose built files lie under `dist`. */
export async function makeNodeHome(dist: URL): Promise<Home> {
  const read = async (file: string) => new Uint8Array(await readFile(new URL(file, dist)));
  const [strict, relaxed] = await Promise.all([
    read("kernels/strict.wasm"),
    read("kernels/relaxed.wasm")
  ]);
  const worker = new URL("node/worker.js", dist);
  let keeper: NodeJS.Timeout | undefined;
  return {
    cores: availableParallelism(),
    builds: {strict, relaxed},
    program: (file) => read(`kernels/${file}`),
    spawn: () => spawn(worker),
    keepAlive(active) {
      // The threads themselves never keep the process: only work under way does.
      clearInterval(keeper);
      keeper = active ? setInterval(() => undefined, 0x7fffffff) : undefined;
    }
  };
}

function spawn(url: URL): Promise<Hand> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url);
    let end: ((why: string) => void) | undefined;
    const stop = (why: string) => {
      end?.(why);
      end = undefined;
    };
    worker.on("error", (error) => {
      reject(error);
      stop(error.message);
    });
    worker.on("exit", (code) => stop(`exit code ${code}`));
    worker.on("message", (message) => {
      if (message === TRAPPED) stop("a trap");
      if (message !== HELLO) return;
      worker.unref();
      resolve({
        canShare: true,
        post: (start, transfer = []) => worker.postMessage(start, transfer as never),
        onEnd: (listener) => (end = listener),
        terminate: () => void worker.terminate()
      });
    });
  });
}
