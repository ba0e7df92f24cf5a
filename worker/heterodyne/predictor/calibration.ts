// How far predictions can be trusted, by simulations that were held out of the training.
import {nearestDistance} from "./neighbours.ts";
import type {Reading} from "./reading.ts";
import {COUNT} from "./scaled.ts";

/** Held-out simulations are put into so many equal classes by how much the networks and neighbours differ. */
const CLASSES = 8;
/** Fewer of them than these say little of a class. */
const LEAST_OF_CLASS = 25;
/** Only the most unusual of the held-out simulations lose confidence: this share of them. */
const UNUSUAL = 0.1;

export interface Calibration {
  heldOut: number;
  /** the networks' share in each number; the rest is the neighbours'. */
  shares: Float64Array;
  /** root mean squares of the errors, in units of the deviations before any data. */
  errors: Float64Array;
  /** most doubt of each class, and the share of variance that its predictions explain; it only falls. */
  ends: Float64Array;
  explained: Float64Array;
  /** the usual distance of a simulation from the nearest other one. */
  usual: number;
  usualRest: number;
  /** of all held-out ones, ascending. */
  strangeness: Float64Array;
}

export interface HeldOut {
  target: Float64Array;
  said: {
    read: Float64Array;
    rest: number;
    mean: Float64Array;
    nearMean: Float64Array;
    doubt: number;
  };
}

interface Known {
  trained: number;
  reading: Reading;
  read: Float64Array;
  said: Float64Array;
}

export function makeCalibration(known: Known, heldOut: readonly HeldOut[]): Calibration {
  const shares = Float64Array.from({length: COUNT}, (_, t) => bestShare(heldOut, t));
  const missed = heldOut.map(({target, said: {mean, nearMean}}) =>
    target.map((value, t) => value - shares[t] * mean[t] - (1 - shares[t]) * nearMean[t])
  );
  const errors = Float64Array.from({length: COUNT}, (_, t) =>
    Math.sqrt(missed.reduce((sum, one) => sum + one[t] * one[t], 0) / missed.length)
  );
  const distances = Float64Array.from(heldOut, ({said}) => nearestDistance(known, said.read));
  const usual = medianOf(distances);
  const usualRest = medianOf(Float64Array.from(heldOut, ({said}) => said.rest));
  const strangeness = heldOut.map(({said}, m) =>
    strangenessOf(distances[m], said.rest, {usual, usualRest})
  );
  return {
    heldOut: heldOut.length,
    shares,
    errors,
    ...toClasses(heldOut, missed, toWeights(errors)),
    usual,
    usualRest,
    strangeness: Float64Array.from(strangeness).sort()
  };
}

/** The share, within 0 and 1, that makes the squares of the errors least. */
function bestShare(heldOut: readonly HeldOut[], t: number): number {
  let [up, down] = [0, 0];
  for (const {target, said} of heldOut) {
    const lead = said.mean[t] - said.nearMean[t];
    up += lead * (target[t] - said.nearMean[t]);
    down += lead * lead;
  }
  return down > 0 ? Math.min(Math.max(up / down, 0), 1) : 1;
}

function toClasses(
  heldOut: readonly HeldOut[],
  missed: readonly Float64Array[],
  weights: Float64Array
) {
  const order = Array.from(heldOut.keys()).sort(
    (a, b) => heldOut[a].said.doubt - heldOut[b].said.doubt
  );
  const count = Math.max(Math.min(CLASSES, Math.floor(order.length / LEAST_OF_CLASS)), 1);
  const classes = Array.from({length: count}, (_, c) => {
    const begin = Math.floor((c * order.length) / count);
    const own = order.slice(begin, Math.floor(((c + 1) * order.length) / count));
    const left = own.reduce((sum, m) => sum + meanSquare(missed[m], weights), 0) / own.length;
    return {size: own.length, left, end: heldOut[own[own.length - 1]].said.doubt};
  });
  const pooled = poolClasses(classes);
  return {
    ends: Float64Array.from(pooled, ({end}) => end),
    explained: Float64Array.from(pooled, ({left}) => Math.max(1 - left, 0))
  };
}

interface Class {
  size: number;
  /** mean square of the errors. */
  left: number;
  end: number;
}

/** More doubt has no less error: classes in which it has are made one. */
function poolClasses(classes: readonly Class[]): Class[] {
  const pooled: Class[] = [];
  for (const next of classes) {
    let own = next;
    for (let before = pooled.at(-1); before && before.left > own.left; before = pooled.at(-1)) {
      const size = before.size + own.size;
      const left = (before.size * before.left + own.size * own.left) / size;
      own = {size, left, end: own.end};
      pooled.pop();
    }
    pooled.push(own);
  }
  return pooled;
}

function meanSquare(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < COUNT; t++) sum += weights[t] * values[t] * values[t];
  return sum;
}

/** Numbers count by how well they are told on the whole: what no data tell is no reason for doubt. They add up to 1. */
function toWeights(errors: Float64Array): Float64Array {
  const told = errors.map((error) => Math.max(1 - error * error, 0));
  const total = told.reduce((sum, one) => sum + one, 0);
  return told.map((one) => (total > 0 ? one / total : 1 / COUNT));
}

function medianOf(values: Float64Array): number {
  return Math.max(values.slice().sort()[Math.floor(values.length / 2)], 1e-9);
}

/** How unlike the simulations some data are: by the nearest of them, and by what the components leave out. */
function strangenessOf(
  distance: number,
  rest: number,
  {usual, usualRest}: Pick<Calibration, "usual" | "usualRest">
): number {
  const [one, other] = [distance / usual, rest / usualRest];
  return Math.sqrt(one * one + other * other);
}

/** 1: no stranger than nine in ten of the held-out simulations; 0: stranger than all of them. */
export function likenessOf(
  {calibration, ...known}: Known & {calibration: Calibration},
  {read, rest}: {read: Float64Array; rest: number}
): number {
  const own = strangenessOf(nearestDistance(known, read), rest, calibration);
  const {strangeness} = calibration;
  const beyond = strangeness.filter((value) => value >= own).length / strangeness.length;
  return Math.min(beyond / UNUSUAL, 1);
}

/** Share of variance that predictions with networks so far doubt explained; beyond all classes nothing is promised. */
export function explainedAt({ends, explained}: Calibration, doubt: number): number {
  const place = ends.findIndex((end) => doubt <= end);
  if (place >= 0) return explained[place];
  const last = ends.length - 1;
  return (explained[last] * ends[last]) / doubt;
}
