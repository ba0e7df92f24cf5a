// What a kept loop carries from pass to pass: the variables and elements that its body changes, found by
// carrying out the body.
import {
  regionsOf,
  type Carry,
  type ForOp,
  type Op,
  type Region,
  type Value,
  type WhileOp
} from "../ir.ts";
import {NeedsMemory} from "./errors.ts";
import type {Change, Checkpoint, Owner} from "./journal.ts";
import type {Machine} from "./machine.ts";
import {link} from "./memory.ts";
import type {Cell} from "./scope.ts";
import {isSameShape, putTogether, shapeOf, takeApart, unify, type Shape} from "./shapes.ts";
import type {Place} from "./place.ts";
import {isArray, type ArrayValue, type Symbolic} from "./values.ts";

/** A place whose value is carried. */
export interface Carried {
  owner: Owner;
  holder: object;
  key: PropertyKey;
  shape: Shape;
}

/** More carried elements of one array than this are better in memory. */
const MOST_CARRIED = 32;

export function read({holder, key}: Pick<Carried, "holder" | "key">): Symbolic {
  return (holder as Record<PropertyKey, Symbolic>)[key];
}

/** A variable that the text of a loop assigns; undefined where it cannot be carried as it is. */
export function carryCell(cell: Cell): Carried | undefined {
  // what a function returns has any form until the body has shown it
  if (cell.isOptional && cell.value === undefined) return undefined;
  const shape = shapeOf(cell.value);
  return shape && {owner: cell, holder: cell, key: "value", shape};
}

export function takeAllApart(machine: Machine, carried: readonly Carried[]): Value[] {
  const leaves: Value[] = [];
  for (const one of carried) takeApart(machine, read(one), one.shape, leaves);
  return leaves;
}

/** Sets all places to values made of these. */
export function putAllTogether(
  machine: Machine,
  carried: readonly Carried[],
  values: readonly Value[]
): void {
  let k = 0;
  for (const one of carried) {
    const before = read(one);
    const value = putTogether(machine, one.shape, () => values[k++]);
    // in the first pass it is the array from before the loop
    if (isArray(value) && isArray(before)) link(value.identity, before.identity);
    machine.journal.set(one.owner, one.holder, one.key, value);
  }
}

/** The carried places are too few, or of another form: the loop is written again with these. */
export class Recarry extends Error {
  readonly carried: readonly Carried[];

  constructor(carried: readonly Carried[]) {
    super("a loop carries something else");
    this.carried = carried;
  }
}

/** Looks at what the body changed. Throws Recarry where the loop must be written again. */
export function review(
  machine: Machine,
  carried: readonly Carried[],
  checkpoint: Checkpoint,
  place: Place
): void {
  const next = carried.map((one) => reshape(machine, one, place));
  const added = findAdded(machine, carried, checkpoint).map((change) =>
    toCarried(machine, change, place)
  );
  checkDistinct(machine, [...carried, ...added], place);
  checkFew(added, place);
  const isSame = next.every((one, k) => isSameShape(one.shape, carried[k].shape));
  if (added.length > 0 || !isSame) throw new Recarry([...next, ...added]);
}

/** Throws Recarry if the body, as far as it came, changed something that is not carried. */
export function addChanged(
  machine: Machine,
  carried: readonly Carried[],
  checkpoint: Checkpoint,
  place: Place
): void {
  const added = findAdded(machine, carried, checkpoint);
  if (added.length === 0) return;
  throw new Recarry([...carried, ...added.map((change) => toCarried(machine, change, place))]);
}

function findAdded(
  machine: Machine,
  carried: readonly Carried[],
  checkpoint: Checkpoint
): Change[] {
  const isCarried = ({holder, key}: Change): boolean =>
    carried.some((one) => one.holder === holder && one.key === key);
  return machine.journal
    .changes(checkpoint)
    .filter((change) => !Object.is(change.before, change.after) && !isCarried(change));
}

/** The form that a place needs so that what the body leaves there fits. */
function reshape(machine: Machine, one: Carried, place: Place): Carried {
  const shape = shapeOf(read(one));
  const unified = shape && unify(one.shape, shape);
  if (!unified) failForm(machine, one.owner, place);
  return {...one, shape: unified};
}

