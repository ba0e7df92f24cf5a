// for, for…of, while and do…while.
import type {
  DoWhileStatement,
  Expression,
  ForOfStatement,
  ForStatement,
  Node,
  Statement,
  WhileStatement
} from "acorn";
import {readElement, toArray} from "./elements.ts";
import {readCount, type Count} from "./counting.ts";
import {runCounted, runRepeated} from "./loops.ts";
import type {Execute, Machine, OpenLoop} from "./machine.ts";
import {toCondition} from "./numbers.ts";
import {assign, bind, declare} from "./patterns.ts";
import {mayBreak, mayLeave, mayReturn} from "./scan.ts";
import {Scope, type Cell} from "./scope.ts";
import {declareVariables} from "./statements.ts";
import {stopped, unlessStopped} from "./stops.ts";
import {lengthOf, type Condition, type Numeric} from "./values.ts";

/** Opens a loop that break and continue speak to, for as long as it runs. */
function inLoop(machine: Machine, run: (loop: OpenLoop) => void): void {
  const {frame} = machine;
  const loop = {broken: machine.cell("break", false), continued: machine.cell("continue", false)};
  frame.loops.push(loop);
  frame.stops.push(loop.broken);
  try {
    run(loop);
  } finally {
    frame.loops.pop();
    frame.stops.pop();
  }
}

function runBody(machine: Machine, {continued}: OpenLoop, body: Statement, scope: Scope): void {
  const {stops} = machine.frame;
  stops.push(continued);
  try {
    machine.execute(body, scope);
  } finally {
    stops.pop();
  }
  if (continued.value !== false) machine.assign(continued, false);
}

function runFor(machine: Machine, node: ForStatement, scope: Scope): void {
  const {init} = node;
  const outer = new Scope(scope);
  if (init?.type === "VariableDeclaration") declareVariables(machine, init, outer);
  else if (init) machine.evaluate(init, outer);
  const count = readCount(machine, node, outer);
  const isOwn =
    init?.type === "VariableDeclaration" && count?.cell !== scope.find(count?.cell.name ?? "");
  if (count && (isOwn || isReplayable(count, node)))
    runCountedFor(machine, node, {outer, count, isOwn});
  else runFreeFor(machine, node, outer);
}

/** Whether the last value of a variable from outside the loop is known. */
function isReplayable({from, to}: Count, {body}: ForStatement): boolean {
  return typeof from === "number" && typeof to === "number" && !mayLeave(body);
}

interface CountedFor {
  outer: Scope;
  count: Count;
  isOwn: boolean;
}

function runCountedFor(
  machine: Machine,
  node: ForStatement,
  {outer, count: {cell, from, to, step}, isOwn}: CountedFor
): void {
  inLoop(machine, (loop) => {
    const body = (index: Numeric): void => {
      const inner = new Scope(outer);
      if (isOwn) inner.declare(machine.cell(cell.name, index));
      else machine.assign(cell, index);
      runBody(machine, loop, node.body, inner);
    };
    const cells = leavingCells(machine, loop, node.body);
    const leaves = cells.length > 0;
    runCounted(machine, {node: node.body, scope: outer, cells, from, to, step, body, leaves});
  });
  if (!isOwn) machine.assign(cell, endOf(from as number, to as number, step));
}

/** What leaving a loop sets. */
function leavingCells(machine: Machine, {broken}: OpenLoop, body: Node): Cell[] {
  const {done, result} = machine.frame;
  return [...(mayBreak(body) ? [broken] : []), ...(mayReturn(body) ? [done, result] : [])];
}

/** Where the index stands after the last pass. */
function endOf(from: number, to: number, step: number): number {
  return from + Math.max(0, Math.ceil((to - from) / step)) * step;
}

/** A loop of which only the test says when it ends. */
function runFreeFor(machine: Machine, node: ForStatement, scope: Scope): void {
  const {test, update, body} = node;
  const names = {scope, birth: machine.journal.now()};
  inLoop(machine, (loop) => {
    runRepeated(machine, {
      node,
      scope,
      cells: leavingCells(machine, loop, body),
      test: () => toTest(machine, test, names.scope),
      body: () => {
        runBody(machine, loop, body, names.scope);
        // each pass has variables of its own, as functions made in it may remember; a kept loop makes none
        if (machine.depth === 0)
          machine.journal.set(
            names,
            names,
            "scope",
            names.scope.renew(() => machine.journal.now())
          );
        if (update) afterwards(machine, () => machine.evaluate(update, names.scope));
      }
    });
  });
}

function toTest(machine: Machine, test: Expression | null | undefined, scope: Scope): Condition {
  return test ? toCondition(machine, machine.evaluate(test, scope), test) : true;
}

/** What comes at the end of a pass, unless the loop was left. */
function afterwards(machine: Machine, work: () => void): void {
  const stop = stopped(machine);
  if (stop === false) work();
  else if (stop !== true) unlessStopped(machine, stop, work);
}

function runWhile(machine: Machine, node: WhileStatement, scope: Scope): void {
  inLoop(machine, (loop) =>
    runRepeated(machine, {
      node,
      scope,
      cells: leavingCells(machine, loop, node.body),
      test: () => toTest(machine, node.test, scope),
      body: () => runBody(machine, loop, node.body, scope)
    })
  );
}

function runDoWhile(machine: Machine, node: DoWhileStatement, scope: Scope): void {
  inLoop(machine, (loop) => {
    const going = machine.cell("going", true);
    runRepeated(machine, {
      node,
      scope,
      cells: [going, ...leavingCells(machine, loop, node.body)],
      test: () => going.value as Condition,
      body: () => {
        machine.assign(going, true);
        runBody(machine, loop, node.body, scope);
        afterwards(machine, () => machine.assign(going, toTest(machine, node.test, scope)));
      }
    });
  });
}

function runForOf(machine: Machine, node: ForOfStatement, scope: Scope): void {
  if (node.await) machine.fail(node, "for await cannot be compiled: write for");
  const given = machine.evaluate(node.right, scope);
  const array = toArray(machine, given, node.right, "for…of goes through arrays only");
  const {left} = node;
  inLoop(machine, (loop) => {
    const body = (index: Numeric): void => {
      const inner = new Scope(scope);
      const element = readElement(machine, array, index, node.right);
      if (left.type === "VariableDeclaration")
        bind(
          machine,
          left.declarations[0].id,
          element,
          inner,
          declare(machine, inner, left.kind === "const")
        );
      else bind(machine, left, element, inner, assign(machine, inner));
      runBody(machine, loop, node.body, inner);
    };
    const to = lengthOf(array);
    const cells = leavingCells(machine, loop, node.body);
    const leaves = cells.length > 0;
    runCounted(machine, {node: node.body, scope, cells, from: 0, to, step: 1, body, leaves});
  });
}

export const loopStatements = {
  ForStatement: runFor,
  ForOfStatement: runForOf,
  WhileStatement: runWhile,
  DoWhileStatement: runDoWhile
} satisfies Record<string, Execute>;
