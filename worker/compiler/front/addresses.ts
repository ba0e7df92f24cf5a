// Whole numbers made of loop indices: they stay i32, with the range they can have, as long as nothing can
// overflow, be a fraction or be −0.
import type {Value} from "../ir.ts";
import type {OpName} from "../ops.ts";
import type {Machine} from "./machine.ts";
import {isAddress, knownOf, type Integer, type Numeric, type NumberValue} from "./values.ts";

const MOST = 0x7fffffff;

/** A number as a whole one that fits, if it is known or an address. */
export function toInteger(value: Numeric): Integer | undefined {
  if (isAddress(value)) return value;
  const known = knownOf(value);
  if (known === undefined || !Number.isInteger(known)) return undefined;
  return Math.abs(known) <= MOST && !Object.is(known, -0) ? known : undefined;
}

export function lowOf(integer: Integer): number {
  return typeof integer === "number" ? integer : integer.low;
}

export function highOf(integer: Integer): number {
  return typeof integer === "number" ? integer : integer.high;
}

export function toAddressValue(machine: Machine, integer: Integer): Value {
  return typeof integer === "number" ? machine.emit.integer(integer) : integer.value;
}

type AddressOp = "iadd" | "isub" | "imul" | "idiv" | "irem";

function make(
  machine: Machine,
  name: AddressOp,
  [a, b]: readonly [Integer, Integer],
  [low, high]: readonly [number, number]
): Integer | undefined {
  if (low === high) return low;
  if (low < -MOST || high > MOST) return undefined;
  const value = machine.emit.apply(name, toAddressValue(machine, a), toAddressValue(machine, b));
  return {kind: "address", value, low, high};
}

/** The same operation on addresses; undefined where the answer may be no address. */
export function addAddresses(
  machine: Machine,
  name: OpName,
  left: Numeric,
  right: Numeric
): Integer | NumberValue | undefined {
  const a = toInteger(left);
  const b = toInteger(right);
  if (a === undefined || b === undefined) return undefined;
  switch (name) {
    case "add":
      return add(machine, a, b);
    case "sub":
      return subtract(machine, a, b);
    case "mul":
      return multiply(machine, a, b);
    case "rem":
      return remainder(machine, a, b);
    case "div":
      return divide(machine, a, b);
    default:
      return undefined;
  }
}

export function add(machine: Machine, a: Integer, b: Integer): Integer | undefined {
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (a === 0) return b;
  if (b === 0) return a;
  return make(machine, "iadd", [a, b], [lowOf(a) + lowOf(b), highOf(a) + highOf(b)]);
}

export function subtract(machine: Machine, a: Integer, b: Integer): Integer | undefined {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (b === 0) return a;
  return make(machine, "isub", [a, b], [lowOf(a) - highOf(b), highOf(a) - lowOf(b)]);
}

export function multiply(machine: Machine, a: Integer, b: Integer): Integer | undefined {
  if (mayBeMinusZero(a, b) || mayBeMinusZero(b, a)) return undefined;
  if (typeof a === "number" && typeof b === "number") return a * b;
  if (a === 1) return b;
  if (b === 1) return a;
  const corners = [lowOf(a) * lowOf(b), lowOf(a) * highOf(b), highOf(a) * lowOf(b), highOf(a) * highOf(b)]; // prettier-ignore
  // + 0: no corner is −0 by now but for the products of bounds
  return make(machine, "imul", [a, b], [Math.min(...corners) + 0, Math.max(...corners) + 0]);
}

/** Whether a can be 0 while b is negative. */
function mayBeMinusZero(a: Integer, b: Integer): boolean {
  return lowOf(a) <= 0 && highOf(a) >= 0 && lowOf(b) < 0;
}

function remainder(machine: Machine, a: Integer, b: Integer): Integer | undefined {
  if (lowOf(a) < 0 || lowOf(b) <= 0) return undefined;
  if (highOf(a) < lowOf(b)) return a;
  return make(machine, "irem", [a, b], [0, Math.min(highOf(a), highOf(b) - 1)]);
}

/** a / b is a number, but remembers what it was made of. */
function divide(machine: Machine, a: Integer, b: Integer): NumberValue | Integer | undefined {
  if (b === 1) return a;
  if (lowOf(a) < 0 || lowOf(b) <= 0 || typeof a === "number") return undefined;
  const numbers = [a, b].map((one) =>
    typeof one === "number" ? machine.emit.number(one) : machine.emit.apply("number", one.value)
  );
  const value = machine.emit.apply("div", ...numbers);
  return {kind: "number", value, quotient: {of: a, by: b}};
}

/** ⌊a/b⌋ for what cannot be negative. */
export function floorDivide(machine: Machine, a: Integer, b: Integer): Integer | undefined {
  if (lowOf(a) < 0 || lowOf(b) <= 0) return undefined;
  const range = [Math.floor(lowOf(a) / highOf(b)), Math.floor(highOf(a) / lowOf(b))] as const;
  return make(machine, "idiv", [a, b], range);
}

/** What floor, trunc, ceil and round make of addresses and of their quotients. */
export function roundAddress(machine: Machine, name: OpName, value: Numeric): Integer | undefined {
  if (isAddress(value)) return value;
  if (typeof value === "number" || !value.quotient) return undefined;
  const {of, by} = value.quotient;
  if (name === "floor" || name === "trunc") return floorDivide(machine, of, by);
  if (name !== "ceil" || typeof by !== "number") return undefined;
  const raised = add(machine, of, by - 1);
  return raised === undefined ? undefined : floorDivide(machine, raised, by);
}

/** A comparison that the ranges decide. */
export function compareAddresses(name: OpName, left: Numeric, right: Numeric): boolean | undefined {
  if (!isAddress(left) && !isAddress(right)) return undefined;
  const a = toRange(left);
  const b = toRange(right);
  if (!a || !b) return undefined;
  switch (name) {
    case "lt":
      return a[1] < b[0] ? true : a[0] >= b[1] ? false : undefined;
    case "le":
      return a[1] <= b[0] ? true : a[0] > b[1] ? false : undefined;
    case "eq":
      return a[1] < b[0] || b[1] < a[0] ? false : undefined;
    case "ne":
      return a[1] < b[0] || b[1] < a[0] ? true : undefined;
    default:
      return undefined;
  }
}

function toRange(value: Numeric): readonly [number, number] | undefined {
  if (isAddress(value)) return [value.low, value.high];
  return typeof value === "number" && !Number.isNaN(value) ? [value, value] : undefined;
}