function failForm(machine: Machine, owner: Owner, place: Place): never {
  const {name} = owner as Cell | ArrayValue;
  machine.failKept(
    place,
    `this loop changes what ${name ?? "an object"} holds into something of another form: let it hold a number, or an array of the same length, before the loop too`
  );
}

/** What is known of an array besides its elements. */
const STATE = new Set<PropertyKey>(["items", "memory", "stale"]);

function toCarried(machine: Machine, change: Change, place: Place): Carried {
  const {owner, holder, key, before, after} = change;
  const isForm = holder === owner ? STATE.has(key) : key === "length" && Array.isArray(holder);
  if (isForm) {
    const {name} = owner as ArrayValue;
    machine.failKept(
      place,
      `${name ?? "an array"} changes its length or is exchanged in this loop: make it as long as it gets before the loop, as in new Array(n).fill(0), and write its elements`
    );
  }
  const start = shapeOf(before as Symbolic);
  const end = shapeOf(after as Symbolic);
  const shape = start && end && unify(start, end);
  if (!shape) failForm(machine, owner, place);
  return {owner, holder, key, shape};
}

/** One array under two names would be two of them after the pass. */
function checkDistinct(machine: Machine, carried: readonly Carried[], place: Place): void {
  const seen = new Set<Symbolic>();
  for (const one of carried) {
    const value = read(one);
    if (!isArray(value) || value.single) continue;
    if (seen.has(value))
      machine.failKept(
        place,
        `two names stand for the array ${value.name} after a pass of this loop: copy it, as in [...${value.name}]`
      );
    seen.add(value);
  }
}

function checkFew(added: readonly Carried[], place: Place): void {
  const counts = new Map<Owner, number>();
  for (const {owner, holder} of added) {
    const count = (counts.get(owner) ?? 0) + 1;
    counts.set(owner, count);
    if (count > MOST_CARRIED && holder !== owner)
      throw new NeedsMemory(owner as ArrayValue, place, true);
  }
}

/** Puts the value from before the loop where a carried one never changes, and drops the carry. */
export function dropUnchanged(loop: ForOp | WhileOp): void {
  const instead = new Map<Value, Value>();
  for (const {start, within, next} of loop.carries) if (next === within) instead.set(within, start);
  if (instead.size === 0) return;
  const other = (value: Value): Value => instead.get(value) ?? value;
  loop.carries = loop.carries
    .filter(({within}) => !instead.has(within))
    .map((carry) => ({...carry, next: other(carry.next)}));
  if (loop.kind === "while") loop.going = other(loop.going);
  for (const region of regionsOf(loop)) replaceIn(region, instead);
}

function replaceIn({ops}: Region, instead: ReadonlyMap<Value, Value>): void {
  const other = (value: Value): Value => instead.get(value) ?? value;
  ops.forEach((op, k) => (ops[k] = replaceOperands(op, other, instead)));
}

function replaceOperands(
  op: Op,
  other: (value: Value) => Value,
  instead: ReadonlyMap<Value, Value>
): Op {
  switch (op.kind) {
    case "const":
      return op;
    case "apply":
      return {...op, args: op.args.map(other)};
    case "load":
      return {...op, index: other(op.index)};
    case "store":
      return {
        ...op,
        index: other(op.index),
        value: other(op.value),
        ...(op.where !== undefined && {where: other(op.where)})
      };
    case "for":
      replaceIn(op.body, instead);
      return {
        ...op,
        from: other(op.from),
        to: other(op.to),
        carries: replaceCarries(op.carries, other)
      };
    case "while":
      replaceIn(op.test, instead);
      replaceIn(op.body, instead);
      return {...op, going: other(op.going), carries: replaceCarries(op.carries, other)};
  }
}

function replaceCarries(carries: readonly Carry[], other: (value: Value) => Value): Carry[] {
  return carries.map((carry) => ({...carry, start: other(carry.start), next: other(carry.next)}));
}
