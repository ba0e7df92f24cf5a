// States and slopes as a caller has them, checked, and as programs read them: one column a number of a point.
import {checkNames, checkVector, show} from "../../check.ts";
import type {MatchOptions, Slopes} from "../types.ts";

/** The points that count. A point is u₀…, t, du₀…, and with weights √w₀…: a column each. */
export interface PointTable {
  /** how many states. */
  d: number;
  /** how many points count. */
  n: number;
  /** how many were left out whole: by a mask, or for want of a finite state or slope. */
  leftOut: number;
  /** how many residuals count. */
  residuals: number;
  /** whether there are columns of √w; where one is zero the residual does not count. */
  isWeighted: boolean;
  columns: Float64Array[];
}

/** Slopes as vectors, a vector a state. */
export interface SlopeRows {
  u: ArrayLike<number>[];
  du: ArrayLike<number>[];
  t: ArrayLike<number>;
}

export function toSlopeRows(what: string, slopes: unknown): SlopeRows {
  if (typeof slopes !== "object" || slopes === null)
    throw new TypeError(`${what}: expected slopes as an object {u, du, t}, got ${show(slopes)}`);
  if ("then" in slopes)
    throw new TypeError(`${what}: expected slopes as an object {u, du, t}, got a promise: await it first`); // prettier-ignore
  const {u, du, t} = slopes as Partial<Slopes>;
  for (const [name, value] of Object.entries({u, du, t}))
    if (value === undefined) throw new TypeError(`${what}: missing ${name} in the slopes`);
  checkVector(what, "t", t);
  const rows = {u: toRows(what, "u", u!), du: toRows(what, "du", du!), t};
  if (rows.du.length !== rows.u.length)
    throw new RangeError(
      `${what}: expected a vector in du for each of u, got ${rows.du.length} and ${rows.u.length}`
    );
  if (t.length === 0) throw new RangeError(`${what}: expected at least one time in t, got none`);
  for (const name of ["u", "du"] as const)
    rows[name].forEach((row, j) => checkLength(what, `${name}[${j}]`, row.length, t.length));
  for (let i = 0; i < t.length; i++)
    if (!Number.isFinite(t[i]))
      throw new RangeError(`${what}: expected finite times in t, got ${t[i]} at index ${i}`);
  return rows;
}

export function toPointTable(what: string, rows: SlopeRows, options: unknown = {}): PointTable {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), ["weights", "mask"]);
  const {u, du, t} = rows;
  const d = u.length;
  const weightAt = toWeights(what, options, d, t.length);
  const roots = du.map((row, j) => toRoots(row, (i) => weightAt(i, j)));
  const kept = new Uint32Array(t.length);
  let n = 0;
  let residuals = 0;
  let isWeighted = false;
  for (let i = 0; i < t.length; i++) {
    let counting = 0;
    let isPlain = true;
    for (const root of roots) {
      if (root[i] > 0) counting++;
      if (root[i] !== 1) isPlain = false;
    }
    if (counting === 0 || !isWhole(u, i)) continue;
    if (!isPlain) isWeighted = true;
    residuals += counting;
    kept[n++] = i;
  }
  if (n === 0)
    throw new RangeError(
      `${what}: expected at least one point with finite state and slope that counts, got none of ${t.length}`
    );
  const pick = (row: ArrayLike<number>) => pickAt(row, kept, n);
  const columns = [
    ...u.map(pick),
    pick(t),
    ...du.map((row, j) => clearWhere(pick(row), pick(roots[j]))),
    ...(isWeighted ? roots.map(pick) : [])
  ];
  return {d, n, leftOut: t.length - n, residuals, isWeighted, columns};
}

/** √w, zero where the residual does not count. */
function toRoots(du: ArrayLike<number>, weightAt: (i: number) => number): Float64Array {
  const roots = new Float64Array(du.length);
  for (let i = 0; i < roots.length; i++)
    if (Number.isFinite(du[i])) roots[i] = Math.sqrt(weightAt(i));
  return roots;
}

