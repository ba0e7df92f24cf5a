// The engine as one run of a cell sees it: what the cell starts ends with its run, and shows how far it is.
import type {Engine, Progress} from "../../worker/api.ts";
import type {CellContext} from "../runtime/types.ts";

/** Cells share the engine: ending it is the page's to do. */
export type BoundEngine = Omit<Engine, "close" | "load">;

type Members = Record<string, unknown>;
type Follow = (run: RunLike) => void;

export function bindEngine(engine: Engine, context: CellContext): BoundEngine {
  const {
    close: _close,
    load: _load,
    ...members
  } = bindMembers(engine, context.signal, makeFollow(context), 2);
  return Object.freeze(members) as unknown as BoundEngine;
}

/** Functions of the engine, of its parts and of what they group; `info`, lists and tables stay what they are. */
function bindMembers(owner: object, signal: AbortSignal, follow: Follow, depth: number): Members {
  const entries = Object.entries(owner).map(([name, member]: [string, unknown]) => {
    if (typeof member === "function") return [name, bindFunction(owner, member, signal, follow)];
    const isPart = depth > 1 && typeof member === "object" && member !== null;
    const isGroup = depth === 1 && hasFunctions(member);
    return [
      name,
      isPart || isGroup ? Object.freeze(bindMembers(member, signal, follow, depth - 1)) : member
    ];
  });
  return Object.fromEntries(entries) as Members;
}

/** A plain record of functions, such as `heterodyne.homodyne`. */
function hasFunctions(member: unknown): member is object {
  if (typeof member !== "object" || member === null) return false;
  const prototype: unknown = Object.getPrototypeOf(member);
  return (
    prototype === Object.prototype &&
    Object.values(member).some((inner) => typeof inner === "function")
  );
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- any function of the engine
function bindFunction(owner: object, f: Function, signal: AbortSignal, follow: Follow): unknown {
  return (...args: unknown[]) => {
    // the run is over: whatever it would start now nobody waits for
    signal.throwIfAborted();
    const result: unknown = f.apply(owner, args);
    if (isRun(result)) follow(result);
    return result;
  };
}

/** Cancels runs at the end of the cell's, and shows the progress of the one started last. */
function makeFollow(context: CellContext): Follow {
  const {signal} = context;
  const going = new Set<RunLike>();
  let latest: RunLike;
  // one listener for all: a cell may start thousands
  const stop = () => going.forEach((run) => run.cancel());
  signal.addEventListener("abort", stop, {once: true});
  return (run) => {
    latest = run;
    going.add(run);
    const watch = async () => {
      for await (const step of run) if (run === latest && !signal.aborted) context.progress(step);
    };
    // what becomes of a run shows where it is awaited
    watch().catch(() => undefined);
    const forget = () => going.delete(run);
    run.then(forget, forget);
  };
}

interface RunLike extends AsyncIterable<Progress> {
  cancel(): void;
  then(onFulfilled: () => void, onRejected: () => void): unknown;
}

function isRun(value: unknown): value is RunLike {
  const run = value as Partial<RunLike> | null;
  return (
    typeof value === "object" &&
    typeof run?.cancel === "function" &&
    typeof run.then === "function" &&
    typeof run[Symbol.asyncIterator] === "function"
  );
}
