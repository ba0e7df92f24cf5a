// Who uses a value and how often: what decides whether its text goes where it is used or gets a name.
import {operandsOf, type Program, type Region, type Value} from "../ir.ts";

export interface Uses {
  /** how often a value is used, by value. */
  counts: Uint32Array;
  /** whether a value is used once, and in the region that defines it. */
  isSingle: (value: Value) => boolean;
}

export function countUses(program: Program): Uses {
  const counts = new Uint32Array(program.types.length);
  const homes = new Int32Array(program.types.length);
  const isAway = new Uint8Array(program.types.length);
  let regions = 0;

  const use = (value: Value, region: number) => {
    counts[value]++;
    if (homes[value] !== region) isAway[value] = 1;
  };
  const walk = (inner: Region): number => {
    const here = ++regions;
    for (const op of inner.ops) {
      for (const value of operandsOf(op)) use(value, here);
      if (op.kind === "store") continue;
      if (op.kind !== "for" && op.kind !== "while") {
        homes[op.result] = here;
        continue;
      }
      for (const {result} of op.carries) homes[result] = here;
      if (op.kind === "while") use(op.going, walk(op.test));
      const body = walk(op.body);
      for (const {next} of op.carries) use(next, body);
    }
    return here;
  };

  walk(program.body);
  return {counts, isSingle: (value) => counts[value] === 1 && isAway[value] === 0};
}
