// What statements do, loops apart.
import type {
  BlockStatement,
  ExpressionStatement,
  FunctionDeclaration,
  IfStatement,
  Node,
  ReturnStatement,
  Statement,
  VariableDeclaration
} from "acorn";
import {branch} from "./branch.ts";
import type {Execute, Machine} from "./machine.ts";
import {toCondition} from "./numbers.ts";
import {bind, declare} from "./patterns.ts";
import {Scope} from "./scope.ts";
import {runSteps} from "./stops.ts";

/** Statements of a block, in a scope made for them. */
export function runBlock(
  machine: Machine,
  statements: readonly (Statement | Node)[],
  scope: Scope
): void {
  for (const statement of statements) {
    if (statement.type === "FunctionDeclaration")
      declareFunction(machine, statement as FunctionDeclaration, scope);
  }
  runSteps(machine, statements.length, (k) => machine.execute(statements[k] as Statement, scope));
}

export function declareFunction(machine: Machine, node: FunctionDeclaration, scope: Scope): void {
  declare(machine, scope, true)(node.id, machine.evaluate(node, scope));
}

const NEEDS_BLOCK = new Set(["VariableDeclaration", "FunctionDeclaration"]);

function runBlockStatement(machine: Machine, {body}: BlockStatement, scope: Scope): void {
  const isScope = body.some(({type}) => NEEDS_BLOCK.has(type));
  runBlock(machine, body, isScope ? new Scope(scope) : scope);
}

export function declareVariables(machine: Machine, node: VariableDeclaration, scope: Scope): void {
  if (node.kind !== "let" && node.kind !== "const")
    machine.fail(node, `${node.kind} is not part of the model language: write let or const`);
  if ((node as {declare?: boolean}).declare) return;
  const take = declare(machine, scope, node.kind === "const");
  for (const {id, init} of node.declarations) {
    const value = init ? machine.evaluate(init, scope) : undefined;
    bind(machine, id, value, scope, take);
  }
}

function runIf(machine: Machine, node: IfStatement, scope: Scope): void {
  if (isGuard(node)) return;
  const condition = toCondition(machine, machine.evaluate(node.test, scope), node.test);
  const run = (statement: Statement | null | undefined): undefined => {
    if (statement) machine.execute(statement, scope);
    return undefined;
  };
  if (typeof condition === "boolean") run(condition ? node.consequent : node.alternate);
  else {
    branch(
      machine,
      condition,
      () => run(node.consequent),
      () => run(node.alternate)
    );
  }
}

/** What cells put at the beginning of every loop: `if(++cuvette.passes>N)cuvette.guard(line);`. */
function isGuard({test}: IfStatement): boolean {
  if (test.type !== "BinaryExpression" || test.left.type !== "UpdateExpression") return false;
  const {argument} = test.left;
  return (
    argument.type === "MemberExpression" &&
    argument.object.type === "Identifier" &&
    argument.object.name === "cuvette"
  );
}

function runReturn(machine: Machine, {argument}: ReturnStatement, scope: Scope): void {
  const {done, result} = machine.frame;
  if (argument) machine.assign(result, machine.evaluate(argument, scope));
  machine.assign(done, true);
}

function runLeave(which: "broken" | "continued"): Execute {
  return (machine, node: Node & {label?: Node | null}) => {
    if (node.label) machine.fail(node, "labels are not part of the model language: use a variable");
    const loop = machine.frame.loops.at(-1);
    if (!loop) machine.fail(node, "break and continue work only in a loop");
    machine.assign(loop[which], true);
  };
}

const nothing: Execute = () => undefined;

export const plainStatements = {
  ExpressionStatement: (machine: Machine, {expression}: ExpressionStatement, scope: Scope) => {
    if (expression.type === "Literal" && expression.value === "use strict") return;
    machine.evaluate(expression, scope);
  },
  VariableDeclaration: declareVariables,
  BlockStatement: runBlockStatement,
  IfStatement: runIf,
  ReturnStatement: runReturn,
  BreakStatement: runLeave("broken"),
  ContinueStatement: runLeave("continued"),
  EmptyStatement: nothing,
  /** done when its block began. */
  FunctionDeclaration: nothing,
  TSTypeAliasDeclaration: nothing,
  TSInterfaceDeclaration: nothing,
  TSDeclareFunction: nothing
} satisfies Record<string, Execute>;
