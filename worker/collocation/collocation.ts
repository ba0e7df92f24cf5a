// `engine.collocation`: smoothing a series, estimating its slope, matching a model to it, refining on the trajectory.
import type {Models} from "../model/models.ts";
import type {Kernels} from "../api.ts";
import {makeEstimate} from "./estimate/estimate.ts";
import {kernels} from "./estimate/kernelTable.ts";
import {interpolate} from "./interpolation/interpolate.ts";
import {savitzkyGolay} from "./interpolation/savitzkyGolay.ts";
import {totalVariation} from "./interpolation/totalVariation.ts";
import {makeFit} from "./matching/fit.ts";
import {loss} from "./matching/loss.ts";
import {makeNetwork} from "./matching/network.ts";
import {problem} from "./matching/problem.ts";
import {makeRefine} from "./refine/refine.ts";
import type {FitHooks} from "./matching/fit.ts";
import type {CollocationPart} from "./part.ts";

/** What collocation needs of the engine. */
export interface CollocationHooks extends Pick<FitHooks, "openBatch"> {
  kernels: Kernels;
  models: Models;
}

export function makeCollocation(hooks: CollocationHooks): CollocationPart {
  const {compile} = hooks.models;
  const {collocate, bandwidths} = makeEstimate({kernels: hooks.kernels});
  const fit = makeFit({compile, collocate, openBatch: hooks.openBatch});
  return {
    kernels,
    collocate,
    bandwidths,
    interpolate,
    savitzkyGolay,
    totalVariation,
    loss,
    problem,
    fit,
    network: makeNetwork(hooks.models),
    ...makeRefine({compile, collocate, fit})
  };
}
