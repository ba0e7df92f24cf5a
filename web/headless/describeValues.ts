// Named values as JSON: what they are, their bits as a digest, and small ones themselves.
import {digest} from "../../worker/digest.ts";
import {nameType} from "../stdlib/describeValue.ts";
import type {ValueResult} from "./result.ts";

const MOST_NUMBERS = 1000;
const LONGEST_TEXT = 10_000;

export function describeForJson(value: unknown): ValueResult {
  const result: ValueResult = {type: nameType(value), digest: digest(value)};
  const small = {left: MOST_NUMBERS};
  const json = toJson(value, small, 8);
  if (json !== undefined && small.left >= 0) result.value = json;
  return result;
}

/** Undefined for what JSON cannot hold; numbers that it lacks are written as text. */
function toJson(value: unknown, budget: {left: number}, depth: number): unknown {
  if (budget.left < 0 || depth === 0) return undefined;
  if (typeof value === "number") {
    budget.left--;
    return Number.isFinite(value) ? value : String(value);
  }
  if (typeof value === "bigint") return String(value);
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "string") return value.length <= LONGEST_TEXT ? value : undefined;
  if (typeof value !== "object") return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return listToJson(value as unknown as ArrayLike<unknown>, budget, depth);
  if (Array.isArray(value)) return listToJson(value, budget, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const entries = Object.entries(value).map(([key, part]): [string, unknown] => [
    key,
    toJson(part, budget, depth - 1)
  ]);
  return Object.fromEntries(entries);
}

function listToJson(list: ArrayLike<unknown>, budget: {left: number}, depth: number): unknown {
  if (list.length > budget.left) {
    budget.left = -1;
    return undefined;
  }
  return Array.from(list, (part) => toJson(part, budget, depth - 1) ?? null);
}
