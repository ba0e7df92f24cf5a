// The functions and constants that every model knows.
import {strictMath} from "../../math.ts";
import {OP_NAMES, OPS, type OpName} from "../ops.ts";
import {highOf, lowOf, roundAddress, toInteger} from "./addresses.ts";
import {reduceArray} from "./collections.ts";
import {toArray} from "./elements.ts";
import {hypotOf} from "./hypot.ts";
import type {Machine} from "./machine.ts";
import {and, applyOp, arithmetic, choose, compare, toCondition, toNumeric} from "./numbers.ts";
import {raise} from "./powers.ts";
import type {Place} from "./place.ts";
import {
  isAddress,
  type FunctionValue,
  type Numeric,
  type RecordValue,
  type Symbolic
} from "./values.ts";

/** Operations that are signs in the source, or have no name there. */
const INTERNAL = new Set<OpName>([
  "add", "sub", "mul", "div", "rem", "neg", "lt", "le", "eq", "ne", "and", "or", "not", "select",
  "iadd", "isub", "imul", "idiv", "irem", "number"
]); // prettier-ignore

/** Those of the library that JavaScript's Math lacks. */
const BEYOND_MATH = new Set<OpName>(["erf", "erfc", "lgamma", "digamma"]);

const ROUNDING = new Set<OpName>(["floor", "ceil", "trunc", "round"]);

type Call = (machine: Machine, args: Numeric[], place: Place) => Symbolic;

function make(
  name: string,
  call: (args: Symbolic[], machine: Machine, place: Place) => Symbolic
): FunctionValue {
  return {kind: "function", name, call};
}

/** A function of so many numbers. */
function ofNumbers(name: string, count: number, call: Call): FunctionValue {
  return make(name, (args, machine, place) => {
    if (args.length < count) {
      const given = args.length === 0 ? "none" : String(args.length);
      machine.fail(place, `${name} takes ${count} number${count === 1 ? "" : "s"}, got ${given}`);
    }
    const numbers = args.slice(0, count).map((arg) => toNumeric(machine, arg, place));
    return call(machine, numbers, place);
  });
}

function applyNamed(machine: Machine, name: OpName, args: Numeric[]): Symbolic {
  const [first] = args;
  if (ROUNDING.has(name)) {
    const address = roundAddress(machine, name, first);
    if (address !== undefined) return address;
  }
  if (name === "abs" && isAddress(first) && first.low >= 0) return first;
  return applyOp(machine, name, ...args);
}

/** min and max of any count of numbers, from the left. */
function makeExtreme(name: "min" | "max"): FunctionValue {
  return make(name, (args, machine, place) => {
    const numbers = args.map((arg) => toNumeric(machine, arg, place));
    const none = name === "min" ? Infinity : -Infinity;
    if (numbers.length === 0) return none;
    return numbers.reduce((a, b) => pickExtreme(machine, name, a, b));
  });
}

function pickExtreme(machine: Machine, name: "min" | "max", a: Numeric, b: Numeric): Numeric {
  const [one, other] = [toInteger(a), toInteger(b)];
  if ((isAddress(a) || isAddress(b)) && one !== undefined && other !== undefined) {
    const [small, large] = name === "min" ? [a, b] : [b, a];
    if (highOf(one) <= lowOf(other)) return small;
    if (highOf(other) <= lowOf(one)) return large;
  }
  return applyOp(machine, name, a, b);
}

/** The extreme of a long array, in a loop. */
export function reduceExtreme(
  machine: Machine,
  name: "min" | "max",
  array: Parameters<typeof reduceArray>[1],
  place: Place
): Symbolic {
  const step = (extreme: Symbolic, element: Symbolic): Symbolic =>
    pickExtreme(
      machine,
      name,
      toNumeric(machine, extreme, place),
      toNumeric(machine, element, place)
    );
  return reduceArray(machine, array, name === "min" ? Infinity : -Infinity, step, place);
}

const hypot = make("hypot", (args, machine, place) => {
  const numbers = args.map((arg) => toNumeric(machine, arg, place));
  if (numbers.length === 0) return 0;
  if (numbers.length === 1) return applyOp(machine, "abs", numbers[0]);
  return numbers.length === 2 ? applyOp(machine, "hypot", ...numbers) : hypotOf(machine, numbers);
});

