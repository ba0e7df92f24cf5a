import {wrap, type Remote} from "comlink";
import {READY, type Checker, type CheckerDoor} from "./words.ts";

export interface RemoteChecker {
  ask: Remote<Checker>;
  /** Ends the worker; questions under way are never answered. */
  close(): void;
}

/** Starts the type checker in a worker from its script's text. */
export async function startChecker(
  code: string,
  declarations: Record<string, string>
): Promise<RemoteChecker> {
  const worker = await spawn(code);
  const door = wrap<CheckerDoor>(worker);
  await door.open(declarations);
  return {ask: door, close: () => worker.terminate()};
}

/** A blob worker, or a data: worker where the former dies at birth (worker/browser.ts tells where). */
async function spawn(code: string): Promise<Worker> {
  const blob = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
  try {
    return await listen(new Worker(blob));
  } catch {
    return await listen(new Worker(`data:text/javascript,${encodeURIComponent(code)}`));
  } finally {
    URL.revokeObjectURL(blob);
  }
}

function listen(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new Error(`editor: the type checker did not start: ${event.message}`));
    };
    worker.onmessage = ({data}: MessageEvent<unknown>) => {
      if (data !== READY) return;
      worker.onmessage = worker.onerror = null;
      resolve(worker);
    };
  });
}
