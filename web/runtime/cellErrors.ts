// From whatever a cell threw to an error at its place in the cells.
import {CellSyntaxError} from "../lang/cell.ts";
import {toPlace} from "../lang/place.ts";
import {LoopError} from "./pauses.ts";
import {readPlace, readStack} from "./program.ts";
import type {CellError} from "./types.ts";

/** `mapOf`: the source map of a cell's compiled text. */
export function toCellError(
  error: unknown,
  id: string,
  mapOf: (cell: string) => readonly number[] | undefined
): CellError {
  const {name, message, stack} = describe(error);
  const places = readStack(stack);
  const place = places.length === 0 ? readPlace(error) : undefined;
  if (place) places.push({cell: id, ...place});
  const trace = places.map(({cell, line, column}) => {
    const map = mapOf(cell);
    return {cell, ...(map ? pick(toPlace(map, line, column)) : {line, column})};
  });
  const own = trace.find(({cell}) => cell === id);
  if (error instanceof LoopError) {
    const column = own?.line === error.line ? own.column : 1;
    return {name, message, line: error.line, column, trace};
  }
  // found while the cell ran, by the compiler of a live kernel
  if (error instanceof CellSyntaxError)
    return {name, message, line: error.line, column: error.column, trace};
  return {name, message, line: own?.line ?? 0, column: own?.column ?? 0, trace};
}

function pick({line, column}: {line: number; column: number}) {
  return {line, column};
}

function describe(error: unknown): {name: string; message: string; stack: string} {
  if (typeof error === "object" && error !== null && "message" in error) {
    const {name, message, stack} = error as Partial<Error>;
    return {name: String(name ?? "Error"), message: String(message), stack: String(stack ?? "")};
  }
  return {name: "Error", message: `thrown: ${toText(error)}`, stack: ""};
}

function toText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}
