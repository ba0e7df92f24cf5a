// What the derivative of each operation is, written as code: one row an operation.
import type {Value} from "../ir.ts";
import type {OpName} from "../ops.ts";
import {writeTrigamma} from "./trigamma.ts";
import type {Writer} from "./writer.ts";

/** Where a rule is used: the operation's operands and result in the program being written. */
export interface Scene {
  write: Writer;
  args: readonly Value[];
  result: Value;
}

/** Multiplies by a partial derivative. */
export type Factor = (tangent: Value) => Value;

/** A derivative that is a number: a factor for each operand, undefined where it is zero everywhere. */
export interface SmoothRule {
  kind: "smooth";
  factor: (scene: Scene, k: number) => Factor | undefined;
  /** the tangent where both operands have one and there is a better way than the sum. */
  both?: (scene: Scene, a: Value, b: Value) => Value;
}

/** A result that is one of two operands: so is its derivative. */
export interface ChoiceRule {
  kind: "choice";
  test: (scene: Scene) => Value;
  /** the operands taken where the test holds and where it does not. */
  arms: readonly [number, number];
}

export type Rule = SmoothRule | ChoiceRule;

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/** One operand; the partial derivative is computed once for all directions. */
const unary = (partial: (write: Writer, x: Value, y: Value) => Value): SmoothRule => ({
  kind: "smooth",
  factor: ({write, args: [x], result}) => {
    const slope = partial(write, x, result);
    return (tangent) => write.mul(tangent, slope);
  }
});

/** One operand, dividing by the reciprocal of its partial derivative. */
const over = (reciprocal: (write: Writer, x: Value, y: Value) => Value, scale = 1): SmoothRule =>
  unary((write, x, y) => write.div(write.number(scale), reciprocal(write, x, y)));

const choice = (test: ChoiceRule["test"], ...arms: [number, number]): ChoiceRule => ({
  kind: "choice",
  test,
  arms
});

const square = (write: Writer, x: Value) => write.mul(x, x);
const plusOne = (write: Writer, x: Value) => write.add(write.number(1), x);
/** (1 − x)(1 + x): 1 − x² without cancellation. */
const oneLessSquare = (write: Writer, x: Value) =>
  write.mul(write.sub(write.number(1), x), plusOne(write, x));
const rootOfOneLessSquare = (write: Writer, x: Value) =>
  write.apply("sqrt", oneLessSquare(write, x));
/** √(1 + x²) without overflow. */
const rootOfOneAndSquare = (write: Writer, x: Value) => write.apply("hypot", write.number(1), x);
const bell = (sign: number) => (write: Writer, x: Value) =>
  write.mul(write.number(sign * TWO_OVER_ROOT_PI), write.apply("exp", write.neg(square(write, x))));

const divide: SmoothRule = {
  kind: "smooth",
  factor: ({write, args: [, b], result}, k) => {
    if (k === 1) return (tangent) => write.neg(write.mul(write.div(tangent, b), result));
    const divisor = write.literalOf(b);
    if (divisor === undefined) return (tangent) => write.div(tangent, b);
    return (tangent) => write.mul(tangent, write.number(1 / divisor));
  },
  both: ({write, args: [, b], result}, da, db) => write.div(write.sub(da, write.mul(result, db)), b)
};

const multiply: SmoothRule = {
  kind: "smooth",
  factor: ({write, args: [a, b]}, k) => {
    if (a !== b) return (tangent) => write.mul(tangent, k === 0 ? b : a);
    if (k === 1) return undefined;
    return (tangent) => {
      const literal = write.literalOf(tangent);
      if (literal !== undefined) return write.mul(a, write.number(2 * literal));
      return write.mul(tangent, write.add(a, a));
    };
  }
};

/** a − q·b, q being a whole number that stands still. */
const remainder: SmoothRule = {
  kind: "smooth",
  factor: ({write, args: [a, b], result}, k) => {
    if (k === 0) return (tangent) => tangent;
    const quotient = write.apply("round", write.div(write.sub(a, result), b));
    return (tangent) => write.neg(write.mul(tangent, quotient));
  }
};

/** Zero at the origin, as that of abs. */
const hypotenuse: SmoothRule = {
  kind: "smooth",
  factor: ({write, args, result}, k) => {
    const isOrigin = write.apply("eq", result, write.number(0));
    const slope = write.select(isOrigin, write.number(0), write.div(args[k], result));
    return (tangent) => write.mul(tangent, slope);
  }
};

