// What a plain function finds where it runs: the language's own names that say the same everywhere, and the
// mathematics of strict numerics under the names that the model compiler knows too.
import {digamma, erf, erfc, lgamma, pow, strictMath} from "../../math.ts";

/** Taken from the language as they are. */
export const GLOBALS: ReadonlySet<string> = new Set(
  (
    "undefined NaN Infinity isNaN isFinite parseInt parseFloat Number Boolean String Symbol BigInt Object Array Map Set " +
    "WeakMap WeakSet JSON RegExp Reflect ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array " +
    "Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Error TypeError " +
    "RangeError SyntaxError ReferenceError EvalError URIError AggregateError"
  ).split(" ")
);

const {abs, exp, log, log1p, max} = strictMath;

function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}

/** log Σ exp x = m + log Σ exp(x − m), m being the largest; that one where it is not finite. */
function logsumexp(values: ArrayLike<number>): number {
  let top = -Infinity;
  for (let i = 0; i < values.length; i++) top = max(top, values[i]);
  if (abs(top) === Infinity) return top;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += exp(values[i] - top);
  return top + log(sum);
}

const BEYOND_MATH = {
  erf,
  erfc,
  lgamma,
  digamma,
  logsumexp,
  logistic,
  sigmoid: logistic,
  softplus: (x: number) => max(x, 0) + log1p(exp(-abs(x))),
  square: (x: number) => x * x
};

/** As everywhere in strict numerics: small powers are the products that a reader would write instead. */
function raise(a: unknown, b: unknown): number | bigint {
  // eslint-disable-next-line no-restricted-syntax -- whole numbers are exact
  if (typeof a === "bigint" && typeof b === "bigint") return a ** b;
  if (typeof a === "bigint" || typeof b === "bigint")
    throw new TypeError("**: cannot mix a bigint and a number: convert one of them");
  const x = Number(a);
  switch (b) {
    case 2:
      return x * x;
    case 3:
      return x * x * x;
    case 4:
      return x * x * (x * x);
    default:
      return pow(x, Number(b));
  }
}

/** What the text of a cell's function calls; `guard` hears about every thousandth pass of its loops. */
function makeSupport(guard: () => void) {
  const support = {
    passes: 0,
    guard() {
      support.passes = 0;
      guard();
    },
    pow: raise,
    member(holder: Record<PropertyKey, unknown>, key: PropertyKey) {
      const before = holder[key];
      return {raise: (exponent: unknown) => (holder[key] = raise(before, exponent))};
    }
  };
  return support;
}

export function makeEnvironment(guard: () => void): Record<string, unknown> {
  const bare = Object.entries(strictMath).filter(([, value]) => typeof value === "function");
  return {
    ...Object.fromEntries(bare),
    ...BEYOND_MATH,
    Math: strictMath,
    strictMath,
    cuvette: makeSupport(guard)
  };
}
