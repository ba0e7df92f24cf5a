// Calls of functions, of arrays' methods and of what makes arrays.
import type {
  CallExpression,
  Expression,
  Identifier,
  MemberExpression,
  NewExpression,
  Node,
  SpreadElement
} from "acorn";
import {copyArray, makeArray, makeFilled, toLength} from "./collections.ts";
import {toArray} from "./elements.ts";
import {addSpread, readNamed} from "./expressions.ts";
import {LIBRARY, reduceExtreme} from "./library.ts";
import type {Evaluate, Machine} from "./machine.ts";
import {findMethod} from "./methods.ts";
import {ARRAY_ADVICE, makeReference, unwrap} from "./patterns.ts";
import {operate} from "./operators.ts";
import type {Scope} from "./scope.ts";
import type {Place} from "./place.ts";
import {show} from "./text.ts";
import {
  isArray,
  isFunction,
  isObject,
  lengthOf,
  type FunctionValue,
  type Symbolic
} from "./values.ts";

type Arguments = readonly (Expression | SpreadElement)[];

function evaluateCall(machine: Machine, node: CallExpression, scope: Scope): Symbolic {
  const callee = unwrap(node.callee);
  if (callee.type === "Import" || callee.type === "Super")
    machine.fail(node, "modules and classes are not part of the model language");
  if (callee.type === "MemberExpression") {
    const special = callSpecial(machine, node, callee as MemberExpression, scope);
    if (special) return special.value;
  } else if (callee.type === "Identifier" && !scope.find((callee as Identifier).name)) {
    const maker = MAKERS.get((callee as Identifier).name);
    if (maker) return maker(machine, toArguments(machine, node.arguments, scope), node);
  }
  return callValue(machine, machine.evaluate(callee, scope), node, scope);
}

function callValue(
  machine: Machine,
  called: Symbolic,
  node: CallExpression,
  scope: Scope
): Symbolic {
  if (isObject(called) && called.kind === "unusable") machine.fail(node, called.why);
  if (!isFunction(called))
    machine.fail(node, `${show(machine.frame.text, node.callee)} is not a function`);
  return findLongExtreme(machine, called, node, scope) ??
    called.call(toArguments(machine, node.arguments, scope), machine, node); // prettier-ignore
}

function toArguments(machine: Machine, args: Arguments, scope: Scope): Symbolic[] {
  const values: Symbolic[] = [];
  for (const arg of args) addSpread(machine, arg, scope, values);
  return values;
}

/** `Math.max(...long)` goes through the array in a loop. */
function findLongExtreme(
  machine: Machine,
  called: FunctionValue,
  node: CallExpression,
  scope: Scope
): Symbolic {
  const [only] = node.arguments;
  if (node.arguments.length !== 1 || only.type !== "SpreadElement") return undefined;
  const isMin = called === LIBRARY.get("min");
  if (!isMin && called !== LIBRARY.get("max")) return undefined;
  const value = machine.evaluate(only.argument, scope);
  const array = toArray(machine, value, only, "only arrays can be spread with ...");
  if (lengthOf(array) === 0) return undefined;
  return reduceExtreme(machine, isMin ? "min" : "max", array, node);
}

/** Methods, and what stands on Array, Float64Array and cuvette. */
function callSpecial(
  machine: Machine,
  node: CallExpression,
  callee: MemberExpression,
  scope: Scope
): {value: Symbolic} | undefined {
  const {object, property, computed} = callee;
  if (computed || property.type !== "Identifier") return undefined;
  const {name} = property;
  const root = unwrap(object);
  if (root.type === "Identifier" && !scope.find((root as Identifier).name)) {
    const statics = STATICS.get(`${(root as Identifier).name}.${name}`);
    if (statics)
      return {value: statics(machine, toArguments(machine, node.arguments, scope), node)};
  }
  if (name === "raise" && isMemberCall(root))
    return {value: raiseMember(machine, root as CallExpression, node, scope)};
  const holder = machine.evaluate(object, scope);
  if (!isArray(holder)) {
    const called = readNamed(machine, holder, name, callee);
    return {value: callValue(machine, called, node, scope)};
  }
  const array = toArray(machine, holder, object, "");
  const method = findMethod(name);
  if (!method) machine.fail(callee, `arrays have no ${name} here: ${ARRAY_ADVICE}`);
  return {value: method(machine, array, toArguments(machine, node.arguments, scope), node)};
}

