// Names, literals, elements and fields.
import type {
  ArrayExpression,
  Expression,
  Identifier,
  Literal,
  MemberExpression,
  Node,
  ObjectExpression,
  SequenceExpression,
  SpreadElement
} from "acorn";
import {elementsOf, readElement, toArray} from "./elements.ts";
import {makeFunction, type AnyFunction} from "./functions.ts";
import {LIBRARY} from "./library.ts";
import type {Evaluate, Machine} from "./machine.ts";
import {readField} from "./patterns.ts";
import type {Scope} from "./scope.ts";
import {isObject, type RecordValue, type Symbolic} from "./values.ts";

/** What is said of names that mean something elsewhere. */
const ELSEWHERE: Readonly<Record<string, string | undefined>> = {
  __proto__: undefined,
  console: "console is not part of the model language: return what you want to see",
  arguments: "arguments is not part of the model language: name the parameters",
  Date: "a model knows no time but its parameters",
  BigInt: "a model computes with numbers only",
  String: "a model computes with numbers only",
  JSON: "a model computes with numbers only",
  Map: "a model computes with numbers only: use arrays",
  Set: "a model computes with numbers only: use arrays"
};

function evaluateName(machine: Machine, node: Identifier, scope: Scope): Symbolic {
  const {name} = node;
  const cell = scope.find(name);
  if (cell) return cell.value;
  if (LIBRARY.has(name)) return LIBRARY.get(name);
  const elsewhere = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined;
  return machine.fail(
    node,
    elsewhere ??
      `${name} is not known here: pass it in { constants: { ${name} } }, or in { helpers: { ${name} } } if it is a function`
  );
}

function evaluateLiteral(machine: Machine, node: Literal): Symbolic {
  const {value} = node;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string")
    machine.fail(node, "strings are not part of the model language: use numbers");
  if (typeof value === "bigint" || node.bigint)
    machine.fail(node, "bigints are not part of the model language: leave out the n");
  if (value === null && !node.regex)
    machine.fail(node, "null is not part of the model language: use NaN for a missing number");
  return machine.fail(node, "regular expressions are not part of the model language");
}

function evaluateMember(machine: Machine, node: MemberExpression, scope: Scope): Symbolic {
  const {object, property, computed} = node;
  if (object.type === "Super" || property.type === "PrivateIdentifier")
    machine.fail(node, "classes are not part of the model language: use plain functions");
  const holder = machine.evaluate(object, scope);
  if (!computed) return readNamed(machine, holder, (property as Identifier).name, node);
  const array = toArray(machine, holder, object, "only elements of arrays can be read by [ ]");
  return readElement(machine, array, machine.evaluate(property, scope), node);
}

/** `value.name`, with what to write where Math has no such function for models. */
export function readNamed(
  machine: Machine,
  holder: Symbolic,
  name: string,
  node: MemberExpression
): Symbolic {
  if (holder === LIBRARY.get("Math") && !(name in (holder as RecordValue).fields)) {
    const advice =
      name === "random"
        ? "a model gives the same answer each time: draw random numbers before, and pass them as a parameter"
        : "see Math.abs, Math.exp, Math.max, …";
    machine.fail(node, `Math.${name} is not part of the model language: ${advice}`);
  }
  return readField(machine, holder, name, node);
}

function evaluateArray(machine: Machine, node: ArrayExpression, scope: Scope): Symbolic {
  const items: Symbolic[] = [];
  for (const element of node.elements) {
    if (!element) machine.fail(node, "an array here has no holes: write all elements");
    addSpread(machine, element, scope, items);
  }
  return machine.list(items, undefined, node);
}

/** Adds an element, or all those of `...array`. */
export function addSpread(
  machine: Machine,
  element: Expression | SpreadElement,
  scope: Scope,
  items: Symbolic[]
): void {
  if (element.type !== "SpreadElement") {
    items.push(machine.evaluate(element, scope));
    return;
  }
  const value = machine.evaluate(element.argument, scope);
  const array = toArray(machine, value, element, "only arrays can be spread with ...");
  for (const item of elementsOf(machine, array, element)) items.push(item);
}

function evaluateObject(machine: Machine, node: ObjectExpression, scope: Scope): Symbolic {
  const fields = Object.create(null) as RecordValue["fields"];
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      const value = machine.evaluate(property.argument, scope);
      if (!isObject(value) || value.kind !== "record")
        machine.fail(property, "only objects made here can be spread into one");
      Object.assign(fields, value.fields);
      continue;
    }
    if (property.kind !== "init" || property.method)
      machine.fail(property, "methods are not part of the model language: write {f: (x) => …}");
    fields[toKey(machine, property)] = machine.evaluate(property.value, scope);
  }
  return {kind: "record", fields, birth: machine.journal.now()};
}

function toKey(machine: Machine, {key, computed}: {key: Node; computed: boolean} & Node): string {
  if (!computed && key.type === "Identifier") return (key as Identifier).name;
  return machine.fail(key, "fields have plain names here: write {a: 1}");
}

function evaluateFunction(machine: Machine, node: AnyFunction, scope: Scope): Symbolic {
  return makeFunction(machine, node, scope, machine.frame.text);
}

function evaluateSequence(machine: Machine, node: SequenceExpression, scope: Scope): Symbolic {
  let value: Symbolic;
  for (const expression of node.expressions) value = machine.evaluate(expression, scope);
  return value;
}

const inner: Evaluate = (machine, {expression}: Node & {expression: Expression}, scope) =>
  machine.evaluate(expression, scope);

export const expressions = {
  Identifier: evaluateName,
  Literal: evaluateLiteral,
  MemberExpression: evaluateMember,
  ArrayExpression: evaluateArray,
  ObjectExpression: evaluateObject,
  ArrowFunctionExpression: evaluateFunction,
  FunctionExpression: evaluateFunction,
  FunctionDeclaration: evaluateFunction,
  SequenceExpression: evaluateSequence,
  ChainExpression: inner,
  ParenthesizedExpression: inner,
  TSAsExpression: inner,
  TSSatisfiesExpression: inner,
  TSNonNullExpression: inner,
  TSTypeAssertion: inner,
  TSInstantiationExpression: inner
} satisfies Record<string, Evaluate>;
