// Reads `for (let i = a; i < b; i += c)`: a loop whose passes can be counted before it begins.
import type {Expression, ForStatement, Node} from "acorn";
import {add, toInteger} from "./addresses.ts";
import type {Machine} from "./machine.ts";
import {toNumeric} from "./numbers.ts";
import {assignedIn, isPlain, namesIn} from "./scan.ts";
import type {Cell, Scope} from "./scope.ts";
import {isAddress, isNumeric, knownOf, type Integer} from "./values.ts";

export interface Count {
  /** the variable as the head left it. */
  cell: Cell;
  from: Integer;
  /** past the last index, or, downwards, just before it. */
  to: Integer;
  step: number;
}

/** What the text of a loop's head says. */
interface Head {
  name: string;
  bound: Expression;
  operator: string;
  step: number;
}

/** The count of a loop whose head was begun in `scope`; undefined where its passes cannot be known. */
export function readCount(machine: Machine, node: ForStatement, scope: Scope): Count | undefined {
  const head = readHead(machine, node, scope);
  if (!head || !isSteady(head, node)) return undefined;
  const {name, operator, step, bound} = head;
  const cell = scope.find(name);
  if (!cell || cell.isConst || !isNumeric(cell.value)) return undefined;
  const from = toInteger(toNumeric(machine, cell.value, node));
  const to = from === undefined ? undefined : toBound(machine, bound, scope, operator);
  if (from === undefined || to === undefined || operator.startsWith("<") !== step > 0)
    return undefined;
  return {cell, from, to, step};
}

const ROUND: Record<string, (x: number) => number> = {
  "<": Math.ceil,
  "<=": (x) => Math.floor(x) + 1,
  ">": Math.floor,
  ">=": (x) => Math.ceil(x) - 1
};

/** A bound as a whole number: known, or an address, moved by one where it is part of the range. */
function toBound(
  machine: Machine,
  node: Expression,
  scope: Scope,
  operator: string
): Integer | undefined {
  const value = machine.evaluate(node, scope);
  if (!isNumeric(value)) return undefined;
  const numeric = toNumeric(machine, value, node);
  const known = knownOf(numeric);
  if (known !== undefined) return toInteger(ROUND[operator](known) + 0);
  if (!isAddress(numeric)) return undefined;
  return operator.endsWith("=") ? add(machine, numeric, operator === "<=" ? 1 : -1) : numeric;
}

const FLIPPED: Record<string, string> = {"<": ">", ">": "<", "<=": ">=", ">=": "<="};

function readHead(machine: Machine, node: ForStatement, scope: Scope): Head | undefined {
  const {test, update} = node;
  if (test?.type !== "BinaryExpression" || !(test.operator in FLIPPED) || !update) return undefined;
  const stepped = readStep(machine, update, scope);
  if (!stepped || test.left.type === "PrivateIdentifier") return undefined;
  const isLeft = isNamed(test.left, stepped.name);
  if (!isLeft && !isNamed(test.right, stepped.name)) return undefined;
  const operator = isLeft ? test.operator : FLIPPED[test.operator];
  return {...stepped, operator, bound: isLeft ? test.right : test.left};
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && (node as Node & {name: string}).name === name;
}

/** `i++`, `i -= 2`, `i = i + n`: a step known now. */
function readStep(
  machine: Machine,
  update: Expression,
  scope: Scope
): {name: string; step: number} | undefined {
  if (update.type === "UpdateExpression" && update.argument.type === "Identifier")
    return {name: update.argument.name, step: update.operator === "++" ? 1 : -1};
  if (update.type !== "AssignmentExpression" || update.left.type !== "Identifier") return undefined;
  const {name} = update.left;
  const added = readAdded(update.operator, update.right, name);
  if (!added || !isPlain(added.by) || namesIn(added.by).has(name)) return undefined;
  const step = knownOf(machine.evaluate(added.by, scope));
  if (step === undefined || !Number.isInteger(step) || step === 0) return undefined;
  return {name, step: added.sign * step};
}

function readAdded(
  operator: string,
  right: Expression,
  name: string
): {by: Expression; sign: number} | undefined {
  if (operator === "+=") return {by: right, sign: 1};
  if (operator === "-=") return {by: right, sign: -1};
  if (operator !== "=" || right.type !== "BinaryExpression" || !isNamed(right.left, name))
    return undefined;
  if (right.operator === "+") return {by: right.right, sign: 1};
  return right.operator === "-" ? {by: right.right, sign: -1} : undefined;
}

/** Whether neither the index nor the bound changes but by the loop's own step. */
function isSteady({name, bound}: Head, {body, update}: ForStatement): boolean {
  const changed = assignedIn(body);
  if (changed.has(name) || !isPlain(bound)) return false;
  if (update && [...assignedIn(update)].some((one) => one !== name)) return false;
  for (const used of namesIn(bound)) if (changed.has(used) || used === name) return false;
  return true;
}