function isWhole(rows: readonly ArrayLike<number>[], i: number): boolean {
  for (const row of rows) if (!Number.isFinite(row[i])) return false;
  return true;
}

// Long vectors: a loop is many times quicker than `Float64Array.from` with a function.
function pickAt(row: ArrayLike<number>, places: Uint32Array, n: number): Float64Array {
  const picked = new Float64Array(n);
  for (let k = 0; k < n; k++) picked[k] = row[places[k]];
  return picked;
}

/** Makes zero what does not count: it may be no number. */
function clearWhere(values: Float64Array, roots: Float64Array): Float64Array {
  for (let k = 0; k < values.length; k++) if (!(roots[k] > 0)) values[k] = 0;
  return values;
}

function toRows(what: string, name: string, value: Slopes["u"]): ArrayLike<number>[] {
  if (!isRows(value)) {
    checkVector(what, name, value);
    return [value];
  }
  value.forEach((row, j) => checkVector(what, `${name}[${j}]`, row));
  return [...value];
}

function isRows(value: unknown): value is readonly ArrayLike<number>[] {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === "object";
}

function checkLength(what: string, name: string, length: number, n: number): void {
  if (length !== n)
    throw new RangeError(`${what}: expected ${name} of length ${n}, that of t, got ${length}`);
}

type WeightAt = (i: number, j: number) => number;

/** Weights with the mask in them. */
function toWeights(what: string, {weights, mask}: MatchOptions, d: number, n: number): WeightAt {
  const weigh = weights === undefined ? () => 1 : readWeights(what, weights, d, n);
  if (mask === undefined) return weigh;
  const counts = readMask(what, mask, d, n);
  return (i, j) => (counts(i, j) ? weigh(i, j) : 0);
}

function readWeights(
  what: string,
  weights: NonNullable<MatchOptions["weights"]>,
  d: number,
  n: number
): WeightAt {
  if (!isRows(weights)) {
    checkVector(what, "weights", weights);
    checkSizes(what, "weights", weights);
    if (weights.length === d) return (_, j) => weights[j];
    if (d === 1 && weights.length === n) return (i) => weights[i];
    throw new RangeError(
      `${what}: expected weights of length ${d}, one a state, or ${d} vectors of length ${n}, got length ${weights.length}`
    );
  }
  checkRowCount(what, "weights", weights.length, d);
  weights.forEach((row, j) => {
    checkVector(what, `weights[${j}]`, row);
    checkLength(what, `weights[${j}]`, row.length, n);
    checkSizes(what, `weights[${j}]`, row);
  });
  return (i, j) => weights[j][i];
}

function checkSizes(what: string, name: string, weights: ArrayLike<number>): void {
  for (let i = 0; i < weights.length; i++)
    if (!(weights[i] >= 0 && weights[i] < Infinity))
      throw new RangeError(
        `${what}: expected finite numbers from 0 in ${name}, got ${weights[i]} at index ${i}`
      );
}

function readMask(
  what: string,
  mask: NonNullable<MatchOptions["mask"]>,
  d: number,
  n: number
): (i: number, j: number) => boolean {
  const check = (name: string, row: unknown): ArrayLike<number | boolean> => {
    const isVector = Array.isArray(row) || (ArrayBuffer.isView(row) && "length" in row);
    if (!isVector)
      throw new TypeError(`${what}: expected ${name} as true or false for each time, got ${show(row)}`); // prettier-ignore
    const values = row as ArrayLike<number | boolean>;
    checkLength(what, name, values.length, n);
    return values;
  };
  if (!isRows(mask)) {
    const row = check("mask", mask);
    return (i) => Boolean(row[i]);
  }
  checkRowCount(what, "mask", mask.length, d);
  const rows = mask.map((row, j) => check(`mask[${j}]`, row));
  return (i, j) => Boolean(rows[j][i]);
}

function checkRowCount(what: string, name: string, count: number, d: number): void {
  if (count !== d)
    throw new RangeError(`${what}: expected a vector in ${name} for each of ${d} states, got ${count}`); // prettier-ignore
}
