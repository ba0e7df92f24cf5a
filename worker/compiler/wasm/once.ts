// Which of a program's ops give the same for every point, and so are done once before the points: those made
// of constants and of parameters that do not differ.
import {operandsOf, type Carry, type Op, type Program, type Region} from "../ir.ts";
import type {Place} from "./layout.ts";

export interface Split {
  once: Op[];
  perPoint: Op[];
}

export function splitOnce({body, types}: Program, places: readonly Place[]): Split {
  const isSame = new Uint8Array(types.length);
  const split: Split = {once: [], perPoint: []};
  for (const op of body.ops) {
    const isOnce = visit(op, isSame, places);
    split[isOnce ? "once" : "perPoint"].push(op);
  }
  return split;
}

/** Marks what an op defines if all points have it alike; says whether they do. */
function visit(op: Op, isSame: Uint8Array, places: readonly Place[]): boolean {
  if (!operandsOf(op).every((value) => isSame[value] === 1)) return false;
  switch (op.kind) {
    case "store":
      return false;
    case "load":
      if (!places[op.array].isShared) return false;
      isSame[op.result] = 1;
      return true;
    case "const":
    case "apply":
      isSame[op.result] = 1;
      return true;
    case "for":
      isSame[op.index] = 1;
      return finish(op.carries, visitLoop(op.carries, [op.body], isSame, places), isSame);
    case "while": {
      const isOnce = visitLoop(op.carries, [op.test, op.body], isSame, places);
      return finish(op.carries, isOnce && isSame[op.going] === 1, isSame);
    }
  }
}

function finish(carries: readonly Carry[], isOnce: boolean, isSame: Uint8Array): boolean {
  if (isOnce) for (const {result} of carries) isSame[result] = 1;
  return isOnce;
}

/** The carried values are alike if they are at first and one pass leaves them so. */
function visitLoop(
  carries: readonly Carry[],
  regions: readonly Region[],
  isSame: Uint8Array,
  places: readonly Place[]
): boolean {
  for (const {within} of carries) isSame[within] = 1;
  return (
    regions.every(({ops}) => ops.every((op) => visit(op, isSame, places))) &&
    carries.every(({next}) => isSame[next] === 1)
  );
}
