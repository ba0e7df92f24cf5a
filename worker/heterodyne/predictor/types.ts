// What a reader hands learned starts and gets back.
import type {Run, Stats} from "../../work.ts";
import type {Geometry, HeterodyneFit, HeterodyneName, Scan} from "../types.ts";

export interface PredictorOptions extends Geometry {
  /**
   * mean and standard deviation of normal laws, by name, cut at the parameter's bounds. Default: whatever this geometry can
   * tell, from decays that are hardly seen to such that are over within a few frames.
   */
  prior?: Readonly<Partial<Record<HeterodyneName, readonly [number, number]>>>;
  /** least and largest noise of the simulations, in units of the contrast; default [0.005, 0.1]. */
  noise?: readonly [number, number];
  /** default 4000. */
  simulations?: number;
  /** networks; default 5. */
  ensemble?: number;
  /** times that each network sees its simulations; default 6. */
  epochs?: number;
  seed?: number;
  /** a name under which what is learned from fits is kept; default: kept as long as the predictor. */
  checkpoint?: string;
}

/** How good predictions are, on simulations that were held out of the training. */
export interface PredictorQuality {
  heldOut: number;
  /**
   * By name of the 13 numbers that are predicted: standard deviation of the prediction's error, in units of the number's own
   * before any data (1: nothing is told).
   */
  errors: Record<string, number>;
  /** share of the variance before any data that predictions explain, the mean over the 13 numbers. */
  explained: number;
}

export interface Neighbour {
  from: "simulation" | "fit";
  theta: Float64Array;
  /** between the data's features, in units of what is usual from a simulation to the nearest other one. */
  distance: number;
  /** its share in the prediction by neighbours. */
  weight: number;
}

export interface Prediction {
  theta: Float64Array;
  byName: Record<HeterodyneName, number>;
  /** standard deviations, to first order: of the held-out errors or among the networks, whichever is larger. */
  spread: Float64Array;
  /**
   * 0 to 1: the share of variance that predictions of so much doubt (variance among networks and neighbours) explained of
   * simulations that were held out, times `likeness`. Numbers count by how well they are told on the whole. Where a fit of
   * such data was learned, it is nearer to 1.
   */
  confidence: number;
  /** 1: as near to the simulations, or to a learned fit, as nine in ten of those held out; 0: farther away than all of them. */
  likeness: number;
  /** nearest first. */
  neighbours: Neighbour[];
  /** thetas to begin fits with, best first, that differ from one another. */
  starts: Float64Array[];
  /** coarse simulations that the starts were picked from, by how well they match the data's curves. */
  screened: number;
}

export interface PredictOptions {
  /** how many starts at most; default 5. */
  starts?: number;
}

/** A fit that was learned: numbers only, so that it can be kept as JSON. */
export interface LearnedRecord {
  features: number[];
  /** the 13 scaled numbers. */
  scaled: number[];
  /** `noiseReduced` of the fit: near 1 for a good one. */
  quality: number;
}

/** What `save` gives and `load` takes. */
export interface LearnedFits {
  kind: "heterodyne-learned-fits";
  version: 1;
  /** of the geometry: fits of another one are of no use. */
  geometry: string;
  records: LearnedRecord[];
}

export interface EvaluateOptions {
  /** default 10. */
  cases?: number;
  /** places of the Latin hypercube; default 64. */
  latin?: number;
  /** starts that are followed at most, until one fits; default 3. The default start is one. */
  tries?: number;
  /** noise of the cases in units of the contrast; default 0.03. */
  noise?: number;
  seed?: number;
}

export type StartKind = "default" | "latin" | "learned";

/** What it took to fit one case from starts of one kind. */
export interface Attempt {
  /** of the sums, those of screening among them. */
  evaluations: number;
  /** starts that were followed. */
  tries: number;
  /** chi2 at the end, in units of that at the truth: 1 or less is as good as can be. */
  chi2: number;
  /** chi2 at most 1 % above the truth's. */
  success: boolean;
}

export interface EvaluateRow extends Record<StartKind, Attempt> {
  truth: Float64Array;
  confidence: number;
  /** coarse simulations that the learned starts were picked from. */
  simulations: number;
}

export interface Evaluation {
  rows: EvaluateRow[];
  /** how many cases were fitted, by the kind of start. */
  successes: Record<StartKind, number>;
  /** of all cases. */
  evaluations: Record<StartKind, number>;
  /** coarse simulations that learned starts were picked from: each is a small part of an evaluation of a long scan. */
  simulations: number;
  /**
   * Share of the evaluations that learned starts save against the other kind, all of them being counted for each case that is
   * fitted: what failed was paid for too. Below 0 where they cost more, NaN where one kind fitted no case.
   */
  saved: Record<Exclude<StartKind, "learned">, number>;
}

export interface Predictor {
  readonly quality: PredictorQuality;
  /** simulations it was trained by. */
  readonly simulations: number;
  /** fits that it has learned. */
  readonly fits: number;
  /** kept records that were left out, for they were not what this predictor keeps. */
  readonly refused: number;
  readonly stats: Stats;
  predict(scan: Scan, options?: PredictOptions): Promise<Prediction>;
  /**
   * Keeps what a fit found: it counts as a neighbour of such data from then on. The networks stay as they are. False where the
   * fit is not worth keeping (it failed, or is far from the noise).
   */
  learn(
    fit: Pick<HeterodyneFit, "theta" | "status" | "noiseReduced">,
    scan: Scan
  ): Promise<boolean>;
  /** What it has learned of fits, as JSON can hold it. */
  save(): LearnedFits;
  /** Adds what `save` gave; misuse throws before anything is added. Says how many there are then. */
  load(saved: unknown): Promise<number>;
  /** Fits simulated cases from starts of all three kinds. */
  evaluate(options?: EvaluateOptions): Run<Evaluation>;
}
