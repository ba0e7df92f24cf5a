// Turns generated text into a function that can be called, with all that the text names around it.
import type {ArrayId, Constants, Program} from "../ir.ts";
import {OPS} from "../ops.ts";
import {show} from "../../check.ts";
import {MATH_NAMES, type MathName} from "./expressions.ts";
import {isHeldAsNumber} from "./places.ts";

/** One point: numbers and arrays in the function's order, then where the answer goes. */
export type PointCall = (...args: (number | ArrayLike<number> | undefined)[]) => number | number[];

/** What the generated text calls by name for what the language leaves inexact. */
export type MathTable = Readonly<Record<MathName, (...args: number[]) => number>>;

/** The meaning of strict numerics. */
export const STRICT = Object.fromEntries(
  MATH_NAMES.map((name) => [name, OPS[name].evaluate])
) as unknown as MathTable;

/** What the generated text finds around it, by the names that it has there. */
export interface Closure {
  math: readonly (readonly [string, MathName])[];
  /** constant arrays, and arrays of this function's own. */
  arrays: readonly (readonly [string, ArrayId])[];
  /** what `at`, `only`, `misfit` and `deliver` are called. */
  helpers: Readonly<Record<HelperName, string>>;
}

export type HelperName = "at" | "only" | "misfit" | "deliver";
export const HELPER_NAMES: readonly HelperName[] = ["at", "only", "misfit", "deliver"];

export type Bind = (constants: Constants, math?: MathTable) => PointCall;

export function makeBind(program: Program, source: string, closure: Closure): Bind {
  let factory: ((...values: unknown[]) => PointCall) | undefined;
  const names = [
    ...closure.math.map(([name]) => name),
    ...closure.arrays.map(([name]) => name),
    ...HELPER_NAMES.map((helper) => closure.helpers[helper])
  ];
  return (constants, math = STRICT) => {
    // The one place where text becomes code: all of it was written by emitJs, from names that were checked to be
    // identifiers and from numbers; nothing of a model's own text is in it.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    factory ??= new Function(...names, `"use strict";\nreturn ${source};`) as typeof factory & {};
    const helpers = makeHelpers(program.name);
    return factory(
      ...closure.math.map(([, name]) => math[name]),
      ...closure.arrays.map(([, array]) => toData(program, array, constants)),
      ...HELPER_NAMES.map((helper) => helpers[helper])
    );
  };
}

function toData(program: Program, array: ArrayId, constants: Constants): number | Float64Array {
  const info = program.arrays[array];
  if (info.role !== "constant") return new Float64Array(info.size);
  const data = constants.get(array);
  if (data?.length !== info.size) {
    throw new Error(`emitJs: constant ${info.name} needs ${info.size} numbers, got ${show(data)}`);
  }
  return isHeldAsNumber(info) ? data[0] : data;
}

function makeHelpers(model: string): Record<HelperName, unknown> {
  return {
    /** An element; what is no place of the array reads as NaN. */
    at(array: ArrayLike<number>, index: number): number {
      return index >= 0 && index < array.length && index === Math.floor(index) ? array[index] : NaN;
    },

    /** The number in an array of one. */
    only(name: string, value: unknown): number {
      const array = value as ArrayLike<number> | undefined;
      if (array?.length === 1 && typeof array[0] === "number") return array[0];
      const expected = `${name} must be a number or an array of one`;
      if (array?.length === undefined || typeof value === "string")
        throw new TypeError(`${model}: ${expected}, got ${show(value)}`);
      throw new RangeError(`${model}: ${expected}, got ${array.length} elements`);
    },

    misfit(name: string, size: number, value: unknown): never {
      const length = (value as ArrayLike<number> | undefined)?.length;
      const expected = `${name} must have ${size} elements`;
      if (length === undefined || typeof value === "string")
        throw new TypeError(`${model}: ${expected}, got ${show(value)}`);
      throw new RangeError(`${model}: ${expected}, got ${length}`);
    },

    /** Hands the answer over, in the caller's array or in a new one. */
    deliver(answer: Float64Array, out: number[] | undefined): number[] {
      const {length} = answer;
      if (out === undefined) {
        const fresh: number[] = [];
        for (let k = 0; k < length; k++) fresh.push(answer[k]);
        return fresh;
      }
      for (let k = 0; k < length; k++) out[k] = answer[k];
      return out;
    }
  };
}
