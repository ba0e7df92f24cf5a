// Carries out both ways of a condition that is not known yet, and puts together what they leave behind.
import {NeedsMemory} from "./errors.ts";
import type {Change, Checkpoint} from "./journal.ts";
import type {Machine} from "./machine.ts";
import {materialise} from "./memory.ts";
import {Choices, merge} from "./merge.ts";
import type {Cell} from "./scope.ts";
import {negate, type ArrayValue, type BoolValue, type Symbolic} from "./values.ts";

/** Carries out work that can be taken back and begun again; what it throws leaves no trace. */
export function attempt<T>(machine: Machine, work: (checkpoint: Checkpoint) => T): T {
  const {journal, emit} = machine;
  const mark = emit.mark();
  const checkpoint = journal.open();
  const {depth, keptDepth, conditionBase} = machine;
  const conditions = machine.conditions.length;
  try {
    return work(checkpoint);
  } catch (error) {
    journal.rollback(checkpoint);
    emit.rewind(mark);
    Object.assign(machine, {depth, keptDepth, conditionBase});
    machine.conditions.length = conditions;
    throw error;
  } finally {
    journal.close(checkpoint);
  }
}

/** A branch or a kept loop: arrays from outside that it needs in memory are put there first. */
export function construct<T>(machine: Machine, work: (checkpoint: Checkpoint) => T): T {
  for (;;) {
    try {
      return attempt(machine, (checkpoint) => {
        machine.depth += 1;
        const result = work(checkpoint);
        machine.depth -= 1;
        return result;
      });
    } catch (error) {
      if (!(error instanceof NeedsMemory) || error.list.depth < machine.depth) throw error;
      materialise(machine, error.list, error.place, error.isWritten);
    }
  }
}

/** Carries out `yes` where the condition holds and `no` where it does not; gives what both give, merged. */
export function branch(
  machine: Machine,
  condition: BoolValue,
  yes: () => Symbolic,
  no: () => Symbolic
): Symbolic {
  const {journal} = machine;
  const ways = construct(machine, (checkpoint) => {
    const one = takeWay(machine, checkpoint, condition, yes);
    const other = takeWay(machine, checkpoint, negate(condition), no);
    return {one, other};
  });
  const choices = new Choices();
  for (const [holder, keys] of pair(ways.one.changes, ways.other.changes)) {
    for (const [key, pair] of keys) {
      const merged = mergePair(machine, condition, pair, choices);
      journal.set(pair.change.owner, holder, key, merged);
    }
  }
  return merge(machine, condition, ways.one.value, ways.other.value, choices);
}

interface Way {
  value: Symbolic;
  changes: Change[];
}

function takeWay(
  machine: Machine,
  checkpoint: Checkpoint,
  condition: BoolValue,
  work: () => Symbolic
): Way {
  machine.conditions.push(condition);
  const value = work();
  machine.conditions.pop();
  const changes = machine.journal.changes(checkpoint);
  machine.journal.rollback(checkpoint);
  return {value, changes};
}

interface Pair {
  change: Change;
  a: unknown;
  b: unknown;
}

/** Every place that one of the ways changed, with what is there after each. */
function pair(
  ones: readonly Change[],
  others: readonly Change[]
): Map<object, Map<PropertyKey, Pair>> {
  const places = new Map<object, Map<PropertyKey, Pair>>();
  const at = (change: Change): Pair => {
    const {holder, key, before} = change;
    let keys = places.get(holder);
    if (!keys) places.set(holder, (keys = new Map<PropertyKey, Pair>()));
    let found = keys.get(key);
    if (!found) keys.set(key, (found = {change, a: before, b: before}));
    return found;
  };
  for (const change of ones) at(change).a = change.after;
  for (const change of others) at(change).b = change.after;
  return places;
}

function mergePair(
  machine: Machine,
  condition: BoolValue,
  {change: {owner, holder, key}, a, b}: Pair,
  choices: Choices
): unknown {
  const isInside = holder === owner;
  if (isInside && key === "stale") return a ?? b;
  if (key === "length" && Array.isArray(holder)) {
    if (a === b) return a;
    const {identity, name} = owner as ArrayValue;
    const why = `${name} is longer or shorter depending on a condition: give it its length first, as in new Array(n).fill(0)`;
    machine.journal.set(identity, identity, "stale", why);
    return a;
  }
  const [one, other] = [a, b] as Symbolic[];
  if (isInside && (owner as Cell).isOptional) {
    // where a function has not returned yet nobody asks what it returned
    if (one === undefined) return other;
    if (other === undefined) return one;
  }
  return merge(machine, condition, one, other, choices);
}
