// Reads and writes elements: of values at once, of memory by address, or by number where any index may come.
import {add, highOf, lowOf, multiply, toInteger} from "./addresses.ts";
import {NotFixed} from "./errors.ts";
import type {Machine} from "./machine.ts";
import {materialise} from "./memory.ts";
import {
  and,
  applyOp,
  arithmetic,
  choose,
  compare,
  toBoolValue,
  toNumeric,
  toValue
} from "./numbers.ts";
import type {Place} from "./place.ts";
import {
  isAddress,
  isArray,
  isObject,
  lengthOf,
  type ArrayValue,
  type Condition,
  type Identity,
  type Numeric,
  type Symbolic,
  type View
} from "./values.ts";

export function readElement(
  machine: Machine,
  array: ArrayValue,
  index: Symbolic,
  place: Place
): Symbolic {
  const numeric = toIndex(machine, array, index, place);
  if (array.items) {
    if (isNowhere(numeric)) return toMissing(machine, array.items.at(0));
    if (typeof numeric === "number") return checkUsable(machine, array.items[numeric], place);
    materialise(machine, array, place);
  }
  const view = array.memory as View;
  if (isNowhere(numeric) && view.shape.length === 1) return NaN;
  const position = locate(machine, array, numeric, place);
  if (view.shape.length > 1) {
    const row = {...view, offset: position, shape: view.shape.slice(1)};
    return machine.view(row, array.name, array.identity);
  }
  return {kind: "number", value: loadAt(machine, view, position)};
}

function loadAt(machine: Machine, {array, role}: View, position: Numeric): number {
  if (typeof position !== "number") return machine.emit.load(array, position.value);
  const isFixed = role === "input" || role === "constant";
  if (isFixed) return machine.emit.loadFixed(array, position);
  return machine.emit.load(array, machine.emit.integer(position));
}

export function writeElement(
  machine: Machine,
  array: ArrayValue,
  index: Symbolic,
  value: Symbolic,
  place: Place
): void {
  checkWritable(machine, array, place);
  if (array.items) {
    const known = toIndex(machine, array, index, place, true);
    if (isNowhere(known)) return;
    if (typeof known === "number") {
      writeItem(machine, array, known, value);
      return;
    }
    materialise(machine, array, place, true);
  }
  writeMemory(machine, array, toIndex(machine, array, index, place), value, place);
}

function writeItem(machine: Machine, array: ArrayValue, index: number, value: Symbolic): void {
  const items = array.items as Symbolic[];
  forgetLinked(machine, array.identity, array.name);
  if (index === items.length) machine.journal.set(array, items, "length", index + 1);
  machine.journal.set(array, items, index, value);
}

function writeMemory(
  machine: Machine,
  array: ArrayValue,
  index: Numeric,
  value: Symbolic,
  place: Place
): void {
  const view = array.memory as View;
  if (view.role === "constant" && view.site) throw new NotFixed(view.site);
  if (view.shape.length > 1)
    machine.failKept(
      place,
      `a row of ${array.name} cannot be replaced here, where rows are chosen by number: assign its elements in a loop`
    );
  const numeric = value === undefined ? NaN : toNumeric(machine, value, place);
  const position = locate(machine, array, index, place);
  forgetLinked(machine, array.identity, array.name);
  const where = holding(machine, view.conditions);
  if (where === false) return;
  const at = typeof position === "number" ? machine.emit.integer(position) : position.value;
  const mask = where === true ? undefined : toBoolValue(machine, where);
  machine.emit.store(view.array, at, toValue(machine, numeric), mask);
}

/** The conditions that came to hold after so many others, as one. */
export function holding(machine: Machine, from: number): Condition {
  let all: Condition = true;
  for (let k = Math.max(from, machine.conditionBase); k < machine.conditions.length; k++) {
    all = and(machine, all, machine.conditions[k]);
  }
  return all;
}

/** Arrays that may be this one cannot be read any more. */
function forgetLinked(machine: Machine, identity: Identity, name: string): void {
  for (const linked of identity.links) {
    const why = `a condition chose between arrays, and then ${name} was written: write to a copy, as in [...${name}]`;
    machine.journal.set(linked, linked, "stale", why);
  }
}

export function checkUsable(machine: Machine, value: Symbolic, place: Place): Symbolic {
  if (isObject(value) && value.kind === "unusable") machine.fail(place, value.why);
  return value;
}

/** An array that is about to be read as one. */
export function checkReadable(machine: Machine, array: ArrayValue, place: Place): void {
  if (array.identity.stale !== undefined) machine.fail(place, array.identity.stale);
  if (array.single) array.single.isNumber = false;
}

