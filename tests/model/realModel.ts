// What a model of the list is: an ordinary function with what it takes and points to look at it.
import type {Inside} from "../../worker/model/types.ts";
import {digamma, erf, erfc, lgamma, strictMath} from "../../worker/math.ts";

export type Numbers = number | readonly number[];

export interface RealModel {
  name: string;
  model: (...args: Inside[]) => number | number[];
  sizes: Record<string, number>;
  constants?: Record<string, unknown>;
  helpers?: Record<string, (...args: never[]) => unknown>;
  /** typical arguments, in the function's order. */
  points: readonly (readonly Numbers[])[];
  /** whether small differences show its derivatives at the points; default: true. */
  isSmooth?: boolean;
}

type Run = (...args: Numbers[]) => number | number[];

/** The model's own text as plain JavaScript with strict numerics: what every back end must agree with, bit for bit. */
export function runDirectly({
  model,
  constants,
  helpers = {}
}: RealModel): (...args: Numbers[]) => number[] {
  const library = {Math: strictMath, digamma, erf, erfc, lgamma, ...constants};
  const texts = Object.entries(helpers).map(
    ([name, helper]) => `const ${name} = ${String(helper)};`
  );
  const text = `${texts.join("\n")}\nreturn ${String(model)};`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(...Object.keys(library), text) as (...values: unknown[]) => Run;
  const run = make(...Object.values(library));
  return (...args) => [run(...args)].flat();
}

/** Numbers that look random, from −1 to 1, the same at every run. */
export function spread(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({length: count}, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 1073741824 - 1;
  });
}
