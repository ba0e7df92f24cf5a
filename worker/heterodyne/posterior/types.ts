// What a reader hands the likelihood and the priors of heterodyne scattering, and gets back.
import type {Distribution, LogLikelihood} from "../../samplers/types.ts";
import type {Run} from "../../work.ts";
import type {AngleWish, HeterodyneName, HeterodyneTheta, SigmaWish} from "../types.ts";

/** What becomes of contrast and offset of each angle: at their best, or integrated away, all values being as likely. */
export type ScalingWish = "profile" | "marginal";

/** As `SigmaWish`, or "free": one unknown deviation an angle, integrated away by Jeffreys' prior 1/σ. */
export type LikelihoodSigma = SigmaWish | "free";

export interface LogLikelihoodOptions {
  /** what is inferred, in the order of θ; default: all but f2 and what a record `fixed` names. */
  parameters?: readonly HeterodyneName[];
  /** what the others are; default: their own. What it says of those that are inferred does not count. */
  fixed?: HeterodyneTheta;
  /** default "noise": the deviation that far lags show. */
  sigma?: LikelihoodSigma;
  /** default "profile". */
  scaling?: ScalingWish;
  angles?: AngleWish;
  threads?: number;
}

/** Numbers in the order of the parameters, or by name. */
export type LikelihoodTheta = ArrayLike<number> | Readonly<Partial<Record<HeterodyneName, number>>>;

/**
 * ln L of one point, at once and on the calling thread; samplers take it as it is. An element and its mirror image are one
 * datum, their mean, and an element of the diagonal is half of one: so the sums are those of `chi2`, halved.
 */
export interface HeterodyneLikelihood extends LogLikelihood {
  (theta: LikelihoodTheta): number;
  readonly parameters: readonly HeterodyneName[];
  /** d ln L / dθ of one point. */
  gradient(theta: LikelihoodTheta): Float64Array;
  /** Many points: a vector each of the parameters. */
  batch(theta: readonly ArrayLike<number>[], options?: LikelihoodBatchOptions): Run<Float64Array>;
}

export interface LikelihoodBatchOptions {
  threads?: number;
  /** "gpu": in f32 on the GPU, values off by a few parts in a million of chi2; refused where there is none. */
  device?: "auto" | "wasm" | "gpu";
}

/**
 * "default": normal laws of the parameters' own means and deviations within their bounds; of sizes, whose bounds go from 0 to
 * ten times the mean and more, even along the logarithm from a hundredth of the mean on. "v1": the original's normal laws
 * within its bounds. "uniform": even within the bounds.
 */
export type PriorSource = "default" | "v1" | "uniform";

export interface HeterodynePriorOptions {
  /** default: all but f2. */
  parameters?: readonly HeterodyneName[];
  /** by name; default: the parameters' own. */
  bounds?: Readonly<Partial<Record<HeterodyneName, readonly [number, number]>>>;
  from?: PriorSource;
  /** laws that stand in place of these, by name. */
  laws?: Readonly<Partial<Record<HeterodyneName, Distribution>>>;
}
