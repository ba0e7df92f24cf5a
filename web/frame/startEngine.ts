import {createBrowserEngine} from "../../worker/browser.ts";
import type {Engine} from "../../worker/api.ts";
import type {Host} from "../host.ts";
import {RELAXED_PROBE} from "./relaxedProbe.ts";

/** Starts the engine from the files that came with the document. */
export function startEngine(host: Host): Promise<Engine> {
  const {threads, memory, shared, simd, workers, numerics} = host.settings;
  const asset = (name: string) => host.asset(name);
  return createBrowserEngine(
    {
      workerCode: new TextDecoder().decode(asset("engine.js")),
      kernels: {
        strict: asset("strict.wasm"),
        relaxed: numerics === "fast" ? asset("relaxed.wasm") : RELAXED_PROBE
      },
      fetchProgram: (file) => host.fetchAsset(file),
      workers,
      simd
    },
    {shared, numerics, ...(threads ? {threads} : {}), ...(memory ? {memory} : {})}
  );
}
