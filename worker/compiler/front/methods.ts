// What arrays can be asked to do.
import {copyArray, fillArray, forEachElement, makeArray, reduceArray} from "./collections.ts";
import {elementsOf, readElement, toArray, writeElement} from "./elements.ts";
import type {Machine} from "./machine.ts";
import {and, arithmetic, or, toCondition} from "./numbers.ts";
import type {Place} from "./place.ts";
import {
  isArray,
  isFunction,
  knownOf,
  lengthOf,
  type ArrayValue,
  type Condition,
  type FunctionValue,
  type Numeric,
  type Symbolic
} from "./values.ts";

type Method = (
  machine: Machine,
  array: ArrayValue,
  args: readonly Symbolic[],
  place: Place
) => Symbolic;

function toCallback(machine: Machine, value: Symbolic, place: Place): FunctionValue {
  if (!isFunction(value)) machine.fail(place, "a function is needed here, as in (x) => 2 * x");
  return value;
}

const map: Method = (machine, array, [given], place) => {
  const callback = toCallback(machine, given, place);
  const element = (k: Symbolic): Symbolic =>
    callback.call([readElement(machine, array, k, place), k, array], machine, place);
  return makeArray(machine, lengthOf(array), element, place, callback.node);
};

const forEach: Method = (machine, array, [given], place) => {
  const callback = toCallback(machine, given, place);
  const visit = (element: Symbolic, k: Symbolic): void =>
    void callback.call([element, k, array], machine, place);
  forEachElement(machine, array, visit, place, {called: callback.node});
  return undefined;
};

const reduce: Method = (machine, array, args, place) => {
  const callback = toCallback(machine, args[0], place);
  const step = (sum: Symbolic, element: Symbolic, k: Symbolic): Symbolic =>
    callback.call([sum, element, k, array], machine, place);
  const called = callback.node;
  if (args.length > 1) return reduceArray(machine, array, args[1], step, place, {called});
  if (lengthOf(array) === 0)
    machine.fail(place, "an empty array cannot be reduced without a start: write reduce(f, 0)");
  const first = readElement(machine, array, 0, place);
  return reduceArray(machine, array, first, step, place, {from: 1, called});
};

/** some and every: all elements are looked at. */
function makeTest(
  start: boolean,
  join: (machine: Machine, a: Condition, b: Condition) => Condition
): Method {
  return (machine, array, [given], place) => {
    const callback = toCallback(machine, given, place);
    const step = (found: Symbolic, element: Symbolic, k: Symbolic): Symbolic => {
      const answer = callback.call([element, k, array], machine, place);
      return join(machine, found as Condition, toCondition(machine, answer, place));
    };
    return reduceArray(machine, array, start, step, place, {called: callback.node});
  };
}

const slice: Method = (machine, array, [begin, end], place) => {
  const length = lengthOf(array);
  const from = toPosition(machine, begin, {absent: 0, length}, place);
  const to = toPosition(machine, end, {absent: length, length}, place);
  if (from === 0 && to === length) return copyArray(machine, array, place);
  const count = Math.max(0, to - from);
  if (array.items) return machine.list(array.items.slice(from, from + count));
  const shift = (k: Symbolic): Symbolic => arithmetic(machine, "add", k as Numeric, from);
  return makeArray(machine, count, (k) => readElement(machine, array, shift(k), place), place);
};

function toPosition(
  machine: Machine,
  value: Symbolic,
  {absent, length}: {absent: number; length: number},
  place: Place
): number {
  if (value === undefined) return absent;
  const known = knownOf(value);
  if (known === undefined || !Number.isInteger(known))
    machine.failKept(
      place,
      "slice needs whole numbers known at compile time: copy the elements in a loop"
    );
  return Math.min(length, known < 0 ? Math.max(0, length + known) : known);
}

const concat: Method = (machine, array, others, place) => {
  const parts = [array, ...others].map((part) =>
    isArray(part) ? elementsOf(machine, part, place) : [part]
  );
  return machine.list(parts.flat());
};

const flat: Method = (machine, array, _, place) => {
  const {memory, name, identity} = array;
  if (memory && memory.shape.length === 2) {
    const [rows, columns] = memory.shape;
    const whole = machine.view({...memory, shape: [rows * columns]}, name, identity);
    return copyArray(machine, whole, place);
  }
  const rows = elementsOf(machine, array, place);
  return machine.list(
    rows.flatMap((row) => (isArray(row) ? elementsOf(machine, row, place) : [row]))
  );
};

const push: Method = (machine, array, values, place) => {
  toArray(machine, array, place, "");
  if (!array.items)
    machine.failKept(
      place,
      `${array.name} cannot grow here: make it as long as it gets, as in new Array(n).fill(0), and write its elements`
    );
  for (const value of values) writeElement(machine, array, lengthOf(array), value, place);
  return lengthOf(array);
};

const at: Method = (machine, array, [index], place) => {
  const known = knownOf(index);
  const isBack = known !== undefined && known < 0;
  return readElement(machine, array, isBack ? known + lengthOf(array) : index, place);
};

const METHODS: Readonly<Record<string, Method | undefined>> = Object.assign(
  Object.create(null) as object,
  {
    map,
    forEach,
    reduce,
    some: makeTest(false, or),
    every: makeTest(true, and),
    fill: (machine, array, [value], place) => fillArray(machine, array, value, place),
    slice,
    concat,
    flat,
    push,
    at
  } satisfies Record<string, Method>
);

export function findMethod(name: string): Method | undefined {
  return METHODS[name];
}
