// The data, times and options that every call here takes, checked before any work. `what` is who was asked.
import {checkNames, checkVector, show} from "../../check.ts";

/** Data over rising times: copies, so that what the caller does to the originals changes nothing. */
export interface Sampled {
  series: Float64Array[];
  /** whether the data came as one vector. */
  isSingle: boolean;
  t: Float64Array;
  warnings: string[];
}

export function checkOptions(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), names);
}

/** A copy of a vector of finite numbers. */
export function toFinite(what: string, name: string, value: unknown): Float64Array {
  if (value === undefined) throw new TypeError(`${what}: missing ${name}`);
  checkVector(what, name, value);
  const vector = Float64Array.from(value);
  const wrong = vector.findIndex((item) => !Number.isFinite(item));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers in ${name}, got ${vector[wrong]} at index ${wrong}`
    );
  return vector;
}

export function toSampled(what: string, data: unknown, times: unknown): Sampled {
  const t = toFinite(what, "t", times);
  const rows = toRows(data);
  const isSingle = rows === undefined;
  const series = isSingle
    ? [toFinite(what, "data", data)]
    : rows.map((row, i) => toFinite(what, `data[${i}]`, row));
  series.forEach(({length}, i) => {
    if (length !== t.length)
      throw new RangeError(
        `${what}: expected ${isSingle ? "data" : `data[${i}]`} of length ${t.length}, as t, got length ${length}`
      );
  });
  return isRising(t)
    ? {series, isSingle, t, warnings: []}
    : {...sort(t, series), isSingle, warnings: ["the times were not in order: they were sorted"]};
}

/** The vectors of `data`, or undefined where it is one vector. */
function toRows(data: unknown): readonly unknown[] | undefined {
  const isNested = Array.isArray(data) && data.length > 0 && typeof data[0] !== "number";
  return isNested ? (data as unknown[]) : undefined;
}

function isRising(t: Float64Array): boolean {
  for (let i = 1; i < t.length; i++) if (t[i] < t[i - 1]) return false;
  return true;
}

/** By time; equal times keep the order they came in. */
function sort(t: Float64Array, series: Float64Array[]): Pick<Sampled, "t" | "series"> {
  const order = Array.from(t, (_, i) => i).sort((i, j) => t[i] - t[j] || i - j);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]);
  return {t: pick(t), series: series.map(pick)};
}

export function checkCount(what: string, need: string, n: number, least: number): void {
  if (n < least)
    throw new RangeError(`${what}: expected at least ${least} points for ${need}, got ${n}`);
}

/**
 * That no time comes twice. A curve through two values at one time does not exist; for straight lines a slope of 0 across
 * the gap could be made up, but a jump in the data is then taken for a level: it is refused as well.
 */
export function checkDistinct(what: string, t: Float64Array): void {
  const twice: number[] = [];
  for (let i = 1; i < t.length; i++)
    if (t[i] === t[i - 1] && twice.at(-1) !== t[i]) twice.push(t[i]);
  if (twice.length === 0) return;
  const few = twice.slice(0, 3).join(", ");
  const more = twice.length > 3 ? ` (and ${twice.length - 3} others)` : "";
  throw new RangeError(
    `${what}: expected distinct times, got ${few}${more} more than once: average the values at equal times, or smooth with collocation.collocate`
  );
}

/** That no time asked for lies outside the data's; `fix` is what can be done about it. */
export function checkWithin(what: string, t: Float64Array, at: Float64Array, fix: string): void {
  const from = t[0];
  const to = t[t.length - 1];
  const beyond = at.findIndex((x) => x < from || x > to);
  if (beyond >= 0)
    throw new RangeError(
      `${what}: expected at within the times, ${from} to ${to}, got ${at[beyond]} at index ${beyond}: ${fix}`
    );
}

/** What every call here answers with. */
export interface Curves {
  u: Float64Array | Float64Array[];
  du: Float64Array | Float64Array[];
  t: Float64Array;
  warnings: string[];
}

/** The vectors of a result in the shape of the data. */
export function toShape(isSingle: boolean, rows: Float64Array[]): Float64Array | Float64Array[] {
  return isSingle ? rows[0] : rows;
}
