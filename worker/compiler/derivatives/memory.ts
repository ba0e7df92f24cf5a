// What a program does to its arrays over time: which elements change after they were read, and which are
// stored more than once.
import {
  OUTPUT,
  regionsOf,
  type ArrayId,
  type LoadOp,
  type Op,
  type Program,
  type Region,
  type Role
} from "../ir.ts";
import {walk} from "./walk.ts";

export interface MemoryFacts {
  /** loads of elements that are stored again later: the array's last content is not what they saw. */
  unstable: ReadonlySet<LoadOp>;
  /** by array: whether an element may be stored more than once. */
  rewritten: readonly boolean[];
}

const isWritable = (role: Role): boolean => role === "local" || role === "output";

export function findMemoryFacts(program: Program): MemoryFacts {
  const {arrays} = program;
  const unstable = new Set<LoadOp>();
  const rewritten = arrays.map(() => false);
  const stored = arrays.map(() => new Set<number>());
  /** by array and place: who has read what is there. */
  const readers = arrays.map(() => new Map<number, Set<LoadOp>>());
  /** loads at places that are not known. */
  const roaming = arrays.map(() => new Set<LoadOp>());
  const isAtEnd = walk(program, {
    wants: (op) => op.kind !== "apply" && isWritable(arrays[op.array].role),
    load(op, place) {
      if (place === undefined) {
        roaming[op.array].add(op);
        return;
      }
      const there = readers[op.array].get(place);
      if (there) there.add(op);
      else readers[op.array].set(place, new Set([op]));
    },
    store({array}, place) {
      for (const load of roaming[array]) unstable.add(load);
      if (place === undefined) {
        for (const there of readers[array].values()) for (const load of there) unstable.add(load);
        rewritten[array] = true;
        return;
      }
      for (const load of readers[array].get(place) ?? []) unstable.add(load);
      if (stored[array].has(place)) rewritten[array] = true;
      stored[array].add(place);
    }
  });
  return isAtEnd ? {unstable, rewritten} : assumeWorst(program);
}

function assumeWorst({arrays, body}: Program): MemoryFacts {
  const unstable = new Set<LoadOp>();
  const visit = (op: Op): void => {
    if (op.kind === "load" && isWritable(arrays[op.array].role)) unstable.add(op);
    for (const {ops} of regionsOf(op)) ops.forEach(visit);
  };
  body.ops.forEach(visit);
  return {unstable, rewritten: arrays.map(({role}) => isWritable(role))};
}

/** Whether the answer is read back, or written at places that are f64 and may be none. */
export function isAnswerOpen({body, types}: Program): boolean {
  const opens = (op: Op): boolean => {
    if (op.kind === "load") return op.array === OUTPUT;
    if (op.kind === "store") return op.array === OUTPUT && types[op.index] === "f64";
    return regionsOf(op).some(({ops}) => ops.some(opens));
  };
  return body.ops.some(opens);
}

/** Whether an array is written in a region. */
export function storesTo(region: Region, isArray: (array: ArrayId) => boolean): boolean {
  return region.ops.some((op) =>
    op.kind === "store"
      ? isArray(op.array)
      : regionsOf(op).some((inner) => storesTo(inner, isArray))
  );
}
