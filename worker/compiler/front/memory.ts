// Gives arrays a place in memory: local ones, or constant tables where nobody writes.
import {NeedsMemory} from "./errors.ts";
import type {Machine} from "./machine.ts";
import {choose, toValue} from "./numbers.ts";
import type {Place} from "./place.ts";
import {
  isArray,
  isBool,
  isNumeric,
  isObject,
  type ArrayValue,
  type Identity,
  type Numeric,
  type Symbolic,
  type View
} from "./values.ts";

/** Elements that are written one by one; more are written by a loop. */
const MOST_STORES = 64;

/** A local array; its elements are whatever the last pass of a loop around left there. */
export function allocate(machine: Machine, name: string, shape: readonly number[]): View {
  const size = shape.reduce((product, length) => product * length, 1);
  const array = machine.emit.builder.array(name, "local", size);
  return {array, role: "local", offset: 0, shape, conditions: machine.conditions.length};
}

/** Sets all elements of a local array just made. */
export function fillMemory(machine: Machine, view: View, value: Numeric): void {
  // memory is zero when the program starts
  if (Object.is(value, 0) && machine.keptDepth === 0) return;
  const {emit} = machine;
  const {builder} = emit;
  const {size} = builder.program.arrays[view.array];
  const element = toValue(machine, value);
  if (size <= MOST_STORES) {
    for (let k = 0; k < size; k++) emit.store(view.array, emit.integer(k), element);
    return;
  }
  const bounds = {from: emit.integer(0), to: emit.integer(size), trips: size};
  builder.loop(bounds, [], (index) => {
    builder.store(view.array, index, element);
    return [];
  });
}

/** Moves an array of values into memory, where it stays the same array. */
export function materialise(
  machine: Machine,
  array: ArrayValue,
  place: Place,
  isWritten = false
): void {
  const shape = shapeOf(array);
  if (!shape) {
    machine.failKept(
      place,
      `${array.name} is indexed by a number known only later: it must hold numbers, or different rows of the same length`
    );
  }
  if (array.depth < machine.depth) throw new NeedsMemory(array, place, isWritten);
  const leaves = leavesOf(machine, array, place);
  const isTable =
    array.site !== undefined &&
    !isWritten &&
    !machine.changing.has(array.site) &&
    leaves.every((leaf) => typeof leaf === "number");
  const view = isTable
    ? toTable(machine, array, leaves, shape)
    : store(machine, allocate(machine, array.name, shape), leaves);
  settle(machine, array, view);
}

function toTable(
  machine: Machine,
  {name, site}: ArrayValue,
  leaves: readonly number[],
  shape: readonly number[]
): View {
  const array = machine.emit.table(name, Float64Array.from(leaves));
  return {array, role: "constant", offset: 0, shape, conditions: 0, site};
}

function store(machine: Machine, view: View, leaves: readonly Numeric[]): View {
  const {emit} = machine;
  const [first] = leaves;
  if (leaves.length > MOST_STORES && leaves.every((leaf) => Object.is(leaf, first))) {
    fillMemory(machine, view, first);
    return view;
  }
  leaves.forEach((leaf, k) => {
    if (Object.is(leaf, 0) && machine.keptDepth === 0) return;
    emit.store(view.array, emit.integer(k), toValue(machine, leaf));
  });
  return view;
}

/** The lengths of an array and of its rows; undefined where they differ or hold something else. */
function shapeOf(array: ArrayValue): readonly number[] | undefined {
  if (!array.items) return array.memory?.shape;
  const rows = array.items.filter((item) => isArray(item) && !item.single) as ArrayValue[];
  if (rows.length === 0) {
    const isPlain = array.items.every((x) => x === undefined || isNumeric(x) || isBool(x));
    return isPlain ? [array.items.length] : undefined;
  }
  if (rows.length < array.items.length || new Set(rows).size < rows.length) return undefined;
  const shapes = rows.map(shapeOf);
  const [first] = shapes;
  const isEven = shapes.every((shape) => shape && first && String(shape) === String(first));
  return isEven && first ? [rows.length, ...first] : undefined;
}

function leavesOf(machine: Machine, array: ArrayValue, place: Place): Numeric[] {
  const leaves: Numeric[] = [];
  const visit = (value: Symbolic): void => {
    if (!isArray(value) || value.single) leaves.push(toLeaf(machine, value));
    else if (!value.items)
      for (const leaf of loadAll(machine, value.memory as View)) leaves.push(leaf);
    else if (value.depth < machine.depth) throw new NeedsMemory(value, place, true);
    else value.items.forEach(visit);
  };
  visit(array);
  return leaves;
}

function toLeaf(machine: Machine, value: Symbolic): Numeric {
  if (value === undefined) return NaN;
  if (typeof value === "boolean") return Number(value);
  if (!isObject(value)) return value;
  if (value.kind === "bool") return choose(machine, value, 1, 0);
  if (value.kind === "array" && value.single)
    return {kind: "number", value: machine.emit.loadFixed(value.single.array, 0)};
  return value as Numeric;
}

/** All elements of a row that is in memory already. */
function loadAll(machine: Machine, {array, offset, shape}: View): Numeric[] {
  const size = shape.reduce((product, length) => product * length, 1);
  const {emit} = machine;
  return Array.from({length: size}, (_, k) => {
    if (typeof offset === "number")
      return {kind: "number", value: emit.load(array, emit.integer(offset + k))};
    const at =
      offset.kind === "address"
        ? emit.apply("iadd", offset.value, emit.integer(k))
        : emit.apply("add", offset.value, emit.number(k));
    return {kind: "number", value: emit.load(array, at)};
  });
}

/** Says of an array and of its rows where they are now. */
function settle(machine: Machine, array: ArrayValue, view: View): void {
  const items = array.items as Symbolic[];
  machine.journal.set(array, array, "items", undefined);
  machine.journal.set(array, array, "memory", view);
  const [, ...shape] = view.shape;
  if (shape.length === 0) return;
  const stride = shape.reduce((product, length) => product * length, 1);
  items.forEach((item, k) => {
    const row = item as ArrayValue;
    const offset = (view.offset as number) + k * stride;
    if (row.items) settle(machine, row, {...view, offset, shape});
    // a row with a place of its own: what is written to one of the two is missing in the other
    else link(row.identity, array.identity);
  });
}

export function link(a: Identity, b: Identity): void {
  if (a === b) return;
  a.links.add(b);
  b.links.add(a);
}
