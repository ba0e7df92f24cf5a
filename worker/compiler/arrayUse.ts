// How a program uses its arrays, found in one walk.
import {regionsOf, type ArrayId, type Op, type Program, type Region} from "./ir.ts";

export interface ArrayUse {
  isLoaded: boolean;
  isStored: boolean;
  /** every access is at an i32 constant. */
  isAtConstants: boolean;
  /** besides that, stores are outside loops and without condition: each element is a value at each point. */
  isPlain: boolean;
  /** every element is stored, at the top and without condition, before one is loaded. */
  isWrittenFirst: boolean;
}

/** By array. */
export function surveyArrays(program: Program): ArrayUse[] {
  const uses = program.arrays.map((): ArrayUse => ({
    isLoaded: false,
    isStored: false,
    isAtConstants: true,
    isPlain: true,
    isWrittenFirst: false
  })); // prettier-ignore
  const integers: (number | undefined)[] = [];
  const written = program.arrays.map(() => new Set<number>());

  const visit = ({ops}: Region, isTop: boolean) => {
    for (const op of ops) {
      if (op.kind === "const" && program.types[op.result] === "i32")
        integers[op.result] = op.value as number;
      if (op.kind === "load" || op.kind === "store") note(op, isTop);
      for (const region of regionsOf(op)) visit(region, false);
    }
  };
  const note = (op: Op & {kind: "load" | "store"}, isTop: boolean) => {
    const use = uses[op.array];
    const place = integers[op.index];
    if (place === undefined) use.isAtConstants = use.isPlain = false;
    if (op.kind === "load") {
      if (!use.isLoaded) use.isWrittenFirst = isComplete(op.array);
      use.isLoaded = true;
      return;
    }
    use.isStored = true;
    const isCertain = isTop && op.where === undefined;
    if (!isCertain) use.isPlain = false;
    else if (place !== undefined) written[op.array].add(place);
  };
  const isComplete = (array: ArrayId) => written[array].size === program.arrays[array].size;

  visit(program.body, true);
  uses.forEach((use, array) => {
    if (!use.isLoaded) use.isWrittenFirst = isComplete(array);
  });
  return uses;
}
