// What the signs between and before values do.
import type {
  AssignmentExpression,
  BinaryExpression,
  LogicalExpression,
  UnaryExpression,
  UpdateExpression,
  ConditionalExpression
} from "acorn";
import {subtract, toInteger} from "./addresses.ts";
import {operateBits, toWord} from "./bits.ts";
import {branch} from "./branch.ts";
import type {Evaluate, Machine} from "./machine.ts";
import {
  applyOp,
  arithmetic,
  chooseCondition,
  compare,
  not,
  toCondition,
  toNumeric
} from "./numbers.ts";
import {assign, bind, makeReference, unwrap} from "./patterns.ts";
import {raise} from "./powers.ts";
import type {Scope} from "./scope.ts";
import type {Place} from "./place.ts";
import {
  isAddress,
  isBool,
  isObject,
  type Condition,
  type Numeric,
  type Symbolic
} from "./values.ts";
import type {OpName} from "../ops.ts";

const ARITHMETIC: Readonly<Record<string, OpName | undefined>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "%": "rem"
};

/** a ∘ b, for the sign of a binary operator. */
export function operate(
  machine: Machine,
  operator: string,
  [a, b]: readonly [Symbolic, Symbolic],
  place: Place
): Symbolic {
  if (/^[=!]==?$/.test(operator)) return equate(machine, operator.startsWith("!"), [a, b], place);
  const left = toNumeric(machine, a, place);
  const right = toNumeric(machine, b, place);
  const name = ARITHMETIC[operator];
  if (name) return arithmetic(machine, name, left, right);
  switch (operator) {
    case "<":
      return compare(machine, "lt", left, right);
    case ">":
      return compare(machine, "lt", right, left);
    case "<=":
      return compare(machine, "le", left, right);
    case ">=":
      return compare(machine, "le", right, left);
    case "**":
      return raise(machine, left, right);
  }
  return operateBits(machine, operator, [left, right], place);
}

function equate(
  machine: Machine,
  isNegated: boolean,
  [a, b]: readonly [Symbolic, Symbolic],
  place: Place
): Symbolic {
  const answer = isEqual(machine, a, b, place);
  return isNegated ? not(answer) : answer;
}

function isEqual(machine: Machine, a: Symbolic, b: Symbolic, place: Place): Condition {
  if (a === undefined || b === undefined) return a === b;
  if (isBool(a) !== isBool(b))
    machine.fail(
      place,
      "a number never equals a boolean: compare numbers, or write the condition itself"
    );
  if (isBool(a) && isBool(b)) {
    if (typeof a === "boolean") return a ? b : not(b);
    return chooseCondition(machine, a, b, not(b));
  }
  for (const one of [a, b])
    if (
      isObject(one) &&
      (one.kind === "record" || one.kind === "function" || (one.kind === "array" && !one.single))
    )
      machine.fail(place, "only numbers and booleans can be compared: compare elements or fields");
  return compare(machine, "eq", toNumeric(machine, a, place), toNumeric(machine, b, place));
}

function evaluateBinary(machine: Machine, node: BinaryExpression, scope: Scope): Symbolic {
  if (node.left.type === "PrivateIdentifier")
    machine.fail(node, "classes are not part of the model language");
  const a = machine.evaluate(node.left, scope);
  const b = machine.evaluate(node.right, scope);
  if (typeof a === "number" && typeof b === "number") {
    switch (node.operator) {
      case "+":
        return a + b;
      case "-":
        return a - b;
      case "*":
        return a * b;
    }
  }
  return operate(machine, node.operator, [a, b], node);
}

function evaluateUnary(machine: Machine, node: UnaryExpression, scope: Scope): Symbolic {
  const {operator, argument} = node;
  const value = machine.evaluate(argument, scope);
  switch (operator) {
    case "!":
      return not(toCondition(machine, value, argument));
    case "+":
      return toNumeric(machine, value, argument);
    case "-":
      return negateNumber(machine, toNumeric(machine, value, argument));
    case "void":
      return undefined;
    case "~": {
      const numeric = toNumeric(machine, value, argument);
      if (typeof numeric === "number") return ~numeric;
      return arithmetic(machine, "sub", -1, toWord(machine, numeric));
    }
    default:
      return machine.fail(
        node,
        `${operator} is not part of the model language: all values are numbers, booleans or arrays`
      );
  }
}

