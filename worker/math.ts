// The Math of strict numerics: the same bits in every browser, and those of the WASM kernels. What the
// language defines exactly is the language's own; `random` is left out (draw from the engine's streams).
import {cos} from "../kernels-as/math/cos/reference.ts";
import {exp} from "../kernels-as/math/exp/reference.ts";
import {expm1} from "../kernels-as/math/expm1/reference.ts";
import {log} from "../kernels-as/math/log/reference.ts";
import {log1p} from "../kernels-as/math/log1p/reference.ts";
import {pow} from "../kernels-as/math/pow/reference.ts";
import {sin} from "../kernels-as/math/sin/reference.ts";
import {tan} from "../kernels-as/math/tan/reference.ts";
import {tanh} from "../kernels-as/math/tanh/reference.ts";
import {acosh, asinh, atanh, cosh, sinh} from "./math/hyperbolic.ts";
import {acos, asin, atan, atan2} from "./math/inverse.ts";
import {log10, log2} from "./math/logarithms.ts";
import {cbrt, hypot} from "./math/roots.ts";

export {erf} from "../kernels-as/math/erf/reference.ts";
export {erfc} from "../kernels-as/math/erfc/reference.ts";
export {lgamma} from "../kernels-as/math/lgamma/reference.ts";
export {digamma} from "../kernels-as/math/digamma/reference.ts";
export {pow};

/** A replacement for the global `Math`, less `random`. */
export const strictMath = Object.freeze({
  E: Math.E,
  LN10: Math.LN10,
  LN2: Math.LN2,
  LOG10E: Math.LOG10E,
  LOG2E: Math.LOG2E,
  PI: Math.PI,
  SQRT1_2: Math.SQRT1_2,
  SQRT2: Math.SQRT2,
  abs: Math.abs,
  ceil: Math.ceil,
  clz32: Math.clz32,
  floor: Math.floor,
  fround: Math.fround,
  imul: Math.imul,
  max: Math.max,
  min: Math.min,
  round: Math.round,
  sign: Math.sign,
  sqrt: Math.sqrt,
  trunc: Math.trunc,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  hypot,
  log,
  log10,
  log1p,
  log2,
  pow,
  sin,
  sinh,
  tan,
  tanh,
  [Symbol.toStringTag]: "Math"
}) satisfies Omit<Math, "random">;
