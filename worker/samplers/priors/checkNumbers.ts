// The parameters of laws.
import {show} from "../../check.ts";

export function checkReal(what: string, name: string, value: unknown): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!Number.isFinite(value))
    throw new RangeError(`${what}: expected ${name} finite, got ${value}`);
}

export function checkPositive(what: string, name: string, value: unknown): void {
  checkReal(what, name, value);
  if (!((value as number) > 0))
    throw new RangeError(`${what}: expected ${name} > 0, got ${show(value)}`);
}
