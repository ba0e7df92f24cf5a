// What a caller asks for, checked at the call and copied: nothing here computes.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import {MAX_LANES} from "../../pool/control.ts";
import type {
  BandwidthOptions, BandwidthRule, CollocateOptions, KernelShape, Series
} from "../types.ts"; // prettier-ignore
import {SHAPE_NAMES} from "./kernelTable.ts";

/** Series over common times, in order of time. */
export interface Observations {
  times: Float64Array;
  rows: Float64Array[];
  /** whether the caller gave several series, or just a vector. */
  isList: boolean;
  /** whether the times had to be sorted. */
  wasSorted: boolean;
}

/** A collocation as asked for. */
export interface Asked extends Observations {
  kernel: KernelShape;
  bandwidth: BandwidthRule;
  derivativeBandwidth: number | "same" | "loo" | "rule";
  canonical: boolean;
  /** undefined: the data's own times. */
  at: Float64Array | undefined;
  cutoff: readonly [number, number];
  ties: number;
  confidence: number | undefined;
  threads: number | undefined;
}

/** A curve as asked for. */
export interface AskedCurve extends Observations {
  kernel: KernelShape;
  criterion: "gcv" | "loo";
  bandwidths: Float64Array | undefined;
  threads: number | undefined;
}

const COLLOCATE = [
  "kernel", "bandwidth", "derivativeBandwidth", "canonical", "at", "cutoff", "ties", "confidence", "threads"
]; // prettier-ignore
const BANDWIDTHS = ["kernel", "criterion", "bandwidths", "threads"];

export function toAsked(
  what: string,
  data: Series,
  t: ArrayLike<number>,
  options: CollocateOptions
): Asked {
  checkOptions(what, options, COLLOCATE);
  const {kernel = "triangular", bandwidth = "default", derivativeBandwidth = "same"} = options;
  const {canonical = false, cutoff = [0, 0], ties = "strict", confidence, threads} = options;
  checkOneOf(what, "kernel", kernel, SHAPE_NAMES);
  checkBandwidth(what, "bandwidth", bandwidth, ["default", "gcv", "loo"]);
  checkBandwidth(what, "derivativeBandwidth", derivativeBandwidth, ["same", "loo", "rule"]);
  if (typeof canonical !== "boolean")
    throw new TypeError(`${what}: expected canonical as a boolean, got ${show(canonical)}`);
  if (ties !== "strict") checkReal(what, "ties", ties, 0, 1);
  if (confidence !== undefined) checkReal(what, "confidence", confidence, 0, 1, "inside");
  checkThreads(what, threads);
  checkCutoff(what, cutoff);
  const observations = toObservations(what, data, t);
  const at = options.at === undefined ? undefined : toFinite(what, "at", options.at);
  return {
    ...observations,
    kernel,
    bandwidth,
    derivativeBandwidth,
    canonical,
    at,
    cutoff: [cutoff[0], cutoff[1]],
    ties: ties === "strict" ? 0 : ties,
    confidence,
    threads
  };
}

export function toAskedCurve(
  what: string,
  data: Series,
  t: ArrayLike<number>,
  options: BandwidthOptions
): AskedCurve {
  checkOptions(what, options, BANDWIDTHS);
  const {kernel = "triangular", criterion = "gcv", threads} = options;
  checkOneOf(what, "kernel", kernel, SHAPE_NAMES);
  checkOneOf(what, "criterion", criterion, ["gcv", "loo"]);
  checkThreads(what, threads);
  const observations = toObservations(what, data, t);
  let bandwidths: Float64Array | undefined;
  if (options.bandwidths !== undefined) {
    bandwidths = toFinite(what, "bandwidths", options.bandwidths);
    if (bandwidths.length === 0)
      throw new RangeError(`${what}: expected at least one of bandwidths, got 0`);
    const wrong = bandwidths.findIndex((h) => h <= 0);
    if (wrong >= 0)
      throw new RangeError(
        `${what}: expected positive bandwidths, got ${bandwidths[wrong]} at index ${wrong}`
      );
  }
  return {...observations, kernel, criterion, bandwidths, threads};
}

function checkOptions(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), names);
}

