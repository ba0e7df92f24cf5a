// The special functions in their scalar form, and how their kernels are run on plain arrays.
import {digamma} from "../../kernels-as/math/digamma/reference.ts";
import {erf} from "../../kernels-as/math/erf/reference.ts";
import {erfc} from "../../kernels-as/math/erfc/reference.ts";
import {lgamma} from "../../kernels-as/math/lgamma/reference.ts";
import {pow} from "../../kernels-as/math/pow/reference.ts";
import type {loadKernels} from "./module.ts";

export type Special = "pow" | "erf" | "erfc" | "lgamma" | "digamma";

/** All but pow ignore the second argument. */
export const SCALAR: Record<Special, (x: number, y: number) => number> = {
  pow,
  erf,
  erfc,
  lgamma,
  digamma
};
export const NAMES = Object.keys(SCALAR) as Special[];

/** Applies a kernel to ordinary arrays; y is read by pow only, whose arrays are never freed. */
export function mapSpecial(
  kernels: ReturnType<typeof loadKernels>,
  name: Special,
  x: ArrayLike<number>,
  y: ArrayLike<number>
): Float64Array {
  if (name !== "pow") return kernels.map(name, x);
  const [z, base, exponent] = [0, 1, 2].map(() => kernels.f64(x.length));
  base.set(x);
  exponent.set(y);
  kernels.exports.pow(z.byteOffset, base.byteOffset, exponent.byteOffset, 0, x.length);
  return new Float64Array(z);
}

/** The first arguments at which two arrays differ in any bit but a NaN's. */
export function findDifference(
  arguments_: readonly ArrayLike<number>[],
  a: ArrayLike<number>,
  b: ArrayLike<number>
): unknown {
  for (let i = 0; i < a.length; i++)
    if (!Object.is(a[i], b[i]))
      return {at: arguments_.map((column) => column[i]), first: a[i], second: b[i]};
  return undefined;
}
