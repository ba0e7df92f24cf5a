import {describe, isList} from "./describe.ts";
import type {Parameter, Signature} from "./readSignatures.ts";

/** Throws for what asc's own conversions would quietly make zeros or nothing of. */
export function makeCheck({name, parameters}: Signature): (args: readonly unknown[]) => void {
  const tests = parameters.map((parameter) => ({...parameter, ...findTest(parameter)}));
  return (args) => {
    if (args.length > tests.length)
      throw new TypeError(
        `${name}: takes ${count(tests.length)}, got ${args.length}; leave out the rest`
      );
    for (let i = 0; i < tests.length; i++) {
      const test = tests[i];
      const value = args[i];
      if (test.isGood(value) || (value === undefined && test.optional)) continue;
      throw new TypeError(
        `${name}: ${test.name} must be ${test.wanted} (${test.type}), got ${describe(value)}`
      );
    }
  };
}

const NUMBERS = /^(?:[iu](?:8|16|32)|f32|f64|[iu]size|bool)$/;
const ARRAYS = /^(?:\w+Array|StaticArray<.*>|Array<.*>)$/;

interface Test {
  wanted: string;
  isGood: (value: unknown) => boolean;
}

/** What a parameter takes; records and other objects are left to the compiler's conversions. */
function findTest({type}: Parameter): Test {
  if (NUMBERS.test(type)) return {wanted: "a number", isGood: isNumber};
  if (type === "i64" || type === "u64")
    return {wanted: "a bigint, such as 3n,", isGood: (value) => typeof value === "bigint"};
  if (type === "string") return {wanted: "a string", isGood: (value) => typeof value === "string"};
  return ARRAYS.test(type)
    ? {wanted: "an array", isGood: isList}
    : {wanted: "", isGood: () => true};
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

function count(n: number): string {
  return n === 1 ? "1 argument" : `${n} arguments`;
}
