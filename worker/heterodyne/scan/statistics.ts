// From sums of squares to what a reader is told of an angle: chi2, its noise, contrast and offset with their errors.
import type {AngleChi2, Chi2, SigmaWish} from "../types.ts";
import type {Evaluated} from "../sums/types.ts";
import {checkVector, show} from "../../check.ts";
import {apartOf} from "./apart.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";

/** The original's deviation is this part of the spread of the angle's elements, and no less than that. */
const SPREAD = 0.1;
const LEAST_SIGMA = 1e-10;
/** Below this share of the elements the correlation is flat, as the sums have it. */
const FLAT = 1e-12;

/** One deviation each of the angles at `places`. */
export function toSigmas(
  what: string,
  taken: TakenScan,
  places: readonly number[],
  sigma: SigmaWish = "spread"
): Float64Array {
  const {angles} = taken;
  if (sigma === "spread")
    return Float64Array.from(places, (a) => Math.max(SPREAD * angles[a].deviation, LEAST_SIGMA));
  if (sigma === "noise")
    return Float64Array.from(places, (a) => Math.max(angles[a].noise, LEAST_SIGMA));
  if (typeof sigma === "string")
    throw new RangeError(
      `${what}: expected sigma as "spread", "noise", a number or one an angle, got ${show(sigma)}`
    );
  const list = typeof sigma === "number" ? angles.map(() => sigma) : sigma;
  checkVector(what, "sigma", list);
  if (list.length !== angles.length)
    throw new RangeError(
      `${what}: expected sigma of one number for each of the scan's ${angles.length} angles, got ${list.length}`
    );
  for (let a = 0; a < list.length; a++) {
    if (!(list[a] > 0 && list[a] < Infinity))
      throw new RangeError(
        `${what}: expected finite numbers above 0 in sigma, got ${list[a]} at index ${a}`
      );
  }
  return Float64Array.from(places, (a) => list[a]);
}

/** Of the angles at `places`, in the order of `evaluated` and `sigmas`; `parameters`: how many the model has. */
export function toAngleChi2(
  taken: TakenScan,
  evaluated: Evaluated,
  sigmas: ArrayLike<number>,
  places: readonly number[] = taken.angles.map((_, a) => a),
  parameters = 14
): AngleChi2[] {
  return places.map((place, k) =>
    oneAngle(taken.angles[place], taken.grid.frames, evaluated, sigmas[k], k, parameters)
  );
}

/** Means over the angles at `places`, with the gradient where it was evaluated. */
export function toChi2(
  taken: TakenScan,
  evaluated: Evaluated,
  sigmas: ArrayLike<number>,
  places?: readonly number[],
  parameters = 14
): Chi2 {
  const angles = toAngleChi2(taken, evaluated, sigmas, places, parameters);
  const reduced = meanOf(angles.map((angle) => angle.reduced));
  return {
    chi2: meanOf(angles.map((angle) => angle.chi2)),
    reduced,
    noiseReduced: meanOf(angles.map((angle) => angle.noiseReduced)),
    uncertainty: errorOfMean(
      angles.map((angle) => angle.reduced),
      reduced
    ),
    angles,
    ...(evaluated.gradient && {gradient: meanGradient(evaluated.gradient, sigmas, parameters)})
  };
}

/** Of the mean chi2: the sums' gradient is of ssr, angle by angle. */
function meanGradient(
  gradient: Float64Array,
  sigmas: ArrayLike<number>,
  parameters: number
): Float64Array {
  const mean = new Float64Array(parameters);
  for (let a = 0; a < sigmas.length; a++) {
    const factor = 1 / (sigmas[a] * sigmas[a] * sigmas.length);
    for (let p = 0; p < parameters; p++) mean[p] += factor * gradient[a * parameters + p];
  }
  return mean;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function errorOfMean(values: readonly number[], mean: number): number {
  if (values.length < 2) return 0;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function oneAngle(
  angle: TakenAngle,
  frames: number,
  evaluated: Evaluated,
  sigma: number,
  k: number,
  parameters: number
): AngleChi2 {
  const contrast = evaluated.contrast[k];
  const offset = evaluated.offset[k];
  const ssr = evaluated.ssr[k];
  const chi2 = ssr / (sigma * sigma);
  const reduced = chi2 / Math.max(angle.points - parameters, 1);
  const noise = Math.max(angle.noise, LEAST_SIGMA);
  const {pairs, asymmetry, diagonal} = apartOf(angle, frames);
  // Each pair counts twice in ssr, by its mean; the mirror images' difference is nobody's to fit, and the diagonal is 1.
  const off = diagonal.mean - contrast - offset;
  const ofDiagonal = diagonal.see + diagonal.total * off * off;
  const ofPairs = Math.max(ssr - asymmetry - ofDiagonal, 0) / 2;
  const errors = scalingErrors(
    angle,
    evaluated,
    k,
    ofPairs / Math.max(pairs - 2, 1),
    diagonal.total
  );
  return {
    phi: angle.phi,
    contrast,
    offset,
    ...errors,
    sigma,
    chi2,
    reduced,
    ssr,
    points: angle.points,
    noise,
    noiseReduced: ofPairs / (noise * noise) / Math.max(pairs - parameters - 2, 1),
    quality: qualityOf(reduced)
  };
}

/**
 * Straight-line fit of pairs that count twice and of diagonal elements that count once, all of the same variance; what the
 * model's parameters may take of them is not in it (the fit's covariance has it).
 */
function scalingErrors(
  angle: TakenAngle,
  {meanTheory, stt}: Evaluated,
  k: number,
  variance: number,
  onDiagonal: number
): {contrastError: number; offsetError: number} {
  const n = angle.total;
  if (!(stt[k] > FLAT * n)) return {contrastError: NaN, offsetError: NaN};
  const mean = meanTheory[k];
  const rise = (1 - mean) / stt[k];
  const level = 1 / n - mean * rise;
  const ofContrast = 2 / stt[k] - onDiagonal * rise * rise;
  const ofOffset = 2 * (1 / n + (mean * mean) / stt[k]) - onDiagonal * level * level;
  return {
    contrastError: Math.sqrt(variance * Math.max(ofContrast, 0)),
    offsetError: Math.sqrt(variance * Math.max(ofOffset, 0))
  };
}

/** The original's thresholds. */
export function qualityOf(reduced: number): AngleChi2["quality"] {
  if (reduced <= 2) return "excellent";
  if (reduced <= 5) return "acceptable";
  if (reduced <= 10) return "warning";
  return reduced <= 20 ? "poor" : "critical";
}
