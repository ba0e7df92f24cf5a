// Decides whether a loop is written out pass by pass or stays a loop.
import type {Node} from "acorn";
import {highOf, lowOf, multiply, subtract} from "./addresses.ts";
import {keepOrUnroll, tryWithin} from "./attempts.ts";
import {branch} from "./branch.ts";
import {carryCell, type Carried} from "./carries.ts";
import {keepFor, keepWhile, TestWrites} from "./keep.ts";
import type {Machine} from "./machine.ts";
import {and, arithmetic, compare, not, toValue} from "./numbers.ts";
import {assignedIn, weightOf} from "./scan.ts";
import type {Cell, Scope} from "./scope.ts";
import {runSteps, stopped} from "./stops.ts";
import type {Condition, Integer, Numeric} from "./values.ts";

/** A loop with more passes stays one. */
const MOST_TRIPS = 64;
/** A loop that comes to more values stays one. */
const MOST_VALUES = 1500;
/** A loop whose text is longer than so many operations, passes counted, is not even tried. */
const MOST_WEIGHT = 4000;
/** A loop that may be left early is worth more as a loop. */
const MOST_LEAVING = 16;
/** Passes of a loop that write nothing cost only time. */
const MOST_IDLE = 20_000;
/** Passes of a loop whose end is not known. */
const MOST_PASSES = 1_000_000;

/** What a loop may change, as its text says. */
export interface Extent {
  node: Node;
  scope: Scope;
  /** variables of the loop itself. */
  cells?: readonly Cell[];
}

/** From `from` on, `trips` passes by `step`, which may be negative. */
export interface Counted extends Extent {
  from: Integer;
  /** past the last index, where the step is positive; below it, where it is negative. */
  to: Integer;
  step: number;
  body: (index: Numeric) => void;
  /** whether the body may leave the loop early. */
  leaves?: boolean;
}

export function runCounted(machine: Machine, loop: Counted): void {
  const trips = countTrips(loop);
  if (trips <= 0) return;
  const {from, to, node} = loop;
  const keep = (): void => keepCounted(machine, loop, trips);
  if (typeof from !== "number" || typeof to !== "number") {
    keep();
    return;
  }
  const isShort = trips <= MOST_TRIPS && weightOf(node) * trips <= MOST_WEIGHT;
  const mayBranch = !loop.leaves || trips <= MOST_LEAVING;
  const unroll = (): boolean => unrollCounted(machine, loop, {from, trips, mayBranch});
  if (isShort && tryWithin(machine, MOST_VALUES, unroll)) return;
  keepOrUnroll(machine, keep, () => unrollCounted(machine, loop, {from, trips, mayBranch: true}));
}

function countTrips({from, to, step}: Pick<Counted, "from" | "to" | "step">): number {
  const span = step > 0 ? highOf(to) - lowOf(from) : highOf(from) - lowOf(to);
  return Math.ceil(span / Math.abs(step));
}

/** Whether it was clear at every pass, or may be unclear, if there is a next one. */
function unrollCounted(
  machine: Machine,
  {step, body}: Counted,
  {from, trips, mayBranch}: {from: number; trips: number; mayBranch: boolean}
): boolean {
  if (mayBranch) {
    runSteps(machine, trips, (k) => body(from + k * step));
    return true;
  }
  for (let k = 0; k < trips; k++) {
    body(from + k * step);
    const stop = stopped(machine);
    if (stop === true) return true;
    if (stop !== false) return false;
  }
  return true;
}

function keepCounted(machine: Machine, loop: Counted, trips: number): void {
  const {from, to, step, node, body, leaves} = loop;
  if (leaves) {
    keepLeaving(machine, loop, trips);
    return;
  }
  const carried = guess(loop);
  if (step > 0) {
    keepFor(machine, {from, to, step, trips, place: node, body}, carried);
    return;
  }
  keepDownward(machine, loop, trips, carried);
}

/** A loop that may leave early counts for each point by itself. */
function keepLeaving(machine: Machine, loop: Counted, trips: number): void {
  const {from, to, step, body} = loop;
  const index = machine.cell("index", {kind: "number", value: toValue(machine, from)});
  const here = (): Numeric => index.value as Numeric;
  keepRepeated(machine, {
    ...loop,
    cells: [index],
    limit: trips + 1,
    test: () =>
      step > 0 ? compare(machine, "lt", here(), to) : compare(machine, "lt", to, here()),
    body: () => {
      const now = here();
      body(now);
      machine.assign(index, arithmetic(machine, "add", now, step));
    }
  });
}

