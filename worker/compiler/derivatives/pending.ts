// Adjoints on their way back. What flows out of a choice belongs to one arm of it: it is kept with the
// condition under which it counts, and the condition is applied only where it meets what always counts. So an
// arm that was not taken adds an exact zero, whatever infinities its own derivatives hold.
import type {Value} from "../ir.ts";
import type {Writer} from "./writer.ts";

export interface Condition {
  /** a bool of the program being written. */
  test: Value;
  holds: boolean;
}

/** All of them must hold. */
export type Path = readonly Condition[];

export interface Adjoint {
  value: Value;
  path: Path;
}

/** The adjoints of the values of one region, by value of the source or any other number. */
export class Pending {
  #write: Writer;
  #waiting = new Map<number, Adjoint[]>();

  constructor(write: Writer) {
    this.#write = write;
  }

  add(key: number, adjoint: Adjoint): void {
    const waiting = this.#waiting.get(key);
    if (waiting) waiting.push(adjoint);
    else this.#waiting.set(key, [adjoint]);
  }

  has(key: number): boolean {
    return this.#waiting.has(key);
  }

  /** The sum of what has come for a value, under the conditions that all of it shares. */
  take(key: number): Adjoint | undefined {
    const waiting = this.#remove(key);
    if (waiting.length === 0) return undefined;
    const path = sharedPath(waiting);
    return {value: combine(this.#write, waiting, path.length), path};
  }

  /** The sum of what has come for a value, which counts under `path`, a beginning of all its conditions. */
  settle(key: number, path: Path = []): Value | undefined {
    const waiting = this.#remove(key);
    return waiting.length === 0 ? undefined : combine(this.#write, waiting, path.length);
  }

  /** The conditions of all that has come for a value. */
  paths(key: number): Path[] {
    return (this.#waiting.get(key) ?? []).map(({path}) => path);
  }

  /** The conditions that all that waits for these values shares. */
  shared(keys: readonly number[]): Path {
    return sharedPath(keys.flatMap((key) => this.#waiting.get(key) ?? []));
  }

  #remove(key: number): Adjoint[] {
    const waiting = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    return waiting;
  }
}

function sharedPath(adjoints: readonly Adjoint[]): Path {
  if (adjoints.length === 0) return [];
  let {path} = adjoints[0];
  for (const {path: other} of adjoints) {
    let length = 0;
    while (length < path.length && isSame(path[length], other.at(length))) length++;
    path = path.slice(0, length);
  }
  return path;
}

function isSame(a: Condition, b: Condition | undefined): boolean {
  return a.test === b?.test && a.holds === b.holds;
}

/** The sum under the first `depth` conditions; where both arms of a choice come together it is one select. */
function combine(write: Writer, adjoints: readonly Adjoint[], depth: number): Value {
  const arms = new Map<Value, {yes: Adjoint[]; no: Adjoint[]}>();
  let sum: Value | undefined;
  const add = (value: Value) => (sum = sum === undefined ? value : write.add(sum, value));
  for (const adjoint of adjoints) {
    const condition = adjoint.path.at(depth);
    if (!condition) {
      add(adjoint.value);
      continue;
    }
    const pair = arms.get(condition.test) ?? {yes: [], no: []};
    arms.set(condition.test, pair);
    (condition.holds ? pair.yes : pair.no).push(adjoint);
  }
  for (const [test, {yes, no}] of arms) {
    const [a, b] = [yes, no].map((arm) =>
      arm.length === 0 ? write.number(0) : combine(write, arm, depth + 1)
    );
    // what comes from both arms alike does not depend on the choice
    add(a === b ? a : write.select(test, a, b));
  }
  return sum!;
}

/** The conditions as one bool, undefined where there are none. */
export function writePath(write: Writer, path: Path): Value | undefined {
  let all: Value | undefined;
  for (const {test, holds} of path) {
    const condition = holds ? test : write.apply("not", test);
    all = all === undefined ? condition : write.apply("and", all, condition);
  }
  return all;
}
