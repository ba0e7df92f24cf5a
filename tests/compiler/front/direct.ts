// Runs a model's text as the JavaScript it is, with strict Math, and compares with what the compiler makes of it.
import {expect} from "vitest";
import {compileSource, type CompileOptions} from "../../../worker/compiler/front/compile.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import type {Model} from "../../../worker/compiler/ir.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {print} from "../../../worker/compiler/print.ts";
import {digamma, erf, erfc, lgamma, pow, strictMath} from "../../../worker/math.ts";
import {compileCell} from "../../../web/lang/compile.ts";
import {makeSupport} from "../../../web/lang/support.ts";

function logsumexp(x: ArrayLike<number>): number {
  const values = Array.from(x);
  const top = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (Math.abs(top) === Infinity) return top;
  return top + strictMath.log(values.reduce((sum, value) => sum + strictMath.exp(value - top), 0));
}

const library: Record<string, unknown> = {
  Math: strictMath,
  erf,
  erfc,
  lgamma,
  digamma,
  logsumexp,
  expm1: strictMath.expm1,
  log1p: strictMath.log1p,
  logistic: (x: number) => 1 / (1 + strictMath.exp(-x)),
  softplus: (x: number) => Math.max(x, 0) + strictMath.log1p(strictMath.exp(-Math.abs(x))),
  square: (x: number) => x * x
};

type Callable = (...args: unknown[]) => unknown;

/** What cells' functions talk to. */
const cuvette = makeSupport({
  guard: () => undefined,
  pow,
  load: () => Promise.reject(new Error("nothing to load")),
  onInvalidation: () => undefined
});

/** The text as the function that a notebook makes of it; its own text is what the notebook wrote. */
export function toFunction(source: string, names: Record<string, unknown> = {}): Callable {
  const {code} = compileCell(`[${source}\n]`, {language: "ts", numerics: "strict"});
  const known = {...library, cuvette, ...names};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text under test, as JavaScript
  const make = new Function(...Object.keys(known), code) as (...args: unknown[]) => {
    value: [Callable];
  };
  return make(...Object.values(known)).value[0];
}

function toNumbers(answer: unknown): number[] {
  return (typeof answer === "object" ? Array.from(answer as number[]) : [answer]).map(Number);
}

export type Point = Record<string, number | number[]>;

/** The compiled model's answer. */
export function run(model: Model, point: Point): number[] {
  const inputs = model.program.params.map(({name}) => {
    const value = point[name];
    return typeof value === "number" ? [value] : value;
  });
  return Array.from(interpret(model, inputs));
}

export interface Case extends CompileOptions {
  sizes: Record<string, number>;
  points: Point[];
}

/** Expects the compiled text to give the very bits of the text itself; gives the model. */
export function expectSame(source: string, {sizes, points, ...options}: Case): Model {
  const model = compileSource(source, sizes, options);
  verify(model.program);
  const names: Record<string, unknown> = {...options.constants};
  for (const [name, text] of Object.entries(options.helpers ?? {}))
    if (typeof text === "string") names[name] = toFunction(text, names);
  const direct = toFunction(source, names);
  const again = compileSource(direct.toString(), sizes, options);
  expect(print(again.program)).toBe(print(model.program));
  for (const point of points) {
    const args = model.program.params.map(({name}) => point[name]);
    const expected = toNumbers(direct(...args.map((arg) => structuredClone(arg))));
    const got = run(model, point);
    if (got.length !== expected.length || got.some((value, k) => !Object.is(value, expected[k])))
      expect({point, got}).toEqual({point, got: expected});
  }
  return model;
}
