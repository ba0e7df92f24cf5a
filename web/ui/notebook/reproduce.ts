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

/** Lists of numbers that a sidecar holds of the cell that a name comes from. */
export type FindSaved = (variable: Variable) => readonly (readonly number[])[];

/** Compares named values with what was promised of them. */
export function judge(
  expected: readonly Expected[],
  variables: readonly Variable[],
  digest: Digest,
  findSaved: FindSaved = () => []
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
      const here = toNumbers(variable?.value, Infinity);
      const known = promise.values ? [promise.values] : variable ? findSaved(variable) : [];
      const alike = known.filter((list) => list.length === here?.length);
      if (!here || alike.length === 0)
        return {...verdict, kind: "differs" as const, values: undefined, error: undefined};
      const error = Math.min(...alike.map((list) => findLargestError(list, here)));
      return {
        ...verdict,
        kind: error <= CLOSE ? ("within" as const) : ("differs" as const),
        values: here.length <= MOST_NUMBERS ? {expected: [...alike[0]], found: here} : undefined,
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
    const values = toNumbers(value, MOST_NUMBERS);
    promises.push({name, digest: found.slice(0, SHOWN), ...(values ? {values} : {})});
  }
  return promises;
}

/** A result as numbers; a link carries those of at most `MOST_NUMBERS` as decimals. */
function toNumbers(value: unknown, most: number): number[] | undefined {
  if (typeof value === "number") return [value];
  const isList = Array.isArray(value) || value instanceof Float64Array;
  if (!isList || value.length === 0 || value.length > most) return undefined;
  const list = Array.from(value as ArrayLike<unknown>);
  return list.every((item): item is number => typeof item === "number") ? list : undefined;
}

function findLargestError(expected: readonly number[], found: readonly number[]): number {
  const scale = expected.reduce(
    (most, number) => Math.max(most, Math.abs(number)),
    Number.MIN_VALUE
  );
  const errors = expected.map((number, i) =>
    Object.is(number, found[i]) ? 0 : Math.abs(number - found[i]) / scale
  );
  // a NaN on one side only is a difference without a size
  return errors.some(Number.isNaN) ? Infinity : errors.reduce((a, b) => Math.max(a, b), 0);
}
