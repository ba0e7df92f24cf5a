// From as many locals as there are values to as few as there are at a time: locals that are never needed
// together share a place, which keeps the browser's compilers quick.
import type {Code, ValueType} from "./code.ts";

export interface Locals {
  /** those after the parameters. */
  types: ValueType[];
  /** by local, parameters included. */
  names: (string | undefined)[];
}

/** What a local is, as long as each value has its own. */
export interface Wanted {
  types: readonly ValueType[];
  names: readonly (string | undefined)[];
}

/** Renumbers the locals in `code`; the first `params` keep their numbers. */
export function shareLocals(code: Code, wanted: Wanted, params: number): Locals {
  const {last, ends} = findLastUses(code, wanted.types.length);
  const places = new Int32Array(wanted.types.length).fill(-1);
  for (let local = 0; local < params; local++) places[local] = local;
  const types: ValueType[] = [];
  const names = wanted.names.slice(0, params);
  const free = new Map<ValueType, number[]>();

  const release = (local: number) => {
    if (local < params || wanted.names[local] !== undefined) return;
    const type = wanted.types[local];
    const list = free.get(type);
    if (list) list.push(places[local]);
    else free.set(type, [places[local]]);
  };
  for (let at = 0; at < code.length; at++) {
    for (const local of ends.get(at) ?? []) release(local);
    if (code.instructions[at].immediate !== "local") continue;
    const local = code.first[at];
    if (places[local] === -1) {
      const type = wanted.types[local];
      // What has a name keeps its place to itself.
      const old = wanted.names[local] === undefined ? free.get(type)?.pop() : undefined;
      places[local] = old ?? params + types.push(type) - 1;
      names[places[local]] = wanted.names[local];
    }
    code.first[at] = places[local];
    if (last[local] === at) release(local);
  }
  return {types, names};
}

interface OpenLoop {
  start: number;
  isLoop: boolean;
  /** locals from before the loop: needed until its end, since a later pass may read them. */
  kept: Set<number>;
}

/** Where each local is needed last, and which ones at the end of a loop. */
function findLastUses(code: Code, count: number): {last: Int32Array; ends: Map<number, number[]>} {
  const first = new Int32Array(count).fill(-1);
  const last = new Int32Array(count).fill(-1);
  const ends = new Map<number, number[]>();
  const open: OpenLoop[] = [];
  const loops: OpenLoop[] = [];
  for (let at = 0; at < code.length; at++) {
    const {immediate, name} = code.instructions[at];
    if (immediate === "local") {
      const local = code.first[at];
      if (first[local] === -1) first[local] = at;
      last[local] = at;
      if (loops.length > 0 && loops[loops.length - 1].start > first[local])
        loops.find(({start}) => start > first[local])?.kept.add(local);
    } else if (immediate === "block") {
      const entry = {start: at, isLoop: name === "loop", kept: new Set<number>()};
      open.push(entry);
      if (entry.isLoop) loops.push(entry);
    } else if (name === "end") {
      const entry = open.pop();
      if (!entry?.isLoop) continue;
      loops.pop();
      for (const local of entry.kept) last[local] = at;
    }
  }
  last.forEach((at, local) => {
    if (at === -1 || code.instructions[at].immediate === "local") return;
    const list = ends.get(at);
    if (list) list.push(local);
    else ends.set(at, [local]);
  });
  return {last, ends};
}
