// From whatever a cell threw to an error at its place in the cells.
import {CellSyntaxError, type CompiledCell} from "../lang/cell.ts";
import {toPlace} from "../lang/place.ts";
import {LoopError} from "./pauses.ts";
import {readPlace, readStack, type CodePlace} from "./program.ts";
import type {CellError} from "./types.ts";

/** The cells by id, as far as they compiled. */
type Cells = ReadonlyMap<string, {compiled?: Pick<CompiledCell, "code" | "map">}>;

export function toCellError(error: unknown, id: string, cells: Cells): CellError {
  const {name, message: whole, stack} = describe(error);
  const places = readStack(stack);
  const quoted = findQuoted(error, id, cells);
  // a place within the quoted text would contradict the one shown
  const message = quoted?.cell === id ? whole.replace(/ \(line \d+, column \d+\)$/, "") : whole;
  const place = quoted || places.length > 0 ? undefined : readPlace(error);
  if (quoted) places.unshift(quoted);
  if (place) places.push({cell: id, ...place});
  const trace = places.map(({cell, line, column}) => {
    const map = cells.get(cell)?.compiled?.map;
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

/**
 * Where in the cells' compiled text an error lies that counts lines and columns in a text it quotes, as those of
 * `model.compile` do: that of a function, which its own cell contains word for word.
 */
function findQuoted(error: unknown, id: string, cells: Cells): CodePlace | undefined {
  const {source, line, column} = (error ?? {}) as Record<string, unknown>;
  if (typeof source !== "string" || typeof line !== "number" || typeof column !== "number")
    return undefined;
  for (const cell of [id, ...cells.keys()]) {
    const code = cells.get(cell)?.compiled?.code;
    const start = source === "" || code === undefined ? -1 : code.indexOf(source);
    if (start < 0) continue;
    const before = code!.slice(0, start).split("\n");
    const left = line === 1 ? before.at(-1).length : 0;
    return {cell, line: before.length + line - 1, column: left + column};
  }
  return undefined;
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
