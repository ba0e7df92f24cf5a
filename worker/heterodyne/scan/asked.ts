// What every function that is handed a scan checks first.
import {show} from "../../check.ts";
import {toGeometry, type TakenGeometry} from "../model/geometry.ts";
import type {Geometry} from "../types.ts";

export function checkRecord(what: string, name: string, value: unknown): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`${what}: expected ${name} as a record, got ${show(value)}`);
}

/** A scan may carry more than a geometry (where it came from, a sibling model's fields): that is left alone. */
export function geometryOf(what: string, scan: Geometry): TakenGeometry {
  checkRecord(what, "the scan", scan);
  const {q, dt, frames, phi, semantics, firstFrame} = scan;
  return toGeometry(what, {q, dt, frames, phi, semantics, firstFrame});
}

/** A finite number above 0. */
export function checkAbove0(what: string, name: string, value: unknown): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`${what}: expected ${name} finite and above 0, got ${value}`);
}
