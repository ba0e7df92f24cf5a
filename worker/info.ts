import {version} from "../package.json" with {type: "json"};
import type {EngineInfo} from "./api.ts";
import type {Session} from "./session.ts";

/** What the engine turned out to be, and what is missing where it runs. */
export function describeInfo({options, spec, crew, hasGpu}: Session): EngineInfo {
  const {features} = spec;
  const notes: string[] = [];
  if (!features.simd) {
    notes.push(
      "no WebAssembly SIMD: the TypeScript references compute, with the same bits, more slowly"
    );
  }
  if (!crew.hasWorkers) notes.push("workers are blocked: everything runs on the page's own thread");
  else if (!crew.memory && features.simd) {
    notes.push(
      options.shared
        ? "no shared memory here: each worker has its own and data is copied, with the same bits"
        : "shared memory was switched off: each worker has its own and data is copied, with the same bits"
    );
  }
  return {
    threads: crew.threads,
    shared: crew.memory !== undefined,
    numerics: options.numerics,
    simd: features.simd,
    relaxedSimd: features.relaxedSimd,
    gpu: hasGpu,
    version,
    notes
  };
}
