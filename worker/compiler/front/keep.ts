// Loops that stay loops in the program.
import type {ForOp, Value, WhileOp} from "../ir.ts";
import {writes} from "../ir.ts";
import {highOf, lowOf, toAddressValue} from "./addresses.ts";
import {construct} from "./branch.ts";
import {
  addChanged,
  dropUnchanged,
  putAllTogether,
  Recarry,
  review,
  takeAllApart,
  type Carried
} from "./carries.ts";
import {ModelSyntaxError, NeedsUnroll} from "./errors.ts";
import {holding} from "./elements.ts";
import type {Checkpoint} from "./journal.ts";
import type {Machine} from "./machine.ts";
import {and, toBoolValue} from "./numbers.ts";
import type {Place} from "./place.ts";
import type {Address, Condition, Integer} from "./values.ts";

export interface KeptFor {
  from: Integer;
  to: Integer;
  step: number;
  trips: number;
  place: Place;
  body: (index: Address) => void;
}

/** A loop over addresses. `carried` may be a guess. */
export function keepFor(machine: Machine, loop: KeptFor, carried: readonly Carried[]): void {
  const {from, to, step, trips, place} = loop;
  const {builder} = machine.emit;
  keep(machine, carried, place, (carries) => {
    const starts = takeAllApart(machine, carries);
    const [first, end] = [toAddressValue(machine, from), toAddressValue(machine, to)];
    const high = typeof from === "number" && typeof to === "number"
      ? from + (trips - 1) * step
      : highOf(to) - 1; // prettier-ignore
    const results = builder.loop({from: first, to: end, step, trips}, starts, (index, within) => {
      putAllTogether(machine, carries, within);
      const body = machine.journal.open();
      const address: Address = {kind: "address", value: index, low: lowOf(from), high};
      runBody(machine, carries, {body, place}, () => loop.body(address));
      return takeAllApart(machine, carries);
    });
    return results;
  });
}

export interface KeptWhile {
  limit: number;
  place: Place;
  test: () => Condition;
  body: () => void;
}

/** The test of a loop changes something: it must become part of the body. */
export class TestWrites extends Error {}

export function keepWhile(machine: Machine, loop: KeptWhile, carried: readonly Carried[]): void {
  const {limit, place} = loop;
  const {builder} = machine.emit;
  const outside = holding(machine, 0);
  keep(machine, carried, place, (carries) => {
    const base = machine.conditionBase;
    machine.conditionBase = machine.conditions.length;
    const test = (within: readonly Value[]): Value => {
      putAllTogether(machine, carries, within);
      const body = machine.journal.open();
      const going = loop.test();
      const isChanged = machine.journal.changes(body).length > 0;
      if (isChanged || builder.region.ops.some(writes)) throw new TestWrites();
      machine.journal.close(body);
      return toBoolValue(machine, and(machine, outside, going));
    };
    const results = builder.repeat(limit, takeAllApart(machine, carries), test, () => {
      const body = machine.journal.open();
      runBody(machine, carries, {body, place}, loop.body);
      return takeAllApart(machine, carries);
    });
    machine.conditionBase = base;
    return results;
  });
}

function runBody(
  machine: Machine,
  carries: readonly Carried[],
  {body, place}: {body: Checkpoint; place: Place},
  work: () => void
): void {
  try {
    work();
  } catch (error) {
    // it may have failed because something was taken for fixed that the loop changes
    if (error instanceof NeedsUnroll || error instanceof ModelSyntaxError)
      addChanged(machine, carries, body, place);
    throw error;
  }
  review(machine, carries, body, place);
  machine.journal.close(body);
}

type Write = (carries: readonly Carried[]) => Value[];

/** How often a loop is written again before that counts as hopeless. */
const MOST_ATTEMPTS = 40;

/** Writes a loop, again and again until what it carries is what its body changes. */
function keep(machine: Machine, guess: readonly Carried[], place: Place, write: Write): void {
  let carries = guess;
  for (let k = 0; k < MOST_ATTEMPTS; k++) {
    try {
      writeOnce(machine, carries, write);
      return;
    } catch (error) {
      if (!(error instanceof Recarry)) throw error;
      carries = error.carried;
    }
  }
  machine.failKept(
    place,
    "what this loop changes does not settle: write it with numbers and arrays declared before it"
  );
}

function writeOnce(machine: Machine, carries: readonly Carried[], write: Write): void {
  const {journal, emit} = machine;
  const results = construct(machine, (checkpoint) => {
    machine.keptDepth += 1;
    const written = emit.inside(() => write(carries));
    machine.keptDepth -= 1;
    journal.rollback(checkpoint);
    return written;
  });
  const loop = emit.builder.region.ops.at(-1) as ForOp | WhileOp;
  settle(machine, carries, results, loop);
}

/** Gives all places what the loop left there, and drops what it never changed. */
function settle(
  machine: Machine,
  carries: readonly Carried[],
  results: readonly Value[],
  loop: ForOp | WhileOp
): void {
  const unchanged = new Map(
    loop.carries
      .filter(({next, within}) => next === within)
      .map(({result, start}) => [result, start])
  );
  let k = 0;
  for (const one of carries) {
    const leaves = takeCount(one, results, k);
    k += leaves.length;
    if (leaves.every((leaf) => unchanged.has(leaf))) continue;
    putAllTogether(machine, [one], leaves.map((leaf) => unchanged.get(leaf) ?? leaf)); // prettier-ignore
  }
  dropUnchanged(loop);
}

function takeCount({shape}: Carried, results: readonly Value[], from: number): Value[] {
  return results.slice(from, from + countLeaves(shape));
}

function countLeaves(shape: Carried["shape"]): number {
  if (typeof shape === "string") return 1;
  const inner = shape.kind === "array" ? shape.items : Object.values(shape.fields);
  return inner.reduce((sum, one) => sum + countLeaves(one), 0);
}