function negateNumber(machine: Machine, value: Numeric): Numeric {
  const integer = isAddress(value) && value.low > 0 ? toInteger(value) : undefined;
  const negated = integer === undefined ? undefined : subtract(machine, 0, integer);
  return negated ?? applyOp(machine, "neg", value);
}

function evaluateLogical(machine: Machine, node: LogicalExpression, scope: Scope): Symbolic {
  const left = machine.evaluate(node.left, scope);
  return joinLogical(
    machine,
    node.operator,
    left,
    () => machine.evaluate(node.right, scope),
    node.left
  );
}

/** && || ??: the right side counts only where the left does not decide. */
function joinLogical(
  machine: Machine,
  operator: string,
  left: Symbolic,
  right: () => Symbolic,
  place: Place
): Symbolic {
  if (operator === "??") return left === undefined ? right() : left;
  const condition = toCondition(machine, left, place);
  const isAnd = operator === "&&";
  if (typeof condition === "boolean") return condition === isAnd ? right() : left;
  const same = (): Symbolic => left;
  return isAnd
    ? branch(machine, condition, right, isBool(left) ? () => false : same)
    : branch(machine, condition, isBool(left) ? () => true : same, right);
}

function evaluateConditional(
  machine: Machine,
  {test, consequent, alternate}: ConditionalExpression,
  scope: Scope
): Symbolic {
  const condition = toCondition(machine, machine.evaluate(test, scope), test);
  if (typeof condition === "boolean")
    return machine.evaluate(condition ? consequent : alternate, scope);
  return branch(
    machine,
    condition,
    () => machine.evaluate(consequent, scope),
    () => machine.evaluate(alternate, scope)
  );
}

function evaluateAssignment(machine: Machine, node: AssignmentExpression, scope: Scope): Symbolic {
  const {left, right, operator} = node;
  if (operator === "=") {
    const target = unwrap(left);
    if (target.type === "ArrayPattern" || target.type === "ObjectPattern") {
      const value = machine.evaluate(right, scope);
      bind(machine, left, value, scope, assign(machine, scope));
      return value;
    }
    const reference = makeReference(machine, left, scope);
    const value = machine.evaluate(right, scope);
    reference.write(value);
    return value;
  }
  const reference = makeReference(machine, left, scope);
  const sign = operator.slice(0, -1);
  if (sign === "&&" || sign === "||" || sign === "??")
    return assignLogical(machine, sign, reference, () => machine.evaluate(right, scope), left);
  const before = reference.read();
  const value = operate(machine, sign, [before, machine.evaluate(right, scope)], node);
  reference.write(value);
  return value;
}

function assignLogical(
  machine: Machine,
  sign: string,
  {read, write}: ReturnType<typeof makeReference>,
  right: () => Symbolic,
  place: Place
): Symbolic {
  const value = joinLogical(machine, sign, read(), right, place);
  write(value);
  return value;
}

function evaluateUpdate(machine: Machine, node: UpdateExpression, scope: Scope): Symbolic {
  const reference = makeReference(machine, node.argument, scope);
  const before = toNumeric(machine, reference.read(), node.argument);
  const after = arithmetic(machine, node.operator === "++" ? "add" : "sub", before, 1);
  reference.write(after);
  return node.prefix ? after : before;
}

export const operators = {
  BinaryExpression: evaluateBinary,
  UnaryExpression: evaluateUnary,
  LogicalExpression: evaluateLogical,
  ConditionalExpression: evaluateConditional,
  AssignmentExpression: evaluateAssignment,
  UpdateExpression: evaluateUpdate
} satisfies Record<string, Evaluate>;
