// One matrix of a scan, checked and measured: what does not depend on q, the angle or the model.
import {checkVector, show} from "../../check.ts";
import {momentsOf, type Moments} from "./moments.ts";
import {noiseOf} from "./noise.ts";

/** What a reader says of one matrix. */
export interface MatrixWish {
  /** of messages, as "data[2]". */
  name: string;
  phi: number;
  frames: number;
  data: ArrayLike<number>;
  mask: ArrayLike<number> | undefined;
  weights: ArrayLike<number> | undefined;
  /** frames that do not count. */
  bad: readonly number[];
  diagonal: "keep" | "correct" | "exclude";
}

export interface Matrix extends Moments {
  /** finite everywhere: what was not, and does not count, is the mean. */
  data: Float64Array;
  /** undefined where every element counts once. */
  weights: Float64Array | undefined;
  deviation: number;
  noise: number;
}

export function takeMatrix(what: string, wish: MatrixWish): Matrix {
  checkVector(what, wish.name, wish.data);
  const elements = wish.frames * wish.frames;
  if (wish.data.length !== elements)
    throw new RangeError(
      `${what}: expected ${wish.name} of ${wish.frames}×${wish.frames} = ${elements} elements, got ${wish.data.length}`
    );
  const weights = toWeights(what, wish);
  const raw = toFloat64(wish.data);
  const holes = checkFinite(what, wish, raw, weights);
  const given = wish.diagonal === "correct" ? correctDiagonal(raw, wish.frames, weights) : raw;
  const data = holes ? withoutHoles(given, weights) : given;
  const counted = weights && isOnes(weights) ? undefined : weights;
  const moments = momentsOf(data, counted);
  if (moments.points === 0)
    throw new RangeError(
      `${what}: expected elements that count in ${wish.name} (φ = ${wish.phi}°), got mask and weights of 0 only`
    );
  if (!Number.isFinite(moments.see))
    throw new RangeError(
      `${what}: expected ${wish.name} (φ = ${wish.phi}°) of elements whose squares have a finite sum, got ${moments.see}`
    );
  if (holes) fillHoles(given, data, moments.mean);
  return {
    ...moments,
    data,
    weights: counted,
    deviation: Math.sqrt(moments.see / moments.total),
    noise: noiseOf(data, counted, wish.frames)
  };
}

function toFloat64(data: ArrayLike<number>): Float64Array {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}

/** Mask, factors, frames and diagonal as one factor an element; undefined where the reader names none of them. */
function toWeights(what: string, wish: MatrixWish): Float64Array | undefined {
  const {frames, mask, weights, bad, diagonal} = wish;
  if (!mask && !weights && bad.length === 0 && diagonal !== "exclude") return undefined;
  const factors = weights
    ? toFactors(what, wish, weights)
    : new Float64Array(frames * frames).fill(1);
  if (mask) {
    checkSize(what, "mask", wish, mask);
    for (let k = 0; k < factors.length; k++) if (!isCounted(mask[k])) factors[k] = 0;
  }
  for (const frame of bad) {
    factors.fill(0, frame * frames, (frame + 1) * frames);
    for (let i = 0; i < frames; i++) factors[i * frames + frame] = 0;
  }
  if (diagonal === "exclude") for (let i = 0; i < frames; i++) factors[i * frames + i] = 0;
  return factors;
}

/** NaN in a mask is no yes. */
function isCounted(value: number): boolean {
  return value !== 0 && value === value;
}

function toFactors(what: string, wish: MatrixWish, weights: ArrayLike<number>): Float64Array {
  checkSize(what, "weights", wish, weights);
  const factors = Float64Array.from(weights);
  const wrong = factors.findIndex((w) => !(w >= 0 && w < Infinity));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers from 0 in weights, got ${factors[wrong]} at ${at(wish, wrong)}`
    );
  return factors;
}

function checkSize(what: string, name: string, wish: MatrixWish, list: ArrayLike<number>): void {
  checkVector(what, name, list);
  if (list.length !== wish.data.length)
    throw new RangeError(
      `${what}: expected ${name} of ${wish.frames}×${wish.frames} elements (one for all angles, or a list of one an ` +
        `angle), got ${show(list)}`
    );
}

/**
 * A copy whose diagonal is the mean of the two neighbours above it, (i−1, i) and (i, i+1); the ends have one. Neighbours
 * that do not count are left out; where none is left the diagonal element does not count either.
 */
function correctDiagonal(
  raw: Float64Array,
  frames: number,
  weights: Float64Array | undefined
): Float64Array {
  const data = raw.slice();
  for (let i = 0; i < frames; i++) {
    const places = [];
    if (i > 0) places.push((i - 1) * frames + i);
    if (i < frames - 1) places.push(i * frames + i + 1);
    const usable = places.filter((place) => !weights || weights[place] > 0);
    const own = i * frames + i;
    if (usable.length > 0)
      data[own] = usable.reduce((sum, place) => sum + data[place], 0) / usable.length;
    else if (weights) weights[own] = 0;
  }
  return data;
}

/**
 * Whether something that does not count is not finite; throws where something that counts is not. A diagonal that is
 * corrected may hold anything.
 */
function checkFinite(
  what: string,
  wish: MatrixWish,
  data: Float64Array,
  weights: Float64Array | undefined
): boolean {
  let holes = false;
  for (let k = 0; k < data.length; k++) {
    // x − x is 0 of every finite number, NaN of all others.
    if (data[k] - data[k] === 0) continue;
    const isReplaced = wish.diagonal === "correct" && k % (wish.frames + 1) === 0;
    if (!isReplaced && (!weights || weights[k] !== 0))
      throw new RangeError(
        `${what}: expected finite numbers in ${wish.name} where the mask does not leave them out, got ${data[k]} at ${at(wish, k)}`
      );
    holes = true;
  }
  return holes;
}

function withoutHoles(given: Float64Array, weights: Float64Array | undefined): Float64Array {
  return given.map((value, k) => (weights?.[k] === 0 && value - value !== 0 ? 0 : value));
}

function fillHoles(given: Float64Array, data: Float64Array, mean: number): void {
  for (let k = 0; k < data.length; k++) if (given[k] - given[k] !== 0) data[k] = mean;
}

function isOnes(weights: Float64Array): boolean {
  for (let k = 0; k < weights.length; k++) if (weights[k] !== 1) return false;
  return true;
}

function at(wish: MatrixWish, index: number): string {
  const row = Math.floor(index / wish.frames);
  return `φ = ${wish.phi}°, row ${row}, column ${index % wish.frames}`;
}