function checkWritable(machine: Machine, array: ArrayValue, place: Place): void {
  checkReadable(machine, array, place);
  const {name, memory} = array;
  if (array.fixed !== undefined) machine.fail(place, array.fixed);
  if (memory?.role === "input")
    machine.fail(
      place,
      `${name} is a parameter and cannot be written: copy it, as in [...${name}]`
    );
  if (memory?.role === "constant" && !memory.site)
    machine.fail(place, `${name} is a constant and cannot be written: copy it, as in [...${name}]`);
}

/** The index as a number in range, or as one that may be anywhere. */
function toIndex(
  machine: Machine,
  array: ArrayValue,
  index: Symbolic,
  place: Place,
  mayAppend = false
): Numeric {
  checkReadable(machine, array, place);
  const numeric = toNumeric(machine, index, place);
  if (isAddress(numeric)) return numeric;
  const known = typeof numeric === "number" ? numeric : numeric.known;
  if (known === undefined) return numeric;
  const length = lengthOf(array);
  if (Number.isInteger(known) && known >= 0 && known < length) return known + 0;
  if (mayAppend && known === length) return known;
  return isUnsure(machine) ? NaN : failRange(machine, array, String(known), place);
}

/**
 * Whether a condition decides if this is carried out at all: a place that is none may then be just what the
 * condition is there to avoid, as in `i === n - 1 ? 0 : u[i + 1]`.
 */
function isUnsure(machine: Machine): boolean {
  return machine.conditions.length > 0;
}

/** What stands for an element or row that is not there. */
function toMissing(machine: Machine, example: Symbolic): Symbolic {
  if (!isArray(example)) return NaN;
  const inner = example.items?.at(0);
  const items = Array.from({length: lengthOf(example)}, () => toMissing(machine, inner));
  return machine.list(items, example.name);
}

function isNowhere(index: Numeric): boolean {
  return typeof index === "number" && Number.isNaN(index);
}

function failRange(machine: Machine, array: ArrayValue, index: string, place: Place): never {
  const length = lengthOf(array);
  const count = `${length} element${length === 1 ? "" : "s"}`;
  return machine.fail(place, `there is no ${array.name}[${index}]: ${array.name} has ${count}`);
}

/** Where in its memory an element or a row begins. */
function locate(machine: Machine, array: ArrayValue, index: Numeric, place: Place): Numeric {
  const view = array.memory as View;
  const [length, ...inner] = view.shape;
  const stride = inner.reduce((product, size) => product * size, 1);
  if (isNowhere(index)) return {kind: "number", value: toValue(machine, NaN)};
  const integer = toInteger(index);
  if (integer !== undefined) {
    const [low, high] = [lowOf(integer), highOf(integer)];
    if ((high < 0 || low >= length) && !isUnsure(machine))
      failRange(machine, array, `${low}…${high}`, place);
    if (low >= 0 && high < length) {
      const step = multiply(machine, integer, stride);
      const offset = toInteger(view.offset);
      const sum = step !== undefined && offset !== undefined && add(machine, offset, step);
      if (sum !== undefined && sum !== false) return sum;
      return arithmetic(machine, "add", view.offset, arithmetic(machine, "mul", index, stride));
    }
  }
  return locateAnywhere(machine, view, index, stride);
}

/** As a number, NaN where there is no such element. */
function locateAnywhere(machine: Machine, view: View, given: Numeric, stride: number): Numeric {
  const index: Numeric = {kind: "number", value: toValue(machine, given)};
  const [length] = view.shape;
  const {size} = machine.emit.builder.program.arrays[view.array];
  if (stride === 1 && view.offset === 0 && length === size) return index;
  const isWhole = isAddress(given)
    ? true
    : compare(machine, "eq", applyOp(machine, "floor", index), index);
  const isAbove = compare(machine, "le", 0, index);
  const isBelow = compare(machine, "lt", index, length);
  const isThere = and(machine, isWhole, and(machine, isAbove, isBelow));
  const position = arithmetic(
    machine,
    "add",
    view.offset,
    arithmetic(machine, "mul", index, stride)
  );
  return typeof isThere === "boolean" ? position : choose(machine, isThere, position, NaN);
}

/** All elements, each read. */
export function elementsOf(machine: Machine, array: ArrayValue, place: Place): Symbolic[] {
  checkReadable(machine, array, place);
  const count = lengthOf(array);
  machine.step(count);
  if (array.items) return array.items.slice();
  return Array.from({length: count}, (_, k) => readElement(machine, array, k, place));
}

/** An array, or the error that says what is there instead. */
export function toArray(machine: Machine, value: Symbolic, place: Place, use: string): ArrayValue {
  checkUsable(machine, value, place);
  if (!isArray(value)) machine.fail(place, `this is not an array: ${use}`);
  checkReadable(machine, value, place);
  return value;
}
