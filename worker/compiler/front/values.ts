// What names stand for while a function is carried out with values that are not there yet.
import type {Node} from "acorn";
import type {ArrayId, Param, Role, Value} from "../ir.ts";
import type {Place} from "./place.ts";

/** What is known now is itself: numbers, booleans and undefined. */
export type Symbolic =
  | number
  | boolean
  | undefined
  | NumberValue
  | BoolValue
  | Address
  | ArrayValue
  | RecordValue
  | FunctionValue
  | Unusable;

/** A number of the program. */
export interface NumberValue {
  kind: "number";
  value: Value;
  /** what it is with the constants given: asked for where a number shapes the program. */
  known?: number;
  /** an address divided by a whole number: its floor is an address again. */
  quotient?: {of: Address; by: Integer};
}

export interface BoolValue {
  kind: "bool";
  value: Value;
  isNegated: boolean;
}

/** A whole number made of loop indices, somewhere from `low` to `high`; never −0. */
export interface Address {
  kind: "address";
  value: Value;
  low: number;
  high: number;
}

export type Integer = number | Address;
export type Numeric = number | NumberValue | Address;
export type Condition = boolean | BoolValue;

/** Part of an array in memory. */
export interface View {
  array: ArrayId;
  role: Role;
  /** where it begins: f64 where the row is chosen by a number. */
  offset: Numeric;
  shape: readonly number[];
  /** how many conditions held when the array was made: stores need only those that came later. */
  conditions: number;
  /** the literal whose elements a constant array holds, as long as nobody writes them. */
  site?: object;
}

/** What makes an array that array: views of its rows share it. */
export interface Identity {
  birth: number;
  /** arrays that may or may not be this one. */
  links: Set<Identity>;
  /** why it can no longer be read: a linked one was written. */
  stale?: string;
}

/** An array: its elements as values, or a place in memory; it may change from the first to the second. */
export interface ArrayValue {
  kind: "array";
  items?: Symbolic[];
  memory?: View;
  name: string;
  birth: number;
  /** how many branches and kept loops are around the place where it was made. */
  depth: number;
  identity: Identity;
  /** the literal that made it. */
  site?: object;
  /** why its elements cannot be written. */
  fixed?: string;
  /** a parameter of size 1, which may be meant as a number. */
  single?: Param;
}

export interface RecordValue {
  kind: "record";
  fields: Record<string, Symbolic>;
  birth: number;
  /** why its fields cannot be written. */
  fixed?: string;
}

export interface FunctionValue {
  kind: "function";
  name: string;
  /** the tree, of functions that have one. */
  node?: Node;
  call(args: Symbolic[], machine: Caller, place: Place): Symbolic;
}

/** What carries functions out: a Machine, which knows values while they know no more of it than this. */
export interface Caller {
  step(count?: number): void;
}

/** What cannot be said with values; it is an error only when used. */
export interface Unusable {
  kind: "unusable";
  why: string;
}

export function isObject<T extends Symbolic>(
  value: T
): value is Exclude<T, number | boolean | undefined> {
  return typeof value === "object";
}

export function isArray(value: Symbolic): value is ArrayValue {
  return isObject(value) && value.kind === "array";
}

export function isFunction(value: Symbolic): value is FunctionValue {
  return isObject(value) && value.kind === "function";
}

export function isAddress(value: Symbolic): value is Address {
  return isObject(value) && value.kind === "address";
}

export function isBool(value: Symbolic): value is Condition {
  return typeof value === "boolean" || (isObject(value) && value.kind === "bool");
}

/** Whether it is a number or may be meant as one. */
export function isNumeric(value: Symbolic): value is Numeric | (ArrayValue & {single: Param}) {
  if (typeof value === "number") return true;
  if (!isObject(value)) return false;
  return (
    value.kind === "number" ||
    value.kind === "address" ||
    (value.kind === "array" && value.single !== undefined)
  );
}

/** The number that a value is by now, be it by its constants. */
export function knownOf(value: Symbolic): number | undefined {
  if (typeof value === "number") return value;
  return isObject(value) && value.kind === "number" ? value.known : undefined;
}

export function lengthOf({items, memory}: ArrayValue): number {
  return items ? items.length : (memory as View).shape[0];
}

export function negate(condition: BoolValue): BoolValue {
  return {kind: "bool", value: condition.value, isNegated: !condition.isNegated};
}
