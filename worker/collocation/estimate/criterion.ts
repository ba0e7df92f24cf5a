// How well a bandwidth predicts points that it has not seen, by the closed forms.
import type {Stats} from "../../work.ts";
import type {Chain} from "./chain.ts";
import {ownWeight, SHAPES} from "./kernelTable.ts";
import {fitLocally, type LocalFits, type Problem} from "./localFits.ts";

export type Criterion = "gcv" | "loo";
/** What predicts: the line, whose value u is, or the parabola, whose slope du is. */
export type Predictor = "line" | "parabola";

/** More points than this are judged by as many of them, evenly spread; the fits are to all points. */
const MOST_JUDGED = 4096;
/** A point of leverage 1 less this or more is predicted by itself alone. */
const LEAST_FREEDOM = 1e-9;

/** Judges bandwidths for one set of series. */
export interface Judge {
  /** mean squared error of prediction; NaN where a point has too few neighbours. */
  judge: (chain: Chain, bandwidth: number) => Promise<number>;
  stats: Stats[];
}

export function makeJudge(problem: Problem, criterion: Criterion, predictor: Predictor): Judge {
  const {axis, rows, kernel} = problem;
  const n = axis.times.length;
  const count = Math.min(n, MOST_JUDGED);
  const chosen = Uint32Array.from({length: count}, (_, k) => Math.floor((k * n) / count));
  const targets = Float64Array.from(chosen, (j) => axis.times[j]);
  const own = ownWeight(SHAPES[kernel]);
  const scales = rows.length === 1 ? [1] : rows.map(toVariance);
  const stats: Stats[] = [];
  return {
    stats,
    async judge(chain, bandwidth) {
      const quiet = {...chain, run: chain.runQuietly};
      const fits = await fitLocally(quiet, problem, targets, bandwidth, own);
      stats.push(fits.stats);
      const errors = rows.map((row, k) => {
        const seen = Float64Array.from(chosen, (j) => row[j]);
        return meanError(fits, k, seen, criterion, predictor) / scales[k];
      });
      return errors.reduce((sum, error) => sum + error, 0) / rows.length;
    }
  };
}

function meanError(
  fits: LocalFits,
  k: number,
  seen: Float64Array,
  criterion: Criterion,
  predictor: Predictor
): number {
  const values = predictor === "line" ? fits.u[k] : fits.parabola[k];
  const leverages = fits.leverage[predictor];
  const n = seen.length;
  let sum = 0;
  let trace = 0;
  for (let i = 0; i < n; i++) {
    const freedom = 1 - leverages[i];
    const residual = seen[i] - values[i];
    if (!(freedom > LEAST_FREEDOM)) return NaN;
    const error = criterion === "loo" ? residual / freedom : residual;
    sum += error * error;
    trace += leverages[i];
  }
  if (criterion === "loo") return sum / n;
  const free = 1 - trace / n;
  return sum / n / (free * free);
}

/** The variance of a series, 1 where it is constant: several series count alike whatever their units. */
function toVariance(row: Float64Array): number {
  const n = row.length;
  const mean = row.reduce((sum, y) => sum + y / n, 0);
  const variance = row.reduce((sum, y) => sum + (y - mean) * (y - mean), 0) / n;
  return variance > 0 ? variance : 1;
}