/** log Σ exp x = m + log Σ exp(x − m), m being the largest; that one where it is not finite. */
const logsumexp = make("logsumexp", (args, machine, place) => {
  const array = toArray(
    machine,
    args[0],
    place,
    "logsumexp takes an array, as in logsumexp([a, b])"
  );
  const number = (value: Symbolic): Numeric => toNumeric(machine, value, place);
  const top = number(reduceExtreme(machine, "max", array, place));
  const add = (sum: Symbolic, x: Symbolic): Symbolic => {
    const below = arithmetic(machine, "sub", number(x), top);
    return arithmetic(machine, "add", number(sum), applyOp(machine, "exp", below));
  };
  const sum = number(reduceArray(machine, array, 0, add, place));
  const answer = arithmetic(machine, "add", top, applyOp(machine, "log", sum));
  const isEndless = compare(machine, "eq", applyOp(machine, "abs", top), Infinity);
  if (typeof isEndless === "boolean") return isEndless ? top : answer;
  return choose(machine, isEndless, top, answer);
});

/** 1 / (1 + exp(−x)). */
const logistic: Call = (machine, [x]) => {
  const below = applyOp(machine, "exp", applyOp(machine, "neg", x));
  return arithmetic(machine, "div", 1, arithmetic(machine, "add", 1, below));
};

/** log(1 + exp(x)) = max(x, 0) + log1p(exp(−|x|)). */
const softplus: Call = (machine, [x]) => {
  const below = applyOp(machine, "exp", applyOp(machine, "neg", applyOp(machine, "abs", x)));
  const top = applyOp(machine, "max", x, 0);
  return arithmetic(machine, "add", top, applyOp(machine, "log1p", below));
};

const isFiniteNumber: Call = (machine, [x]) =>
  compare(machine, "lt", applyOp(machine, "abs", x), Infinity);

const isWhole: Call = (machine, [x], place) =>
  and(
    machine,
    toCondition(machine, isFiniteNumber(machine, [x], place), place),
    compare(machine, "eq", applyOp(machine, "floor", x), x)
  );

const operations = OP_NAMES.filter((name) => !INTERNAL.has(name)).map(
  (name): [OpName, FunctionValue] => [
    name,
    ofNumbers(name, OPS[name].takes.length, (machine, args) => applyNamed(machine, name, args))
  ]
);

/** Plain functions, whether JavaScript has them in Math or not. */
const free: Record<string, Symbolic> = {
  ...Object.fromEntries(operations),
  min: makeExtreme("min"),
  max: makeExtreme("max"),
  hypot,
  logsumexp,
  logistic: ofNumbers("logistic", 1, logistic),
  sigmoid: ofNumbers("sigmoid", 1, logistic),
  softplus: ofNumbers("softplus", 1, softplus),
  square: ofNumbers("square", 1, (machine, [x]) => arithmetic(machine, "mul", x, x))
};

const {E, LN10, LN2, LOG10E, LOG2E, PI, SQRT1_2, SQRT2} = strictMath;

function makeRecord(fields: Record<string, Symbolic>, name: string): RecordValue {
  const all = Object.assign(Object.create(null) as RecordValue["fields"], fields);
  return {kind: "record", fields: all, birth: 0, fixed: `${name} cannot be changed`};
}

const math = makeRecord(
  {
    ...Object.fromEntries(operations.filter(([name]) => !BEYOND_MATH.has(name))),
    min: free.min,
    max: free.max,
    hypot,
    E,
    LN10,
    LN2,
    LOG10E,
    LOG2E,
    PI,
    SQRT1_2,
    SQRT2
  },
  "Math"
);

const isNaNumber = ofNumbers("isNaN", 1, (machine, [x]) => compare(machine, "ne", x, x));
const isFinite = ofNumbers("isFinite", 1, isFiniteNumber);
const {EPSILON, MAX_VALUE, MIN_VALUE, MAX_SAFE_INTEGER} = Number;

const number = makeRecord(
  {
    EPSILON,
    MAX_VALUE,
    MIN_VALUE,
    MAX_SAFE_INTEGER,
    POSITIVE_INFINITY: Infinity,
    NEGATIVE_INFINITY: -Infinity,
    NaN: NaN,
    isNaN: isNaNumber,
    isFinite,
    isInteger: ofNumbers("isInteger", 1, isWhole)
  },
  "Number"
);

/** What cells call for `**`. */
const cuvette = makeRecord(
  {pow: ofNumbers("pow", 2, (machine, [a, b]) => raise(machine, a, b))},
  "cuvette"
);

export const LIBRARY: ReadonlyMap<string, Symbolic> = new Map<string, Symbolic>([
  ...Object.entries(free),
  ["Math", math],
  // what our own files call it
  ["strictMath", math],
  ["Number", number],
  ["cuvette", cuvette],
  ["isNaN", isNaNumber],
  ["isFinite", isFinite],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["undefined", undefined]
]);
