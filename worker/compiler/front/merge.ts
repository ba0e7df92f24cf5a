// One value for two: what a name holds after a branch that may or may not have been taken.
import {elementsOf} from "./elements.ts";
import type {Machine} from "./machine.ts";
import {link} from "./memory.ts";
import {choose, chooseCondition, toNumeric} from "./numbers.ts";
import {
  isBool,
  isNumeric,
  isObject,
  lengthOf,
  type ArrayValue,
  type BoolValue,
  type Identity,
  type Numeric,
  type RecordValue,
  type Symbolic
} from "./values.ts";

/** The longest arrays between which a condition chooses element by element. */
const MOST_ELEMENTS = 1024;

const NOWHERE = {start: 0, end: 1};

/** The arrays that one branch chose between: what was one array before is not two of them afterwards. */
export class Choices {
  #made = new Map<ArrayValue, Map<ArrayValue, ArrayValue>>();
  #of = [new Map<Identity, Identity[]>(), new Map<Identity, Identity[]>()];

  find(a: ArrayValue, b: ArrayValue): ArrayValue | undefined {
    return this.#made.get(a)?.get(b);
  }

  add(a: ArrayValue, b: ArrayValue, merged: ArrayValue): void {
    const made = this.#made.get(a);
    if (made) made.set(b, merged);
    else this.#made.set(a, new Map([[b, merged]]));
    [a, b].forEach(({identity}, way) => {
      link(merged.identity, identity);
      const siblings = this.#of[way].get(identity) ?? [];
      for (const sibling of siblings) link(merged.identity, sibling);
      this.#of[way].set(identity, [...siblings, merged.identity]);
    });
  }
}

/** c ? a : b, whatever they are. */
export function merge(
  machine: Machine,
  c: BoolValue,
  a: Symbolic,
  b: Symbolic,
  choices = new Choices()
): Symbolic {
  if (Object.is(a, b)) return a;
  if (isBool(a) && isBool(b)) return chooseCondition(machine, c, a, b);
  if (isScalar(a) && isScalar(b)) {
    return choose(machine, c, toScalar(machine, a), toScalar(machine, b));
  }
  if (isObject(a) && isObject(b)) {
    if (a.kind === "array" && b.kind === "array") return mergeArrays(machine, c, [a, b], choices);
    if (a.kind === "record" && b.kind === "record")
      return mergeRecords(machine, c, [a, b], choices);
    if (a.kind === "unusable") return a;
    if (b.kind === "unusable") return b;
  }
  return unusable("what this is depends on a condition: give it the same form on both ways");
}

function unusable(why: string): Symbolic {
  return {kind: "unusable", why};
}

function isScalar(value: Symbolic): boolean {
  return value === undefined || isBool(value) || isNumeric(value);
}

function toScalar(machine: Machine, value: Symbolic): Numeric {
  return value === undefined ? NaN : toNumeric(machine, value, NOWHERE);
}

function mergeArrays(
  machine: Machine,
  c: BoolValue,
  [a, b]: readonly [ArrayValue, ArrayValue],
  choices: Choices
): Symbolic {
  if (isSamePlace(a, b)) return a;
  const found = choices.find(a, b);
  if (found) return found;
  const length = lengthOf(a);
  if (length !== lengthOf(b))
    return unusable(
      `a condition chooses between arrays of ${length} and ${lengthOf(b)} elements: give them the same length`
    );
  if (length > MOST_ELEMENTS)
    return unusable(
      `a condition chooses between arrays of ${length} elements: choose between their elements in a loop`
    );
  const stale = a.identity.stale ?? b.identity.stale;
  if (stale !== undefined) return unusable(stale);
  const [ones, others] = [a, b].map((array) => elementsOf(machine, array, NOWHERE));
  const merged = machine.list(
    ones.map((one, k) => merge(machine, c, one, others[k], choices)),
    a.name
  );
  choices.add(a, b, merged);
  return merged;
}

function isSamePlace({memory: a}: ArrayValue, {memory: b}: ArrayValue): boolean {
  return Boolean(a && b && a.array === b.array && a.offset === b.offset);
}

function mergeRecords(
  machine: Machine,
  c: BoolValue,
  [a, b]: readonly [RecordValue, RecordValue],
  choices: Choices
): Symbolic {
  const names = Object.keys(a.fields);
  if (names.length !== Object.keys(b.fields).length || names.some((name) => !(name in b.fields)))
    return unusable(
      "a condition chooses between objects with different fields: give them the same"
    );
  const fields = Object.create(null) as RecordValue["fields"];
  for (const name of names)
    fields[name] = merge(machine, c, a.fields[name], b.fields[name], choices);
  const fixed = "a condition chose this object: its fields cannot be written, so make a new one";
  return {kind: "record", fields, birth: machine.journal.now(), fixed};
}
