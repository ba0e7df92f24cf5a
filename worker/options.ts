import type {EngineOptions, Numerics} from "./api.ts";
import {checkInteger, checkNames, checkOneOf, show} from "./check.ts";
import type {Home} from "./home.ts";
import {MAX_LANES} from "./pool/control.ts";

const MiB = 1024 * 1024;
const LEAST_MEMORY = 16 * MiB;
const MOST_MEMORY = 4096 * MiB;
const DEFAULT_MEMORY = 1024 * MiB;

const OPTIONS = ["threads", "numerics", "memory", "shared", "store"];

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
  checkNames(what, "option", Object.keys(options), OPTIONS);
  const {
    threads = Math.min(home.cores, MAX_LANES),
    numerics = "strict",
    memory = DEFAULT_MEMORY
  } = options;
  const {shared = true, store} = options;
  checkInteger(what, "threads", threads, 1, MAX_LANES);
  checkOneOf(what, "numerics", numerics, ["strict", "fast"]);
  checkInteger(what, "memory", memory, LEAST_MEMORY, MOST_MEMORY);
  if (typeof shared !== "boolean")
    throw new TypeError(`${what}: expected shared as a boolean, got ${show(shared)}`);
  if (store !== undefined) checkStore(what, store);
  return {threads, numerics, memory, shared};
}

function checkStore(what: string, store: unknown): void {
  const found = (typeof store === "object" && store !== null ? store : {}) as Record<
    string,
    unknown
  >;
  const lacking = ["get", "set", "delete"].find((name) => typeof found[name] !== "function");
  if (lacking !== undefined)
    throw new TypeError(
      `${what}: expected store as {get, set, delete}, got ${show(store)} without ${lacking}`
    );
}
