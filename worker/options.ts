import type {EngineInfo, EngineOptions, Numerics} from "./api.ts";
import {checkInteger, checkNames, checkOneOf, show} from "./check.ts";
import type {Home} from "./home.ts";
import {MAX_LANES} from "./pool/control.ts";
import type {Session} from "./session.ts";

export const VERSION = "0.1.0";

const MiB = 1024 * 1024;
const LEAST_MEMORY = 16 * MiB;
const MOST_MEMORY = 4096 * MiB;
const DEFAULT_MEMORY = 1024 * MiB;

export interface ResolvedOptions {
  threads: number;
  numerics: Numerics;
  memory: number;
  shared: boolean;
}

/** Checks the options and fills in what was left out. */
export function toOptions(home: Home, options: EngineOptions): ResolvedOptions {
  const what = "createEngine";
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  }
  checkNames(what, "option", Object.keys(options), ["threads", "numerics", "memory", "shared"]);
  const {
    threads = Math.min(home.cores, MAX_LANES),
    numerics = "strict",
    memory = DEFAULT_MEMORY
  } = options;
  const {shared = true} = options;
  checkInteger(what, "threads", threads, 1, MAX_LANES);
  checkOneOf(what, "numerics", numerics, ["strict", "fast"]);
  checkInteger(what, "memory", memory, LEAST_MEMORY, MOST_MEMORY);
  if (typeof shared !== "boolean")
    throw new TypeError(`${what}: expected shared as a boolean, got ${show(shared)}`);
  return {threads, numerics, memory, shared};
}

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
  else if (!crew.shared && features.simd) {
    notes.push(
      options.shared
        ? "no shared memory here: each worker has its own and data is copied, with the same bits"
        : "shared memory was switched off: each worker has its own and data is copied, with the same bits"
    );
  }
  return {
    threads: crew.threads,
    shared: crew.shared,
    numerics: options.numerics,
    simd: features.simd,
    relaxedSimd: features.relaxedSimd,
    gpu: hasGpu,
    version: VERSION,
    notes
  };
}