/** `cuvette.member(a, i).raise(n)`: what cells make of `a[i] **= n`. */
function isMemberCall(node: Node): boolean {
  if (node.type !== "CallExpression") return false;
  const {callee} = node as CallExpression;
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "cuvette"
  );
}

function raiseMember(
  machine: Machine,
  {arguments: [object, property], start, end}: CallExpression,
  node: CallExpression,
  scope: Scope
): Symbolic {
  const isNamed = property?.type === "Literal" && typeof property.value === "string";
  const key = isNamed ? {type: "Identifier", name: property.value, start, end} : property;
  const member = {type: "MemberExpression", object, property: key, computed: !isNamed, start, end};
  const reference = makeReference(machine, member, scope);
  const before = reference.read();
  const [exponent] = toArguments(machine, node.arguments, scope);
  const value = operate(machine, "**", [before, exponent], node);
  reference.write(value);
  return value;
}

type Maker = (machine: Machine, args: readonly Symbolic[], place: Place) => Symbolic;

const makeOf: Maker = (machine, args) => machine.list([...args]);

/** `new Array(n)`: elements have no value yet. */
const makeEmpty: Maker = (machine, args, place) => {
  if (args.length !== 1) return machine.list([...args]);
  const length = toLength(machine, args[0], place);
  return machine.list(new Array<Symbolic>(length).fill(undefined));
};

const makeTyped: Maker = (machine, [given], place) => {
  if (isArray(given) && !given.single) return copyArray(machine, given, place);
  return makeFilled(machine, given === undefined ? 0 : toLength(machine, given, place), 0);
};

/** `Array.from(array, f)` and `Array.from({length: n}, f)`. */
const makeFrom: Maker = (machine, [source, callback], place) => {
  const isSized = isObject(source) && source.kind === "record" && "length" in source.fields;
  const called = isFunction(callback) ? callback : undefined;
  if (callback !== undefined && !called)
    machine.fail(
      place,
      "Array.from takes a function here, as in Array.from({length: n}, (_, i) => i)"
    );
  if (!isSized) {
    const array = toArray(machine, source, place, "Array.from takes an array or {length: n}");
    if (!called) return copyArray(machine, array, place);
    return findMethod("map")?.(machine, array, [called], place);
  }
  const length = toLength(machine, source.fields.length, place);
  if (!called) return machine.list(new Array<Symbolic>(length).fill(undefined));
  const element = (k: Symbolic): Symbolic => called.call([undefined, k], machine, place);
  return makeArray(machine, length, element, place, called.node);
};

const MAKERS = new Map<string, Maker>([["Array", makeEmpty]]);

const NEW = new Map<string, Maker>([
  ["Array", makeEmpty],
  ["Float64Array", makeTyped]
]);

const STATICS = new Map<string, Maker>([
  ["Array.from", makeFrom],
  ["Array.of", makeOf],
  ["Float64Array.from", makeFrom],
  ["Float64Array.of", makeOf]
]);

function evaluateNew(machine: Machine, node: NewExpression, scope: Scope): Symbolic {
  const {callee} = node;
  const maker =
    callee.type === "Identifier" && !scope.find(callee.name) ? NEW.get(callee.name) : undefined;
  if (!maker)
    machine.fail(
      node,
      `new ${show(machine.frame.text, callee)} is not part of the model language: write new Array(n), new Float64Array(n) or [a, b]`
    );
  return maker(machine, toArguments(machine, node.arguments, scope), node);
}

export const calls = {
  CallExpression: evaluateCall,
  NewExpression: evaluateNew
} satisfies Record<string, Evaluate>;
