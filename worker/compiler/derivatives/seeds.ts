// Where forward differentiation starts: the tangents of the parameters' elements.
import type {ArrayId, Value} from "../ir.ts";
import type {Copy} from "./copy.ts";
import type {SeedReach} from "./flow.ts";
import type {Columns} from "./parameters.ts";

/** A value's tangents by direction; those that are zero whatever the inputs are missing. */
export type Tangents = Map<number, Value>;

export interface Seeds {
  /** how many directions there are. */
  count: number;
  reach: SeedReach;
  element: (array: ArrayId, place: number) => Tangents;
  /** one tangent of an element at a computed place. */
  at: (array: ArrayId, index: Value, direction: number) => Value;
}

/** One direction for each column. */
export function identitySeeds(copy: Copy, {params, count, first}: Columns): Seeds {
  const all = new Map(
    params.map(({array, size}) => [array, ((1n << BigInt(size)) - 1n) << BigInt(first.get(array)!)])
  );
  const rows = new Map<number, ArrayId>();
  /** 1 at the direction's own element: data, so that a loop can read it at its index. */
  const rowOf = (array: ArrayId, direction: number): ArrayId => {
    const made = rows.get(direction);
    if (made !== undefined) return made;
    const {name, size} = copy.program.arrays[array];
    const row = copy.builder.array(`${name} direction`, "constant", size);
    const place = direction - first.get(array)!;
    copy.constants.set(
      row,
      Float64Array.from({length: size}, (_, k) => (k === place ? 1 : 0))
    );
    rows.set(direction, row);
    return row;
  };
  return {
    count,
    reach: (array, element) => {
      const from = first.get(array);
      if (from === undefined) return 0n;
      return element === undefined ? all.get(array)! : 1n << BigInt(from + element);
    },
    element: (array, place) => {
      const from = first.get(array);
      return new Map(from === undefined ? [] : [[from + place, copy.write.number(1)]]);
    },
    at: (array, index, direction) => copy.builder.load(rowOf(array, direction), index)
  };
}

/** A parameter for each direction, added at the end: the tangents of all columns. */
export function parameterSeeds(
  copy: Copy,
  {params, count, first}: Columns,
  names: readonly string[]
): Seeds {
  const {builder, write} = copy;
  const isNumber = params.length === 1 && params[0].isNumber;
  const directions = names.map((name) => builder.param(name, count, isNumber).array);
  const every = (1n << BigInt(names.length)) - 1n;
  const at = (array: ArrayId, index: Value, direction: number): Value => {
    const from = first.get(array)!;
    return builder.load(directions[direction], shift(index, from));
  };
  const shift = (index: Value, by: number): Value => {
    if (by === 0) return index;
    if (builder.program.types[index] === "i32") {
      return write.index("iadd", index, write.integer(by));
    }
    return write.add(index, write.number(by));
  };
  return {
    count: names.length,
    reach: (array) => (first.has(array) ? every : 0n),
    element: (array, place) =>
      new Map(
        first.has(array)
          ? directions.map((_direction, d) => [d, at(array, write.integer(place), d)])
          : []
      ),
    at
  };
}
