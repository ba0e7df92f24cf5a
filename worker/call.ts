// Checks the arguments of a kernel run at the door and derives the length of its axis.
import type {ScalarValues} from "../kernels-as/kernel.ts";
import {registry, type KernelName} from "../kernels-as/registry.ts";
import {checkInteger, checkNames, checkVector, show} from "./check.ts";
import {findKernel, sizeOf, type Call} from "./device/fields.ts";

/** The longest axis: begin and end are signed 32-bit words in every kernel. */
const MOST = 2 ** 31 - 1; // eslint-disable-line no-restricted-syntax -- an exact power of two

export interface GivenCall {
  inputs: Record<string, ArrayLike<number>>;
  scalars?: ScalarValues;
  n?: number;
}

export function toCall(what: string, name: string, given: GivenCall): Call {
  checkNames(what, "kernel", [name], Object.keys(registry));
  const kernel = findKernel(name as KernelName);
  const label = `${what}(${JSON.stringify(name)})`;
  const {inputs = {}, scalars = {}} = given ?? {};
  checkNames(label, "input", Object.keys(inputs), Object.keys(kernel.inputs));
  checkNames(label, "scalar", Object.keys(scalars), Object.keys(kernel.scalars));
  for (const scalar of Object.keys(kernel.scalars)) {
    if (typeof scalars[scalar] !== "number") {
      throw new TypeError(
        `${label}: expected scalar ${scalar} as a number, got ${show(scalars[scalar])}`
      );
    }
  }
  let n = given?.n;
  for (const [field, spec] of Object.entries(kernel.inputs)) {
    const value = inputs[field];
    checkVector(label, field, value);
    const size = sizeOf(spec, scalars);
    if (spec.along === "whole") {
      if (value.length !== size)
        throw new RangeError(`${label}: expected ${field} of length ${size}, got ${value.length}`);
      continue;
    }
    if (n === undefined) n = Math.floor(value.length / size);
    if (value.length !== n * size) {
      throw new RangeError(
        `${label}: expected ${field} of length ${n * size}, got ${value.length}`
      );
    }
  }
  checkInteger(label, "n", n, 0, MOST);
  return {kernel: name as KernelName, inputs, scalars, n: n as number};
}
