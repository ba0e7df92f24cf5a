// Vitest compares the elements of typed arrays one by one as any values, a second for 250,000 of them. Where all are
// the same numbers this says so at once; anything else is left to Vitest.
import {expect} from "vitest";

type Numbers = ArrayLike<number | bigint>;

function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function areSame(a: unknown, b: unknown): boolean | undefined {
  if (!isNumbers(a) || !isNumbers(b)) return undefined;
  if (a.constructor !== b.constructor || a.length !== b.length) return undefined;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return undefined;
  return true;
}

// for each file anew, also where files share a process: once is enough
const world = globalThis as {knowsTypedArrays?: boolean};
if (!world.knowsTypedArrays) expect.addEqualityTesters([areSame]);
world.knowsTypedArrays = true;
