// Helpers: functions given as text, and models already compiled, which are copied in where they are called.
import {inlineProgram, type InlineInput} from "../inline.ts";
import type {Model, Param} from "../ir.ts";
import {toAddressValue} from "./addresses.ts";
import {elementsOf} from "./elements.ts";
import {makeFunction, openFrame} from "./functions.ts";
import type {Machine} from "./machine.ts";
import {isFunction, openModule, type Entry} from "./modules.ts";
import {toNumeric, toValue} from "./numbers.ts";
import type {Parsed} from "./parse.ts";
import {unwrap} from "./patterns.ts";
import {Scope} from "./scope.ts";
import type {Place} from "./place.ts";
import {isAddress, isArray, lengthOf, type FunctionValue, type Symbolic} from "./values.ts";

/** The function that a text says, with the names around it. */
export function openText(
  machine: Machine,
  parsed: Parsed,
  root: Scope,
  wanted: string | undefined
): Entry {
  machine.frame = openFrame(machine, parsed);
  if ("program" in parsed) return openModule(machine, parsed.program, root, wanted);
  const node = unwrap(parsed.function);
  if (!isFunction(node)) machine.fail(node, "this is not a function: write (u, p) => [ … ]");
  const scope = new Scope(root);
  const entry = {node: node as Entry["node"], scope, name: ""};
  const {id} = entry.node;
  if (!id) return entry;
  // it knows its own name, if only to be told that it cannot call itself
  scope.declare(machine.cell(id.name, makeFunction(machine, entry.node, scope, parsed), true));
  return {...entry, name: id.name};
}

/** A helper given as text, which is read when it is first called. */
export function makeTextHelper(
  machine: Machine,
  name: string,
  read: () => Parsed,
  root: Scope
): FunctionValue {
  let opened: FunctionValue | undefined;
  const open = (): FunctionValue => {
    const outer = machine.frame;
    try {
      const parsed = read();
      const several = "program" in parsed ? wantedIn(parsed, name) : undefined;
      const entry = openText(machine, parsed, root, several);
      return makeFunction(machine, entry.node, entry.scope, parsed);
    } finally {
      machine.frame = outer;
    }
  };
  return {
    kind: "function",
    name,
    call: (args, ...rest) => (opened ??= open()).call(args, ...rest)
  };
}

/** A helper's text may hold several functions: that of its own name is meant, if there is one. */
function wantedIn({source}: Parsed, name: string): string | undefined {
  return new RegExp(`\\b(?:function|const)\\s+${name.replace(/\$/g, "\\$")}\\b`).test(source)
    ? name
    : undefined;
}

export function makeModelHelper(name: string, model: Model): FunctionValue {
  const call = (args: Symbolic[], machine: Machine, place: Place): Symbolic => {
    const {params, isScalar} = model.program;
    if (args.length < params.length)
      machine.fail(
        place,
        `${name} takes ${params.length} arguments (${params.map((param) => param.name).join(", ")}), got ${args.length}`
      );
    const inputs = params.map((param, k) => toInput(machine, param, {value: args[k], name, place}));
    const {emit} = machine;
    const {arrays} = emit.builder.program;
    const own = arrays.length;
    const answer = emit.grow(() => inlineProgram(emit.builder, model, inputs, emit.constants));
    // its data stay its own, also where the model around has constants of the same names
    for (const array of arrays.slice(own)) array.name = `${name}.${array.name}`;
    if ("array" in answer) {
      const {array, size} = answer;
      const view = {array, role: "local", offset: 0, shape: [size], conditions: 0} as const;
      const whole = machine.view(view, name);
      return isScalar ? elementsOf(machine, whole, place)[0] : whole;
    }
    const items = answer.values.map((value): Symbolic => ({kind: "number", value}));
    return isScalar ? items[0] : machine.list(items, name);
  };
  return {kind: "function", name, call};
}

interface Given {
  value: Symbolic;
  name: string;
  place: Place;
}

function toInput(machine: Machine, param: Param, {value, name, place}: Given): InlineInput {
  if (!isArray(value) || value.single) {
    if (param.size !== 1)
      machine.fail(place, `${name} takes ${param.size} numbers as ${param.name}, got one`);
    return {values: [toValue(machine, toNumeric(machine, value, place))]};
  }
  const length = lengthOf(value);
  if (length !== param.size)
    machine.fail(place, `${name} takes ${param.size} numbers as ${param.name}, got ${length}`);
  const {memory} = value;
  // a helper reads its arguments while it writes only arrays of its own
  if (memory?.shape.length === 1 && typeof memory.offset === "number")
    return {
      array: memory.array,
      ...(memory.offset > 0 && {offset: toAddressValue(machine, memory.offset)})
    };
  if (memory?.shape.length === 1 && isAddress(memory.offset))
    return {array: memory.array, offset: memory.offset.value};
  const numbers = elementsOf(machine, value, place).map((item) => toNumeric(machine, item, place));
  return {values: numbers.map((number) => toValue(machine, number))};
}
