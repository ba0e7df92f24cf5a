// How well the data determine the unknowns: the covariance by the projected normal matrix, and directions it cannot tell.
import type {Box} from "../../optimize/bounds.ts";
import type {AngleChi2} from "../types.ts";
import {toEigen, type Eigen} from "./eigen.ts";
import {toSizes} from "./factor.ts";

/** Directions with less than this part of the steepest curvature, columns being made length 1, are flat. */
const FLAT = 1e-11;
/** An unknown with no more than this part (squared) in flat directions is determined. */
const PART = 1e-6;

export interface SpreadInput {
  /** n×n an angle, all of the model's numbers. */
  normal: Float64Array;
  angles: readonly AngleChi2[];
  /** the weights that the angles' squares had. */
  weights: Float64Array;
  /** of a robust fit, an angle's cost as a part of its ssr: what counts less there counts less here; default 1. */
  shares?: Float64Array | undefined;
  theta: Float64Array;
  active: Int32Array;
  /** of the unknowns: those on a bound are left out. */
  box: Box;
}

export interface Spread {
  /** n×n by rows; zeros for what was held or is on a bound, NaN for what the data cannot tell. */
  covariance: Float64Array;
  errors: Float64Array;
  correlation: Float64Array;
  /** the diagonal of H⁺ with H = Σ w·N: by it the objective rises as the square of a step. */
  reach: Float64Array;
  /** places in theta that cannot be told apart, group by group; a group of one has no effect at all. */
  flat: number[][];
  /** places in theta that ended on a bound. */
  onBound: number[];
}

/**
 * H⁺·(Σ w²·v·N)·H⁺ with H = Σ w·N: right for any weights. v is an angle's variance an element, doubled, as each pair of
 * frames stands twice in N² elements and is measured once.
 */
export function toSpread(input: SpreadInput): Spread {
  const {theta, active, box} = input;
  const n = theta.length;
  const free: number[] = [];
  const onBound: number[] = [];
  active.forEach((place, i) =>
    (theta[place] > box.lower[i] && theta[place] < box.upper[i] ? free : onBound).push(place)
  );
  const [bend, scatter] = toBends(input, free);
  const f = free.length;
  const sizes = toSizes(bend, f);
  const scaled = bend.map((value, m) => {
    const size = sizes[Math.floor(m / f)] * sizes[m % f];
    return size === 0 ? 0 : value / size;
  });
  const eigen = toEigen(scaled, f);
  const flatShare = toFlatShare(eigen, f);
  const inverse = toInverse(eigen, sizes, f);
  const small = multiply(multiply(inverse, scatter, f), inverse, f);

  const covariance = new Float64Array(n * n);
  const correlation = new Float64Array(n * n);
  const isFlat = free.map((_, i) => flatShare[i * f + i] > PART);
  for (let i = 0; i < f; i++)
    for (let j = 0; j < f; j++) {
      const at = free[i] * n + free[j];
      const value = isFlat[i] || isFlat[j] ? NaN : 0.5 * (small[i * f + j] + small[j * f + i]);
      covariance[at] = value;
      correlation[at] =
        i === j ? value / value : value / Math.sqrt(small[i * f + i] * small[j * f + j]);
    }
  const errors = Float64Array.from(theta, (_, i) => Math.sqrt(covariance[i * n + i]));
  const reach = new Float64Array(n);
  free.forEach((place, i) => (reach[place] = isFlat[i] ? NaN : inverse[i * f + i]));
  const flat = toGroups(flatShare, isFlat).map((group) => group.map((i) => free[i]));
  return {covariance, errors, correlation, reach, flat, onBound};
}

/** Σ w·N and Σ w²·v·N of the free unknowns. */
function toBends({normal, angles, weights, shares, theta}: SpreadInput, free: readonly number[]) {
  const n = theta.length;
  const f = free.length;
  const bend = new Float64Array(f * f);
  const scatter = new Float64Array(f * f);
  angles.forEach((angle, a) => {
    // noiseReduced is the variance of the pairs about the fit, in units of the noise
    const variance = 2 * angle.noiseReduced * angle.noise * angle.noise * (shares?.[a] ?? 1);
    for (let i = 0; i < f; i++)
      for (let j = 0; j < f; j++) {
        const part = weights[a] * normal[(a * n + free[i]) * n + free[j]];
        bend[i * f + j] += part;
        scatter[i * f + j] += weights[a] * variance * part;
      }
  });
  return [bend, scatter] as const;
}

function isFlatValue({values}: Eigen, m: number): boolean {
  return !(values[m] > FLAT * values.reduce((most, value) => Math.max(most, value), 0));
}

/** The projection onto flat directions. */
function toFlatShare(eigen: Eigen, f: number): Float64Array {
  const share = new Float64Array(f * f);
  for (let m = 0; m < f; m++) {
    if (!isFlatValue(eigen, m)) continue;
    for (let i = 0; i < f; i++)
      for (let j = 0; j < f; j++)
        share[i * f + j] += eigen.vectors[i * f + m] * eigen.vectors[j * f + m];
  }
  return share;
}

/** The inverse of the bend across its flat directions. */
function toInverse(eigen: Eigen, sizes: Float64Array, f: number): Float64Array {
  const inverse = new Float64Array(f * f);
  for (let m = 0; m < f; m++) {
    if (isFlatValue(eigen, m)) continue;
    for (let i = 0; i < f; i++)
      for (let j = 0; j < f; j++)
        inverse[i * f + j] +=
          (eigen.vectors[i * f + m] * eigen.vectors[j * f + m]) /
          (eigen.values[m] * (sizes[i] || 1) * (sizes[j] || 1));
  }
  return inverse;
}

function multiply(A: Float64Array, B: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let m = 0; m < n; m++)
      for (let j = 0; j < n; j++) out[i * n + j] += A[i * n + m] * B[m * n + j];
  return out;
}

/** Undetermined unknowns that flat directions connect. */
function toGroups(share: Float64Array, isFlat: readonly boolean[]): number[][] {
  const f = isFlat.length;
  const seen = new Set<number>();
  const groups: number[][] = [];
  for (let i = 0; i < f; i++) {
    if (!isFlat[i] || seen.has(i)) continue;
    const group = [i];
    seen.add(i);
    for (const a of group)
      for (let b = 0; b < f; b++) {
        if (!isFlat[b] || seen.has(b) || Math.abs(share[a * f + b]) <= PART) continue;
        seen.add(b);
        group.push(b);
      }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}