/** A loop downwards counts its passes upwards. */
function keepDownward(
  machine: Machine,
  {from, to, step, node, body}: Counted,
  trips: number,
  carried: readonly Carried[]
): void {
  const span = subtract(machine, from, to);
  if (span === undefined || (step !== -1 && typeof span !== "number"))
    machine.failKept(
      node,
      "a loop downwards by more than one needs bounds known at compile time: count upwards"
    );
  const passes = typeof span === "number" ? trips : span;
  const downward = (k: Integer): void => {
    const way = multiply(machine, k, -step);
    const index = way === undefined ? undefined : subtract(machine, from, way);
    if (index === undefined) machine.failKept(node, "the index of this loop is too large");
    body(narrow(index, from, to));
  };
  keepFor(machine, {from: 0, to: passes, step: 1, trips, place: node, body: downward}, carried);
}

/** An index going down stays above the end, whatever its parts could add up to. */
function narrow(index: Integer, from: Integer, to: Integer): Integer {
  if (typeof index === "number") return index;
  const low = Math.max(index.low, lowOf(to) + 1);
  return {...index, low, high: Math.min(index.high, highOf(from))};
}

/** The variables that the loop's text assigns. */
function guess({node, scope, cells = []}: Extent): Carried[] {
  const found = new Set(cells);
  for (const name of assignedIn(node)) {
    const cell = scope.find(name);
    if (cell && !cell.isConst) found.add(cell);
  }
  return [...found].map(carryCell).filter((one) => one !== undefined);
}

export interface Repeated extends Extent {
  test: () => Condition;
  body: () => void;
  limit?: number;
}

/** A loop that goes on while its test holds. */
export function runRepeated(machine: Machine, loop: Repeated): void {
  const keep = (): void => keepRepeated(machine, loop);
  const unroll = (): boolean => unrollRepeated(machine, loop);
  if (tryWithin(machine, MOST_VALUES, unroll)) return;
  keepOrUnroll(machine, keep, unroll);
}

/** Whether the test is known before each pass. */
function unrollRepeated(machine: Machine, {test, body}: Repeated): boolean {
  const {emit} = machine;
  const start = emit.size;
  for (let k = 0; ; k++) {
    const going = test();
    if (going === false) return true;
    if (going !== true || k > MOST_IDLE) return false;
    if (k >= MOST_TRIPS && emit.size > start) return false;
    body();
    const stop = stopped(machine);
    if (stop === true) return true;
    if (stop !== false) return false;
  }
}

function keepRepeated(machine: Machine, loop: Repeated): void {
  const {node, test, limit = MOST_PASSES} = loop;
  const goOn = (work: () => Condition): Condition => and(machine, not(stopped(machine)), work());
  const body = (): void => {
    for (const cell of machine.frame.stops) if (cell.value !== false) machine.assign(cell, false);
    loop.body();
  };
  const carried = guess(loop);
  try {
    keepWhile(machine, {limit, place: node, test: () => goOn(test), body}, carried);
  } catch (error) {
    if (!(error instanceof TestWrites)) throw error;
    keepTested(machine, loop, body, carried);
  }
}

/** A loop whose test changes something: the test is carried out in the body, which it may end. */
function keepTested(
  machine: Machine,
  {node, test, limit = MOST_PASSES}: Repeated,
  body: () => void,
  carried: readonly Carried[]
): void {
  const going = machine.cell("going", true);
  const pass = (): void => {
    machine.assign(going, true);
    const holds = test();
    machine.assign(going, holds);
    if (holds === true) body();
    else if (holds !== false) {
      branch(machine, holds, () => void body(), () => undefined); // prettier-ignore
    }
  };
  const proceed = (): Condition => and(machine, not(stopped(machine)), going.value as Condition);
  const cells = [...carried, carryCell(going) as Carried];
  // the last pass only tests
  keepWhile(machine, {limit: limit + 1, place: node, test: proceed, body: pass}, cells);
}
