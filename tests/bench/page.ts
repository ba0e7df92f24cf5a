// The suite's home in a browser: an isolated page that is told what to measure and answers with a report.
import {createBrowserEngine} from "../../worker/browser.ts";
import type {HomeReport} from "./report.ts";
import {runSuite} from "./suite.ts";

export interface PageTask {
  home: string;
  version: string;
  only: string[];
  runs: number;
  threads?: number;
  numerics: "strict" | "fast";
}

declare global {
  interface Window {
    measure: (task: PageTask) => Promise<HomeReport>;
  }
}

window.measure = async ({threads, numerics, ...task}) => {
  const read = async (file: string) => (await fetch(file)).arrayBuffer();
  const [strict, relaxed] = await Promise.all([read("strict.wasm"), read("relaxed.wasm")]);
  const workerCode = await (await fetch("worker.js")).text();
  const engine = await createBrowserEngine(
    {workerCode, kernels: {strict, relaxed}, fetchProgram: read},
    {threads, numerics}
  );
  try {
    const {memory} = performance as unknown as {memory?: {usedJSHeapSize: number}};
    const module = new Uint8Array(strict);
    const heap = memory && (() => memory.usedJSHeapSize);
    await engine.load();
    return await runSuite({...task, engine, module, heap, log: () => undefined});
  } finally {
    await engine.close();
  }
};
