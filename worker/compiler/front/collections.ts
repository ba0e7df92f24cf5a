// Arrays as wholes: made, copied, filled, and gone through element by element.
import type {Node} from "acorn";
import {attempt} from "./branch.ts";
import {elementsOf, readElement, toArray, writeElement} from "./elements.ts";
import {ModelSyntaxError, NeedsUnroll} from "./errors.ts";
import {runCounted} from "./loops.ts";
import type {Machine} from "./machine.ts";
import {allocate, fillMemory} from "./memory.ts";
import {Scope} from "./scope.ts";
import type {Place} from "./place.ts";
import {
  isNumeric,
  knownOf,
  lengthOf,
  type ArrayValue,
  type Numeric,
  type Symbolic
} from "./values.ts";

/** Arrays with more elements begin in memory. */
const MOST_ITEMS = 64;
/** No model has longer arrays. */
const MOST_ELEMENTS = 10_000_000;

const NOTHING = {type: "EmptyStatement", start: 0, end: 1};

/** What the loops over an array's elements are about: the place, and the function they call. */
function extentOf(place: Place, called?: Node): {node: Node; scope: Scope} {
  const node = called ?? {...NOTHING, start: place.start, end: place.end};
  return {node, scope: new Scope()};
}

/** A length, which must be known. */
export function toLength(machine: Machine, value: Symbolic, place: Place): number {
  const length = knownOf(value);
  if (length === undefined)
    machine.failKept(
      place,
      "the length of an array must be known at compile time: use a number, a size or a constant"
    );
  if (!Number.isInteger(length) || length < 0 || length > MOST_ELEMENTS)
    machine.fail(place, `an array cannot have ${length} elements`);
  return length;
}

/** An array of so many equal elements. */
export function makeFilled(machine: Machine, length: number, value: Symbolic): ArrayValue {
  if (length <= MOST_ITEMS || !isNumeric(value))
    return machine.list(Array.from({length}, () => value));
  const view = allocate(machine, "array", [length]);
  fillMemory(machine, view, value as Numeric);
  return machine.view(view, "array");
}

/** An array of what a function gives for each index. */
export function makeArray(
  machine: Machine,
  length: number,
  element: (index: Numeric) => Symbolic,
  place: Place,
  called?: Node
): ArrayValue {
  const asItems = (): ArrayValue => {
    const items: Symbolic[] = [];
    for (let k = 0; k < length; k++) items.push(element(k));
    return machine.list(items);
  };
  if (length <= MOST_ITEMS) return asItems();
  try {
    return attempt(machine, () => {
      const array = machine.view(allocate(machine, "array", [length]), "array");
      const body = (index: Numeric): void =>
        writeElement(machine, array, index, element(index), place);
      runCounted(machine, {...extentOf(place, called), from: 0, to: length, step: 1, body});
      return array;
    });
  } catch (error) {
    // it may hold arrays, or need its indices known
    if (error instanceof ModelSyntaxError || error instanceof NeedsUnroll) return asItems();
    throw error;
  }
}

export function copyArray(machine: Machine, array: ArrayValue, place: Place): ArrayValue {
  if (array.items || lengthOf(array) <= MOST_ITEMS)
    return machine.list(elementsOf(machine, array, place));
  return makeArray(machine, lengthOf(array), (k) => readElement(machine, array, k, place), place);
}

/** Calls `visit` for each element, in order. */
export function forEachElement(
  machine: Machine,
  array: ArrayValue,
  visit: (element: Symbolic, index: Numeric) => void,
  place: Place,
  {from = 0, called}: {from?: number; called?: Node} = {}
): void {
  toArray(machine, array, place, "");
  const body = (index: Numeric): void => visit(readElement(machine, array, index, place), index);
  runCounted(machine, {...extentOf(place, called), from, to: lengthOf(array), step: 1, body});
}

/** Folds an array from the left. */
export function reduceArray(
  machine: Machine,
  array: ArrayValue,
  start: Symbolic,
  step: (sum: Symbolic, element: Symbolic, index: Numeric) => Symbolic,
  place: Place,
  {from = 0, called}: {from?: number; called?: Node} = {}
): Symbolic {
  const sum = machine.cell("accumulator", start);
  const body = (index: Numeric): void =>
    machine.assign(sum, step(sum.value, readElement(machine, array, index, place), index));
  const extent = {...extentOf(place, called), cells: [sum]};
  runCounted(machine, {...extent, from, to: lengthOf(array), step: 1, body});
  return sum.value;
}

export function fillArray(
  machine: Machine,
  array: ArrayValue,
  value: Symbolic,
  place: Place
): ArrayValue {
  const length = lengthOf(array);
  if (array.items && length > MOST_ITEMS && isNumeric(value)) {
    // not an element of it was given yet: it may begin in memory
    if (array.items.every((item) => item === undefined) && !machine.journal.isWatched(array))
      return Object.assign(array, makeFilled(machine, length, value), {
        items: undefined,
        name: array.name
      });
  }
  const body = (index: Numeric): void => writeElement(machine, array, index, value, place);
  runCounted(machine, {...extentOf(place), from: 0, to: length, step: 1, body});
  return array;
}
