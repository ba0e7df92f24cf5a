// Whether this machine gave what a link or the front matter promises, name by name.
import type {Variable} from "../../runtime/types.ts";
import type {Expected} from "../../protocol.ts";

export interface Verdict {
  name: string;
  kind: "same" | "within" | "differs" | "missing";
  expected: string;
  found: string;
  /** the promised numbers and those found here, when they travelled along. */
  values: {expected: number[]; found: number[]} | undefined;
  /** the largest relative difference of the numbers. */
  error: number | undefined;
}

/** A difference this small is said as "within". */
const CLOSE = 1e-6;
const SHOWN = 12;
const MOST_NUMBERS = 16;

export type Digest = (value: unknown) => Promise<string | null>;

/** Compares named values with what was promised of them. */
export function judge(
  expected: readonly Expected[],
  variables: readonly Variable[],
  digest: Digest
): Promise<Verdict[]> {
  return Promise.all(
    expected.map(async (promise) => {
      const variable = variables.find(({name}) => name === promise.name);
      const found = variable ? ((await digest(variable.value)) ?? "") : "";
      const verdict = {name: promise.name, expected: promise.digest, found: found.slice(0, SHOWN)};
      if (!found)
        return {...verdict, kind: "missing" as const, values: undefined, error: undefined};
      if (found.startsWith(promise.digest))
        return {...verdict, kind: "same" as const, values: undefined, error: undefined};
      const here = toNumbers(variable?.value);
      if (!promise.values || here?.length !== promise.values.length)
        return {...verdict, kind: "differs" as const, values: undefined, error: undefined};
      const error = findLargestError(promise.values, here);
      return {
        ...verdict,
        kind: error <= CLOSE ? ("within" as const) : ("differs" as const),
        values: {expected: promise.values, found: here},
        error
      };
    })
  );
}

/** What a link can promise of the named values: those that have bits. */
export async function promise(
  variables: readonly Pick<Variable, "name" | "value">[],
  digest: Digest,
  most: number
): Promise<Expected[]> {
  const promises: Expected[] = [];
  for (const {name, value} of variables) {
    if (promises.length >= most) break;
    const found = await digest(value);
    if (!found) continue;
    const values = toNumbers(value);
    promises.push({name, digest: found.slice(0, SHOWN), ...(values ? {values} : {})});
  }
  return promises;
}

/** A result small enough to travel as decimals. */
function toNumbers(value: unknown): number[] | undefined {
  if (typeof value === "number") return [value];
  const isList = Array.isArray(value) || value instanceof Float64Array;
  if (!isList || value.length === 0 || value.length > MOST_NUMBERS) return undefined;
  const list = Array.from(value as ArrayLike<unknown>);
  return list.every((item): item is number => typeof item === "number") ? list : undefined;
}

function findLargestError(expected: readonly number[], found: readonly number[]): number {
  const scale = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
  const errors = expected.map((number, i) =>
    Object.is(number, found[i]) ? 0 : Math.abs(number - found[i]) / scale
  );
  // a NaN on one side only is a difference without a size
  return errors.some(Number.isNaN) ? Infinity : Math.max(0, ...errors);
}
