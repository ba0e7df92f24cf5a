// Calls: the body of a function is carried out where it is called.
import type {ArrowFunctionExpression, Function as FunctionNode, Pattern} from "acorn";
import type {Frame, Machine} from "./machine.ts";
import {bind, declare} from "./patterns.ts";
import {Scope} from "./scope.ts";
import {runBlock} from "./statements.ts";
import type {Text} from "./text.ts";
import type {FunctionValue, Symbolic} from "./values.ts";

/** Calls inside calls; more is taken for a recursion. */
const MOST_CALLS = 100;

export type AnyFunction = FunctionNode | ArrowFunctionExpression;

/** A function with the names around it. */
export function makeFunction(
  machine: Machine,
  node: AnyFunction,
  scope: Scope,
  text: Text
): FunctionValue {
  const name = node.id?.name ?? "";
  return {
    kind: "function",
    name,
    node,
    call: (args) => call(machine, node, {scope, text, args})
  };
}

interface Given {
  scope: Scope;
  text: Text;
  args: readonly Symbolic[];
}

export function checkKind(machine: Machine, {async, generator, ...node}: AnyFunction): void {
  if (async) machine.fail(node, "async functions cannot be compiled: write an ordinary one");
  if (generator) machine.fail(node, "generators cannot be compiled: write an ordinary function");
}

function call(machine: Machine, node: AnyFunction, {scope, text, args}: Given): Symbolic {
  const {calls, frame: outer} = machine;
  if (calls.length > MOST_CALLS || calls.some((one) => one.node === node && one.scope === scope)) {
    const name = node.id?.name ?? "this function";
    machine.fail(node, `${name} calls itself, which cannot be written out: write a loop`);
  }
  machine.frame = openFrame(machine, text);
  calls.push({node, scope});
  try {
    checkKind(machine, node);
    const inner = new Scope(scope);
    bindParams(machine, node.params, args, inner);
    return runFunction(machine, node, inner);
  } finally {
    calls.pop();
    machine.frame = outer;
  }
}

export function openFrame(machine: Machine, text: Text): Frame {
  const done = machine.cell("return", false);
  const result = {...machine.cell("the result", undefined), isOptional: true};
  return {text, done, result, loops: [], stops: [done]};
}

function bindParams(
  machine: Machine,
  params: readonly Pattern[],
  args: readonly Symbolic[],
  scope: Scope
): void {
  const take = declare(machine, scope, false);
  params.forEach((param, k) => {
    if (param.type === "RestElement")
      bind(machine, param.argument, machine.list(args.slice(k)), scope, take);
    else bind(machine, param, args[k], scope, take);
  });
}

/** Carries out a body whose parameters are in scope. */
export function runFunction(machine: Machine, {body}: AnyFunction, scope: Scope): Symbolic {
  if (body.type !== "BlockStatement") return machine.evaluate(body, scope);
  runBlock(machine, body.body, scope);
  const {done, result} = machine.frame;
  if (done.value === true || result.value === undefined) return result.value;
  return {
    kind: "unusable",
    why: "a function does not return on every way: let it end with a return"
  };
}
