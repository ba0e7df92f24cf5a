// The parameters by which a model is differentiated: named by the reader, or the first one.
import type {ArrayId, Model, Param, Program} from "../ir.ts";

/** Columns of a derivative: the elements of some parameters, one parameter after the other. */
export interface Columns {
  params: readonly Param[];
  count: number;
  /** the column of a parameter's first element, by its array. */
  first: ReadonlyMap<ArrayId, number>;
}

/** `area` is the function that the reader called, for messages. */
export function findColumns(
  {params, name}: Program,
  by: string | readonly string[] | undefined,
  area: string
): Columns {
  if (params.length === 0)
    throw new RangeError(`${area}: ${name} has no parameter to differentiate by`);
  const names = by === undefined ? [params[0].name] : typeof by === "string" ? [by] : by;
  const chosen = names.map((wanted) => {
    const param = params.find((param) => param.name === wanted);
    if (param) return param;
    const there = params.map((param) => `"${param.name}"`).join(", ");
    throw new RangeError(`${area}: ${name} has no parameter ${toText(wanted)}, only ${there}`);
  });
  const first = new Map<ArrayId, number>();
  let count = 0;
  for (const {array, size} of chosen) {
    first.set(array, count);
    count += size;
  }
  return {params: chosen, count, first};
}

/** A gradient is one of a number. */
export function requireScalar({program}: Model, area: string): void {
  if (program.isScalar) return;
  const size = program.arrays[0].size;
  throw new TypeError(
    `${area}: ${program.name} gives an array of ${size}, got no number to differentiate: use jacobian`
  );
}

/** A name for one more parameter that no parameter has yet. */
export function freeName({params}: Program, wanted: string): string {
  let name = wanted;
  for (let k = 2; params.some((param) => param.name === name); k++) name = `${wanted}${k}`;
  return name;
}

function toText(name: unknown): string {
  return typeof name === "string" ? `"${name}"` : String(name);
}
