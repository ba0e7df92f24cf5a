import {wrap} from "comlink";
import {say} from "../say.ts";
import type {CompileKernel} from "./types.ts";
import {READY} from "./words.ts";

/** Starts the compiler in a worker; it stays for the next cell. */
export async function startAsc(code: ArrayBuffer): Promise<CompileKernel> {
  const remote = wrap<CompileKernel>(await spawn(code));
  // not the remote itself: whoever awaits that asks it for a `then`, which it seems to have
  return (source, options) => remote(source, options);
}

/** A blob worker, or a data: worker where the former dies at birth (worker/browser.ts tells where). */
async function spawn(code: ArrayBuffer): Promise<Worker> {
  const blob = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
  try {
    return await listen(new Worker(blob));
  } catch {
    const text = new TextDecoder().decode(code);
    return await listen(new Worker(`data:text/javascript,${encodeURIComponent(text)}`));
  } finally {
    URL.revokeObjectURL(blob);
  }
}

function listen(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new Error(say("live.noCompiler", {problem: event.message})));
    };
    worker.onmessage = ({data}: MessageEvent<unknown>) => {
      if (data !== READY) return;
      worker.onmessage = worker.onerror = null;
      resolve(worker);
    };
  });
}
