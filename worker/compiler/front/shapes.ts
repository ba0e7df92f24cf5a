// The form of what a loop carries: which numbers and conditions a value is made of, and how to take it
// apart and put it together.
import type {Value} from "../ir.ts";
import {elementsOf} from "./elements.ts";
import type {Machine} from "./machine.ts";
import {toBoolValue, toNumeric, toValue} from "./numbers.ts";
import {
  isBool,
  isNumeric,
  isObject,
  lengthOf,
  type Condition,
  type RecordValue,
  type Symbolic
} from "./values.ts";

export type Shape =
  | "f64"
  | "bool"
  /** nothing yet. */
  | "none"
  | {kind: "array"; name: string; items: Shape[]}
  | {kind: "record"; fields: Record<string, Shape>};

/** The longest array that a loop carries as so many numbers. */
const MOST_ELEMENTS = 64;

const NOWHERE = {start: 0, end: 1};

/** The form of a value; undefined where it cannot be carried. */
export function shapeOf(value: Symbolic): Shape | undefined {
  if (value === undefined) return "none";
  if (isBool(value)) return "bool";
  if (isNumeric(value)) return "f64";
  if (!isObject(value)) return undefined;
  if (value.kind === "array") {
    if (lengthOf(value) > MOST_ELEMENTS || value.identity.stale !== undefined) return undefined;
    if (value.memory) return shapeOfMemory(value.memory.shape, value.name);
    const items = (value.items ?? []).map(shapeOf);
    return items.includes(undefined)
      ? undefined
      : {kind: "array", name: value.name, items: items as Shape[]};
  }
  if (value.kind !== "record") return undefined;
  const fields: Record<string, Shape> = {};
  for (const [name, field] of Object.entries(value.fields)) {
    const shape = shapeOf(field);
    if (!shape) return undefined;
    fields[name] = shape;
  }
  return {kind: "record", fields};
}

function shapeOfMemory([length, ...inner]: readonly number[], name: string): Shape {
  const item = inner.length === 0 ? "f64" : shapeOfMemory(inner, name);
  return {kind: "array", name, items: Array.from({length}, () => item)};
}

/** The form that both have once 'none' and booleans are taken for numbers where they must be. */
export function unify(a: Shape, b: Shape): Shape | undefined {
  if (a === "none") return b;
  if (b === "none") return a;
  if (typeof a === "string" || typeof b === "string") {
    if (typeof a !== "string" || typeof b !== "string") return undefined;
    return a === b ? a : "f64";
  }
  if (a.kind === "array" && b.kind === "array") return unifyArrays(a, b);
  if (a.kind !== "record" || b.kind !== "record") return undefined;
  const names = Object.keys(a.fields);
  if (names.length !== Object.keys(b.fields).length) return undefined;
  const fields: Record<string, Shape> = {};
  for (const name of names) {
    const shape = name in b.fields ? unify(a.fields[name], b.fields[name]) : undefined;
    if (!shape) return undefined;
    fields[name] = shape;
  }
  return {kind: "record", fields};
}

type ArrayShape = Extract<Shape, {kind: "array"}>;

function unifyArrays(a: ArrayShape, b: ArrayShape): Shape | undefined {
  if (a.items.length !== b.items.length) return undefined;
  const items = a.items.map((item, k) => unify(item, b.items[k]));
  return items.includes(undefined) ? undefined : {...a, items: items as Shape[]};
}

export function isSameShape(a: Shape, b: Shape): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** A form without names of arrays, which mean nothing; what has no value yet is carried as a number. */
function plain(shape: Shape): unknown {
  if (shape === "none") return "f64";
  if (typeof shape === "string") return shape;
  if (shape.kind === "array") return shape.items.map(plain);
  return Object.entries(shape.fields).map(([name, field]) => [name, plain(field)]);
}

/** The numbers and conditions of a value, in order; what has no value yet is NaN or false. */
export function takeApart(machine: Machine, value: Symbolic, shape: Shape, leaves: Value[]): void {
  if (shape === "bool") {
    leaves.push(toBoolValue(machine, (value ?? false) as Condition));
  } else if (typeof shape === "string") {
    const numeric = value === undefined ? NaN : toNumeric(machine, value, NOWHERE);
    leaves.push(toValue(machine, numeric));
  } else if (shape.kind === "array") {
    const items =
      isObject(value) && value.kind === "array" ? elementsOf(machine, value, NOWHERE) : [];
    shape.items.forEach((item, k) => takeApart(machine, items[k], item, leaves));
  } else {
    const fields = isObject(value) && value.kind === "record" ? value.fields : {};
    for (const [name, field] of Object.entries(shape.fields))
      takeApart(machine, fields[name], field, leaves);
  }
}

/** The value of a form from its numbers and conditions. */
export function putTogether(machine: Machine, shape: Shape, next: () => Value): Symbolic {
  if (shape === "bool") return {kind: "bool", value: next(), isNegated: false};
  if (typeof shape === "string") return {kind: "number", value: next()};
  if (shape.kind === "array") {
    return machine.list(
      shape.items.map((item) => putTogether(machine, item, next)),
      shape.name
    );
  }
  const fields = Object.create(null) as RecordValue["fields"];
  for (const [name, field] of Object.entries(shape.fields))
    fields[name] = putTogether(machine, field, next);
  return {kind: "record", fields, birth: machine.journal.now()};
}
