// Gives names their values: declarations, parameters and assignments, taken apart where a pattern says so.
import type {ArrayPattern, Expression, Node, ObjectPattern, Pattern} from "acorn";
import {checkUsable, elementsOf, readElement, toArray, writeElement} from "./elements.ts";
import type {Machine} from "./machine.ts";
import type {Cell, Scope} from "./scope.ts";
import {
  isArray,
  isFunction,
  isObject,
  lengthOf,
  type RecordValue,
  type Symbolic
} from "./values.ts";

/** What happens at the end of a pattern: a name is declared, or a target assigned. */
export type Take = (target: Node, value: Symbolic) => void;

export function bind(
  machine: Machine,
  pattern: Pattern | Expression,
  value: Symbolic,
  scope: Scope,
  take: Take
): void {
  switch (pattern.type) {
    case "ArrayPattern":
      return bindArray(machine, pattern, value, scope, take);
    case "ObjectPattern":
      return bindObject(machine, pattern, value, scope, take);
    case "AssignmentPattern": {
      const given = value === undefined ? machine.evaluate(pattern.right, scope) : value;
      return bind(machine, pattern.left, given, scope, take);
    }
    case "RestElement":
      return machine.fail(
        pattern,
        "... collects the rest only in an array pattern: name the parameters one by one"
      );
    default:
      return take(pattern, value);
  }
}

function bindArray(
  machine: Machine,
  pattern: ArrayPattern,
  value: Symbolic,
  scope: Scope,
  take: Take
): void {
  const array = toArray(machine, value, pattern, "only an array can be taken apart with [ ]");
  const length = lengthOf(array);
  // all of them first: the targets may be elements of this very array
  const last = pattern.elements.at(-1);
  const elements =
    last?.type === "RestElement"
      ? elementsOf(machine, array, pattern)
      : pattern.elements.map((_, k) =>
          k < length ? readElement(machine, array, k, pattern) : undefined
        );
  pattern.elements.forEach((element, k) => {
    if (!element) return;
    if (element.type === "RestElement")
      bind(machine, element.argument, machine.list(elements.slice(k)), scope, take);
    else bind(machine, element, elements[k], scope, take);
  });
}

function bindObject(
  machine: Machine,
  pattern: ObjectPattern,
  value: Symbolic,
  scope: Scope,
  take: Take
): void {
  checkUsable(machine, value, pattern);
  for (const property of pattern.properties) {
    if (property.type === "RestElement" || property.computed || property.key.type !== "Identifier")
      machine.fail(property, "only plain names can be taken from an object: write {a, b}");
    const field = readField(machine, value, property.key.name, property);
    bind(machine, property.value, field, scope, take);
  }
}

/** `value.name`. */
export function readField(machine: Machine, value: Symbolic, name: string, place: Node): Symbolic {
  checkUsable(machine, value, place);
  if (isArray(value)) {
    if (name === "length") {
      toArray(machine, value, place, "");
      return lengthOf(value);
    }
    return machine.fail(place, `arrays have no ${name} here: ${ARRAY_ADVICE}`);
  }
  if (!isObject(value) || value.kind !== "record")
    machine.fail(
      place,
      `this has no ${name}: only objects made here, as in {a: 1}, and arrays have fields`
    );
  if (!(name in value.fields)) failField(machine, value, name, place);
  return value.fields[name];
}

export const ARRAY_ADVICE =
  "use length, map, reduce, forEach, some, every, fill, slice, concat, flat, push, or a loop";

function failField(machine: Machine, {fields}: RecordValue, name: string, place: Node): never {
  const names = Object.keys(fields);
  const list = names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
  return machine.fail(place, `there is no ${name} here: there are ${list || "no fields"}`);
}

export function declare(machine: Machine, scope: Scope, isConst: boolean): Take {
  return (target, value) => {
    if (target.type !== "Identifier") machine.fail(target, "a name is needed here");
    const {name} = target as Node & {name: string};
    if (isArray(value) && (value.name === "array" || value.name === "")) value.name = name;
    else if (isFunction(value) && value.name === "") value.name = name;
    scope.declare(machine.cell(name, value, isConst));
  };
}

/** Assigns to names, elements and fields. */
export function assign(machine: Machine, scope: Scope): Take {
  return (target, value) => makeReference(machine, target, scope).write(value);
}

/** Something that can be read and written, its parts carried out once. */
export interface Reference {
  read: () => Symbolic;
  write: (value: Symbolic) => void;
}

export function makeReference(machine: Machine, given: Node, scope: Scope): Reference {
  const target = unwrap(given);
  if (target.type === "Identifier") {
    const {name} = target as Node & {name: string};
    return {
      read: () => machine.evaluate(target, scope),
      write: (value) => machine.assign(findWritable(machine, target, name, scope), value)
    };
  }
  if (target.type !== "MemberExpression")
    machine.fail(target, "this cannot be assigned to: write a name or an element, as in a[i]");
  const {object, property, computed} = target as Node & {
    object: Expression;
    property: Expression;
    computed: boolean;
  };
  const holder = machine.evaluate(object, scope);
  if (!computed) return makeField(machine, holder, property, target);
  const array = toArray(machine, holder, object, "only elements of arrays can be assigned by [ ]");
  const index = machine.evaluate(property, scope);
  return {
    read: () => readElement(machine, array, index, target),
    write: (value) => writeElement(machine, array, index, value, target)
  };
}

function makeField(
  machine: Machine,
  holder: Symbolic,
  property: Expression,
  place: Node
): Reference {
  const {name} = property as Expression & {name: string};
  return {
    read: () => readField(machine, holder, name, place),
    write: (value) => {
      checkUsable(machine, holder, place);
      if (!isObject(holder) || holder.kind !== "record")
        machine.fail(
          place,
          `${name} cannot be assigned here: only fields of objects made here can`
        );
      if (holder.fixed !== undefined) machine.fail(place, holder.fixed);
      if (!(name in holder.fields))
        machine.fail(place, `this object has no ${name}: name all fields where it is made`);
      machine.journal.set(holder, holder.fields, name, value);
    }
  };
}

function findWritable(machine: Machine, place: Node, name: string, scope: Scope): Cell {
  const cell = scope.find(name);
  if (!cell) machine.fail(place, `${name} is not declared here: write let ${name} = 0`);
  if (cell.isConst)
    machine.fail(place, `${name} is const and cannot be assigned: declare it with let`);
  return cell;
}

const WRAPPERS = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "ChainExpression",
  "ParenthesizedExpression"
]);

/** What an expression is once types are erased. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (WRAPPERS.has(inner.type)) inner = (inner as Node & {expression: Node}).expression;
  return inner;
}
