// The primitive operations of the compiler, one row each: what they take, what they give and, as a plain
// function, what they mean in strict numerics. Every back end has an exhaustive table of the same names.
import {digamma, erf, erfc, lgamma, pow, strictMath} from "../math.ts";
import type {Type} from "./type.ts";

export interface OpSpec {
  takes: readonly Type[];
  gives: Type;
  /** the meaning; bools are booleans. */
  evaluate: (...args: never[]) => number | boolean;
  /** roughly how many additions it costs. */
  cost: number;
  /** whether a and b may change places without a bit changing. */
  commutes?: boolean;
}

const unary = (evaluate: (x: number) => number, cost = 1): OpSpec => ({
  takes: ["f64"],
  gives: "f64",
  evaluate,
  cost
});
const binary = (
  evaluate: (a: number, b: number) => number,
  cost = 1,
  commutes = false
): OpSpec => ({
  takes: ["f64", "f64"],
  gives: "f64",
  evaluate,
  cost,
  commutes
});
const compare = (evaluate: (a: number, b: number) => boolean, commutes = false): OpSpec => ({
  takes: ["f64", "f64"],
  gives: "bool",
  evaluate,
  cost: 1,
  commutes
});
const logic = (evaluate: (a: boolean, b: boolean) => boolean): OpSpec => ({
  takes: ["bool", "bool"],
  gives: "bool",
  evaluate,
  cost: 1,
  commutes: true
});
const address = (evaluate: (a: number, b: number) => number, commutes = false): OpSpec => ({
  takes: ["i32", "i32"],
  gives: "i32",
  evaluate,
  cost: 0,
  commutes
});

const {
  acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, exp, expm1, hypot, log, log10, log1p, log2,
  sin, sinh, tan, tanh
} = strictMath; // prettier-ignore

const table = {
  add: binary((a, b) => a + b, 1, true),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b, 1, true),
  div: binary((a, b) => a / b, 4),
  /** JavaScript's %: the sign is that of a. */
  rem: binary((a, b) => a % b, 20),
  neg: unary((x) => -x),
  abs: unary(Math.abs),
  sqrt: unary(Math.sqrt, 5),
  floor: unary(Math.floor),
  ceil: unary(Math.ceil),
  trunc: unary(Math.trunc),
  /** Math.round: halves go up. */
  round: unary(Math.round, 3),
  sign: unary(Math.sign, 2),
  /** Math.min: NaN wins, and −0 is below 0. */
  min: binary(Math.min, 1),
  max: binary(Math.max, 1),
  exp: unary(exp, 12),
  expm1: unary(expm1, 20),
  log: unary(log, 15),
  log1p: unary(log1p, 20),
  log2: unary(log2, 20),
  log10: unary(log10, 20),
  pow: binary(pow, 40),
  sin: unary(sin, 20),
  cos: unary(cos, 20),
  tan: unary(tan, 25),
  asin: unary(asin, 25),
  acos: unary(acos, 25),
  atan: unary(atan, 25),
  atan2: binary(atan2, 35),
  sinh: unary(sinh, 30),
  cosh: unary(cosh, 30),
  tanh: unary(tanh, 25),
  asinh: unary(asinh, 40),
  acosh: unary(acosh, 40),
  atanh: unary(atanh, 40),
  cbrt: unary(cbrt, 25),
  hypot: binary((a, b) => hypot(a, b), 15, true),
  erf: unary(erf, 25),
  erfc: unary(erfc, 35),
  lgamma: unary(lgamma, 45),
  digamma: unary(digamma, 45),
  lt: compare((a, b) => a < b),
  le: compare((a, b) => a <= b),
  eq: compare((a, b) => a === b, true),
  ne: compare((a, b) => a !== b, true),
  and: logic((a, b) => a && b),
  or: logic((a, b) => a || b),
  not: {takes: ["bool"], gives: "bool", evaluate: (a: boolean) => !a, cost: 1},
  /** c ? a : b on numbers; both are computed. */
  select: {
    takes: ["bool", "f64", "f64"],
    gives: "f64",
    evaluate: (c: boolean, a: number, b: number) => (c ? a : b),
    cost: 1
  },
  iadd: address((a, b) => (a + b) | 0, true),
  isub: address((a, b) => (a - b) | 0),
  imul: address(Math.imul, true),
  /** ⌊a/b⌋ for a ≥ 0, b > 0. */
  idiv: address((a, b) => (a / b) | 0),
  /** a mod b for a ≥ 0, b > 0. */
  irem: address((a, b) => a % b),
  /** an address as a number to compute with. */
  number: {takes: ["i32"], gives: "f64", evaluate: (i: number) => i, cost: 1}
} satisfies Record<string, OpSpec>;

export type OpName = keyof typeof table;

export const OPS: Readonly<Record<OpName, OpSpec>> = table;
export const OP_NAMES = Object.keys(table) as OpName[];
