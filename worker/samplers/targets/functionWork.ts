// A plain function at work on many points, wherever that is: on a worker of its own or on the calling thread.
import {show} from "../../check.ts";
import {makeEnvironment} from "./environment.ts";

/** A function as text with all that the text names: what a worker is sent. */
export interface FunctionSpec {
  source: string;
  /** names it takes from the environment. */
  environment: string[];
  /** numbers, arrays and whatever else can be sent, by the names that it has for them. */
  data: Record<string, unknown>;
  /** functions that it calls, as text. */
  helpers: Record<string, string>;
  dimension: number;
}

/** What went wrong, and at which of the points. */
export interface Failure {
  at: number;
  message: string;
}

export interface FunctionAnswer {
  values: Float64Array<ArrayBuffer>;
  /** milliseconds of computing. */
  ms: number;
  /** the first point that failed; those after it were not computed. */
  failure?: Failure;
}

export type PlainFunction = (theta: Float64Array) => unknown;

export function makeFunction(spec: FunctionSpec, guard: () => void): PlainFunction {
  const {source, environment, data, helpers} = spec;
  const functions = Object.entries(helpers).map(([name, text]) => `const ${name} = (${text});`);
  const code = [
    '"use strict";',
    // without names of their own, which might be those of a constant
    `const {${environment.join()}} = arguments[0];`,
    `const {${Object.keys(data).join()}} = arguments[1];`,
    ...functions,
    `return (${source});`
  ].join("\n");
  // The reader's own text, which runs with the rights that it would have where it was written.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(code) as (...given: Record<string, unknown>[]) => PlainFunction;
  return make(makeEnvironment(guard), data);
}

/** The function's value at a point; throws what is to be said of it otherwise. */
export function callFunction(f: PlainFunction, theta: Float64Array): number {
  let value: unknown;
  try {
    value = f(theta);
  } catch (error) {
    throw new Error(`the log-likelihood threw ${describe(error)}`, {cause: error});
  }
  if (typeof value === "number") return value;
  throw new TypeError(`expected the log-likelihood to return a number, got ${show(value)}`);
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : show(error);
}

/** A worker's part: `points` are vectors of `dimension` one after the other. */
export interface FunctionWork {
  evaluate(points: Float64Array): FunctionAnswer;
}

export function makeFunctionWork(spec: FunctionSpec): FunctionWork {
  const {dimension} = spec;
  let f: PlainFunction | undefined;
  return {
    evaluate(points) {
      const began = performance.now();
      f ??= makeFunction(spec, () => undefined);
      const values = new Float64Array(points.length / dimension);
      for (let at = 0; at < values.length; at++) {
        try {
          // a point of its own: what the function writes there, no other point sees
          values[at] = callFunction(f, points.slice(at * dimension, (at + 1) * dimension));
        } catch (error) {
          const failure = {at, message: (error as Error).message};
          return {values, ms: performance.now() - began, failure};
        }
      }
      return {values, ms: performance.now() - began};
    }
  };
}
