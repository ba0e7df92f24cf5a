// Data as a fit of trajectories takes them: in the order of time, with what is missing marked by NaN.
import {checkVector} from "../../check.ts";
import type {Series} from "../types.ts";

export interface Observed {
  /** how many states, each with a series. */
  n: number;
  /** ascending; a time may come more than once. */
  t: Float64Array;
  /** the place in the caller's data of each time. */
  order: Int32Array;
  /** a vector a state; NaN where nothing was observed. */
  values: Float64Array[];
  /** what residuals are multiplied by: 1/sigma. */
  weights: Float64Array[];
  /** whether the noise's size was given: it need not be estimated then. */
  isKnown: boolean;
  /** how many numbers were observed. */
  count: number;
}

type Vectors = readonly ArrayLike<number>[];

export function toObserved(
  what: string,
  data: Series,
  t: ArrayLike<number>,
  sigma: ArrayLike<number> | Vectors | undefined
): Observed {
  const times = toTimes(what, t);
  const order = Int32Array.from(times.keys()).sort((a, b) => times[a] - times[b] || a - b);
  const sort = (row: ArrayLike<number>) => Float64Array.from(order, (place) => row[place]);
  const values = toSeries(what, data, times.length).map(sort);
  const weights = toWeights(what, sigma, values.length, times.length).map(sort);
  const count = values.reduce(
    (sum, row) => sum + row.reduce((k, y) => k + (y === y ? 1 : 0), 0),
    0
  );
  const isKnown = sigma !== undefined;
  return {n: values.length, t: sort(times), order, values, weights, isKnown, count};
}

/** Times in ascending order. */
export function toSortedTimes(what: string, t: unknown): Float64Array {
  return toTimes(what, t).sort();
}

function toTimes(what: string, t: unknown): Float64Array {
  if (t === undefined) throw new TypeError(`${what}: missing t`);
  checkVector(what, "t", t);
  const times = Float64Array.from(t);
  const wrong = times.findIndex((time) => !Number.isFinite(time));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers in t, got ${times[wrong]} at index ${wrong}`
    );
  if (!times.some((time) => time !== times[0]))
    throw new RangeError(
      `${what}: expected t with at least 2 different times, got ${times.length === 0 ? "none" : `${times[0]} only`}`
    );
  return times;
}

function toSeries(what: string, data: unknown, length: number): ArrayLike<number>[] {
  if (data === undefined) throw new TypeError(`${what}: missing data`);
  const rows = isRows(data) ? Array.from(data) : [data];
  return rows.map((row, i) => {
    const name = isRows(data) ? `data[${i}]` : "data";
    checkVector(what, name, row);
    checkLength(what, name, row, length);
    const wrong = Array.prototype.findIndex.call(row, (y: number) => Math.abs(y) === Infinity);
    if (wrong >= 0)
      throw new RangeError(
        `${what}: expected numbers in ${name}, NaN where there is none, got ${row[wrong]} at index ${wrong}`
      );
    return row;
  });
}

function toWeights(
  what: string,
  sigma: ArrayLike<number> | Vectors | undefined,
  n: number,
  length: number
): Float64Array[] {
  const fill = (value: number) => new Float64Array(length).fill(value);
  if (sigma === undefined) return Array.from({length: n}, () => fill(1));
  if (!isRows(sigma)) {
    checkVector(what, "sigma", sigma);
    const isOfTimes = n === 1 && sigma.length === length;
    if (!isOfTimes) return toDeviations(what, "sigma", sigma, n).map((one) => fill(1 / one));
  }
  const rows = isRows(sigma) ? sigma : [sigma];
  if (rows.length !== n)
    throw new RangeError(
      `${what}: expected sigma for ${n} series, one number or one vector each, got ${rows.length}`
    );
  return rows.map((row, i) => {
    const name = `sigma[${i}]`;
    checkVector(what, name, row);
    return Float64Array.from(toDeviations(what, name, row, length), (one) => 1 / one);
  });
}

function toDeviations(what: string, name: string, row: ArrayLike<number>, length: number) {
  checkLength(what, name, row, length);
  const deviations = Array.from(row);
  const wrong = deviations.findIndex((one) => !(one > 0 && one < Infinity));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers above 0 in ${name}, got ${deviations[wrong]} at index ${wrong}`
    );
  return deviations;
}

function checkLength(what: string, name: string, row: ArrayLike<number>, length: number): void {
  if (row.length !== length)
    throw new RangeError(`${what}: expected ${name} of length ${length}, got length ${row.length}`);
}

/** An array that holds no number first: one vector a series. */
function isRows(data: unknown): data is Vectors {
  if (!Array.isArray(data) || typeof data[0] === "number") return false;
  return data.length > 0 && typeof data[0] === "object" && data[0] !== null;
}

/** Every series' value at a time, by straight lines between what was observed; NaN where nothing was. */
export function interpolate({t, values}: Observed, time: number): number[] {
  return values.map((row) => {
    let before = -1;
    let after = -1;
    for (let k = 0; k < t.length && after < 0; k++) {
      if (Number.isNaN(row[k])) continue;
      if (t[k] <= time) before = k;
      if (t[k] >= time) after = k;
    }
    if (before < 0) return after < 0 ? NaN : row[after];
    if (after < 0 || t[after] === t[before]) return row[before];
    const share = (time - t[before]) / (t[after] - t[before]);
    return row[before] + share * (row[after] - row[before]);
  });
}

/** What a value of each state counts as large: the largest seen, else 1. */
export function sizesOf({values}: Observed): number[] {
  return values.map(
    (row) => row.reduce((most, y) => (Math.abs(y) > most ? Math.abs(y) : most), 0) || 1
  );
}

/** Rows in the order of time, put back into the caller's order. */
export function inOrder({order}: Observed, rows: readonly Float64Array[]): Float64Array[] {
  return rows.map((row) => {
    const out = new Float64Array(row.length);
    for (let k = 0; k < row.length; k++) out[order[k]] = row[k];
    return out;
  });
}