function checkThreads(what: string, threads: unknown): void {
  if (threads !== undefined) checkInteger(what, "threads", threads, 1, MAX_LANES);
}

function checkReal(
  what: string,
  name: string,
  value: unknown,
  least: number,
  most: number,
  ends: "allowed" | "inside" = "allowed"
): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  const isInside =
    ends === "inside" ? value > least && value < most : value >= least && value <= most;
  if (isInside) return;
  const where = ends === "inside" ? `between ${least} and ${most}` : `from ${least} to ${most}`;
  throw new RangeError(`${what}: expected ${name} ${where}, got ${value}`);
}

function checkBandwidth(
  what: string,
  name: string,
  value: unknown,
  rules: readonly string[]
): void {
  if (typeof value !== "number") {
    if (typeof value === "string" && rules.includes(value)) return;
    const list = rules.map((rule) => JSON.stringify(rule)).join(", ");
    const Failure = typeof value === "string" ? RangeError : TypeError;
    throw new Failure(
      `${what}: expected ${name} as a number or one of ${list}, got ${show(value)}`
    );
  }
  if (!(value > 0 && value < Infinity))
    throw new RangeError(
      `${what}: expected ${name} as a positive fraction of the time span, got ${value}`
    );
}

function checkCutoff(what: string, cutoff: unknown): void {
  if (!Array.isArray(cutoff) || cutoff.length !== 2)
    throw new TypeError(`${what}: expected cutoff as two fractions, got ${show(cutoff)}`);
  for (const part of cutoff) checkReal(what, "each cutoff", part, 0, 1);
  const [start, end] = cutoff as [number, number];
  if (start + end >= 1)
    throw new RangeError(
      `${what}: expected cutoffs of less than the whole span, got ${start} and ${end}`
    );
}

/** A copy of a vector whose numbers are all finite. */
function toFinite(what: string, name: string, value: unknown): Float64Array {
  checkVector(what, name, value);
  const copy = new Float64Array(value);
  const wrong = copy.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers in ${name}, got ${copy[wrong]} at index ${wrong}`
    );
  return copy;
}

export function toObservations(what: string, data: Series, t: ArrayLike<number>): Observations {
  const times = toFinite(what, "t", t);
  const n = times.length;
  if (n < 2) throw new RangeError(`${what}: expected at least 2 times, got ${n}`);
  const isList = Array.isArray(data) && (data.length === 0 || typeof data[0] === "object");
  const list: readonly unknown[] = isList ? (data as readonly unknown[]) : [data];
  if (list.length === 0) throw new RangeError(`${what}: expected at least one series, got none`);
  const rows = list.map((row, k) => {
    const name = isList ? `data[${k}]` : "data";
    const copy = toFinite(what, name, row);
    if (copy.length !== n)
      throw new RangeError(
        `${what}: expected ${name} to be as long as t, which is ${n}, got ${copy.length}`
      );
    return copy;
  });
  const wasSorted = !isRising(times);
  const sorted = wasSorted ? sortByTime(times, rows) : {times, rows};
  const span = sorted.times[n - 1] - sorted.times[0];
  if (span === 0)
    throw new RangeError(`${what}: expected different times, got ${n} times ${times[0]}`);
  if (span === Infinity)
    throw new RangeError(`${what}: expected a finite time span, got ${times[0]} and beyond`);
  return {...sorted, isList, wasSorted};
}

/** In order of time; equal times keep the order they came in. */
function sortByTime(
  times: Float64Array,
  rows: Float64Array[]
): Pick<Observations, "times" | "rows"> {
  const order = sortedOrder(times);
  const take = (row: Float64Array) => Float64Array.from(order, (j) => row[j]);
  return {times: take(times), rows: rows.map(take)};
}

/** Indices of a vector from its smallest element to its largest. */
export function sortedOrder(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let j = 0; j < order.length; j++) order[j] = j;
  return isRising(values) ? order : order.sort((a, b) => values[a] - values[b] || a - b);
}

function isRising(values: Float64Array): boolean {
  for (let j = 1; j < values.length; j++) if (values[j] < values[j - 1]) return false;
  return true;
}