const angle: SmoothRule = {
  kind: "smooth",
  factor: ({write, args: [y, x]}, k) => {
    const squares = write.add(square(write, x), square(write, y));
    const slope = write.div(k === 0 ? x : y, squares);
    return (tangent) =>
      k === 0 ? write.mul(tangent, slope) : write.neg(write.mul(tangent, slope));
  }
};

const power: SmoothRule = {
  kind: "smooth",
  factor: ({write, args: [x, exponent], result}, k) => {
    const slope = k === 0 ? powerSlope(write, x, exponent) : exponentSlope(write, x, result);
    return slope === undefined ? undefined : (tangent) => write.mul(tangent, slope);
  }
};

function powerSlope(write: Writer, x: Value, exponent: Value): Value | undefined {
  const c = write.literalOf(exponent);
  if (c === 0) return undefined;
  if (c === 1) return write.number(1);
  if (c === 2) return write.add(x, x);
  if (c === 3) return write.mul(write.number(3), square(write, x));
  const below = c === undefined ? write.sub(exponent, write.number(1)) : write.number(c - 1);
  const slope = write.mul(exponent, write.apply("pow", x, below));
  if (c !== undefined) return slope;
  // 0·∞ is not meant where x⁰ stands still at x = 0
  return write.select(write.apply("eq", exponent, write.number(0)), exponent, slope);
}

/** y·log x, which goes to zero with y. */
function exponentSlope(write: Writer, x: Value, y: Value): Value {
  const zero = write.number(0);
  return write.select(write.apply("eq", y, zero), zero, write.mul(y, write.apply("log", x)));
}

/** Steps and comparisons: zero wherever there is a derivative. */
const none = undefined;

export const RULES: Readonly<Record<OpName, Rule | undefined>> = {
  add: {kind: "smooth", factor: () => (tangent) => tangent},
  sub: {
    kind: "smooth",
    factor: ({write}, k) => (k === 0 ? (tangent) => tangent : (tangent) => write.neg(tangent))
  },
  mul: multiply,
  div: divide,
  rem: remainder,
  neg: {
    kind: "smooth",
    factor:
      ({write}) =>
      (tangent) =>
        write.neg(tangent)
  },
  abs: unary((write, x) => write.apply("sign", x)),
  sqrt: over((_write, _x, y) => y, 0.5),
  floor: none,
  ceil: none,
  trunc: none,
  round: none,
  sign: none,
  min: choice(({write, args: [a, b]}) => write.apply("le", a, b), 0, 1),
  max: choice(({write, args: [a, b]}) => write.apply("le", b, a), 0, 1),
  exp: unary((_write, _x, y) => y),
  expm1: unary((write, x) => write.apply("exp", x)),
  log: over((_write, x) => x),
  log1p: over(plusOne),
  log2: over((_write, x) => x, Math.LOG2E),
  log10: over((_write, x) => x, Math.LOG10E),
  pow: power,
  sin: unary((write, x) => write.apply("cos", x)),
  cos: unary((write, x) => write.neg(write.apply("sin", x))),
  tan: unary((write, _x, y) => plusOne(write, square(write, y))),
  asin: over(rootOfOneLessSquare),
  acos: over(rootOfOneLessSquare, -1),
  atan: over((write, x) => plusOne(write, square(write, x))),
  atan2: angle,
  sinh: unary((write, x) => write.apply("cosh", x)),
  cosh: unary((write, x) => write.apply("sinh", x)),
  tanh: unary((write, _x, y) => oneLessSquare(write, y)),
  asinh: over(rootOfOneAndSquare),
  acosh: over((write, x) => {
    const below = write.apply("sqrt", write.sub(x, write.number(1)));
    return write.mul(below, write.apply("sqrt", plusOne(write, x)));
  }),
  atanh: over(oneLessSquare),
  cbrt: over((write, _x, y) => square(write, y), 1 / 3),
  hypot: hypotenuse,
  erf: unary(bell(1)),
  erfc: unary(bell(-1)),
  lgamma: unary((write, x) => write.apply("digamma", x)),
  digamma: unary(writeTrigamma),
  lt: none,
  le: none,
  eq: none,
  ne: none,
  and: none,
  or: none,
  not: none,
  select: choice(({args: [test]}) => test, 1, 2),
  iadd: none,
  isub: none,
  imul: none,
  idiv: none,
  irem: none,
  number: none
};

/** The operands through which an operation has a derivative. */
export function differentiable(name: OpName, args: readonly Value[]): readonly number[] {
  const rule = RULES[name];
  if (rule === undefined) return [];
  return rule.kind === "choice" ? rule.arms : args.map((_arg, k) => k);
}
