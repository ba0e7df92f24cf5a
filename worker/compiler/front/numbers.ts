// Arithmetic, comparisons and choices: on what is known at once, else as operations of the program.
import type {Value} from "../ir.ts";
import {OPS, type OpName} from "../ops.ts";
import {addAddresses, compareAddresses} from "./addresses.ts";
import type {Machine} from "./machine.ts";
import type {Place} from "./place.ts";
import {
  isAddress,
  knownOf,
  negate,
  type BoolValue,
  type Condition,
  type Numeric,
  type Symbolic
} from "./values.ts";

type Fold = (...args: number[]) => number;

function evaluateKnown(name: OpName, ...args: number[]): number {
  return (OPS[name].evaluate as unknown as Fold)(...args);
}

/** A value as a number. */
export function toNumeric(machine: Machine, value: Symbolic, place: Place): Numeric {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === undefined)
    machine.fail(
      place,
      "this has no value: give the name a number where it is declared, as in let x = 0"
    );
  switch (value.kind) {
    case "number":
    case "address":
      return value;
    case "bool":
      return choose(machine, value, 1, 0);
    case "array":
      if (value.single)
        return {kind: "number", value: machine.emit.loadFixed(value.single.array, 0)};
      return machine.fail(
        place,
        `an array stands where a number is needed: name an element, as in ${value.name}[0]`
      );
    case "function":
      return machine.fail(
        place,
        `a function stands where a number is needed: call ${value.name}(…)`
      );
    case "record":
      return machine.fail(
        place,
        "an object stands where a number is needed: name one of its fields"
      );
    case "unusable":
      return machine.fail(place, value.why);
  }
}

/** A number as a value of the program. */
export function toValue(machine: Machine, numeric: Numeric): Value {
  if (typeof numeric === "number") return machine.emit.number(numeric);
  return numeric.kind === "address" ? machine.emit.apply("number", numeric.value) : numeric.value;
}

/** A pure operation on numbers. */
export function applyOp(machine: Machine, name: OpName, ...args: Numeric[]): Numeric {
  if (args.every((arg) => typeof arg === "number")) return evaluateKnown(name, ...args);
  return applyDynamic(machine, name, args);
}

function applyDynamic(machine: Machine, name: OpName, args: Numeric[]): Numeric {
  const value = machine.emit.apply(name, ...args.map((arg) => toValue(machine, arg)));
  const known = args.map(knownOf);
  if (known.includes(undefined)) return {kind: "number", value};
  return {kind: "number", value, known: evaluateKnown(name, ...(known as number[]))};
}

const ADDRESSED = new Set<OpName>(["add", "sub", "mul", "rem", "div"]);

/** + − * / % on two numbers; addresses stay addresses where they can. */
export function arithmetic(machine: Machine, name: OpName, a: Numeric, b: Numeric): Numeric {
  if (typeof a === "number" && typeof b === "number") return evaluateKnown(name, a, b);
  if ((isAddress(a) || isAddress(b)) && ADDRESSED.has(name)) {
    const address = addAddresses(machine, name, a, b);
    if (address !== undefined) return address;
  }
  return applyDynamic(machine, name, [a, b]);
}

export type Comparison = "lt" | "le" | "eq" | "ne";

export function compare(machine: Machine, name: Comparison, a: Numeric, b: Numeric): Condition {
  if (typeof a === "number" && typeof b === "number")
    return (OPS[name].evaluate as unknown as (a: number, b: number) => boolean)(a, b);
  const known = compareAddresses(name, a, b);
  if (known !== undefined) return known;
  return toBool(machine.emit.apply(name, toValue(machine, a), toValue(machine, b)));
}

function toBool(value: Value): BoolValue {
  return {kind: "bool", value, isNegated: false};
}

/** A condition as a value of the program. */
export function toBoolValue(machine: Machine, condition: Condition): Value {
  if (typeof condition === "boolean") return machine.emit.boolean(condition);
  return condition.isNegated ? machine.emit.apply("not", condition.value) : condition.value;
}

/** What `if` makes of a value. */
export function toCondition(machine: Machine, value: Symbolic, place: Place): Condition {
  if (typeof value === "boolean") return value;
  if (value === undefined) return false;
  if (typeof value === "number") return Boolean(value);
  if (value.kind === "bool") return value;
  if (value.kind === "unusable") machine.fail(place, value.why);
  if (
    value.kind === "function" ||
    value.kind === "record" ||
    (value.kind === "array" && !value.single)
  )
    machine.fail(place, "this is neither a number nor a boolean: write a comparison, as in x > 0");
  const numeric = toNumeric(machine, value, place);
  return or(machine, compare(machine, "lt", numeric, 0), compare(machine, "lt", 0, numeric));
}

export function not(condition: Condition): Condition {
  return typeof condition === "boolean" ? !condition : negate(condition);
}

function isSame(a: Condition, b: Condition): boolean {
  if (typeof a === "boolean" || typeof b === "boolean") return a === b;
  return a.value === b.value && a.isNegated === b.isNegated;
}

export function and(machine: Machine, a: Condition, b: Condition): Condition {
  if (a === true || isSame(a, b)) return b;
  if (b === true) return a;
  if (a === false || b === false || isSame(a, not(b))) return false;
  return toBool(machine.emit.apply("and", toBoolValue(machine, a), toBoolValue(machine, b)));
}

export function or(machine: Machine, a: Condition, b: Condition): Condition {
  if (a === false || isSame(a, b)) return b;
  if (b === false) return a;
  if (a === true || b === true || isSame(a, not(b))) return true;
  return toBool(machine.emit.apply("or", toBoolValue(machine, a), toBoolValue(machine, b)));
}

/** c ? a : b on conditions. */
export function chooseCondition(
  machine: Machine,
  c: BoolValue,
  a: Condition,
  b: Condition
): Condition {
  if (isSame(a, b)) return a;
  return or(machine, and(machine, c, a), and(machine, negate(c), b));
}

/** c ? a : b on numbers. */
export function choose(machine: Machine, c: BoolValue, a: Numeric, b: Numeric): Numeric {
  if (Object.is(a, b)) return a;
  const [yes, no] = c.isNegated ? [b, a] : [a, b];
  const value = machine.emit.apply("select", c.value, toValue(machine, yes), toValue(machine, no));
  return {kind: "number", value};
}
