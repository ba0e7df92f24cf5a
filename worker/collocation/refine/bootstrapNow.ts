// `collocation.bootstrap` once it is under way: the data drawn again around the fitted trajectory, and fitted again.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import type {Models} from "../../model/models.ts";
import type {Pace} from "../../pace.ts";
import type {Bootstrap} from "./types.ts";
import type {BootstrapQuestion} from "./askedOfBootstrap.ts";
import {fitTrajectory} from "./fitTrajectory.ts";
import type {Evaluation} from "./objective.ts";
import type {Observed} from "./observed.ts";
import type {Tell} from "./hooks.ts";
import {findBest, makeWorkplace} from "./refineNow.ts";
import {toAdvice} from "./report.ts";

export async function bootstrapNow(
  {problem, samples, kind, seed}: BootstrapQuestion,
  compile: Models["compile"],
  pace: Pace,
  tell: Tell
): Promise<Bootstrap> {
  const {m, k, observed} = problem;
  const workplace = await makeWorkplace(problem, compile, pace, tell);
  const found = await findBest(workplace);
  const estimates: Float64Array[] = [];
  let failed = 0;
  const finish = (): Bootstrap => ({
    ...summarise(estimates, m),
    failed,
    status: pace.isCancelled ? "cancelled" : found.status,
    advice: pace.isCancelled
      ? `The bootstrap was cancelled: these are ${estimates.length} samples.`
      : toAdvice(problem, found, true),
    stats: workplace.stats()
  });
  if (found.best === undefined) return finish();

  const draw = makeRedraw(kind, observed, k, found.best);
  for (let sample = 0; sample < samples && !pace.isCancelled; sample++) {
    tell({phase: "bootstrap", done: sample, total: samples});
    const again = {...observed, values: draw(seed, sample)};
    const call = {from: found.best.x, observed: again};
    const {status, best} = await fitTrajectory(problem, workplace.shooter, pace, call);
    if (pace.isCancelled) break;
    if (status === "converged" && best) estimates.push(best.x.slice(0, m));
    else failed++;
  }
  return finish();
}

/** The values of a sample: every sample has a sequence of draws of its own. */
function makeRedraw(
  kind: "residual" | "parametric",
  {values, weights, count, isKnown}: Observed,
  k: number,
  {fitted, sse}: Evaluation
): (seed: number, sample: number) => Float64Array[] {
  const size = isKnown ? 1 : Math.sqrt(sse / (count - k));
  // residuals are smaller than the noise that they stand for: the fit took k of its dimensions
  const lift = Math.sqrt(count / (count - k));
  const pools = values.map((row, i) => {
    const all = row.map((y, t) => (y - fitted[i][t]) * weights[i][t]).filter((r) => r === r);
    const mean = all.reduce((sum, r) => sum + r, 0) / all.length;
    return all.map((r) => (r - mean) * lift);
  });
  return (seed, sample) => {
    const draws = makeDraws(seed, 0, sample);
    return values.map((row, i) =>
      row.map((y, t) => {
        if (Number.isNaN(y)) return NaN;
        const pool = pools[i];
        const noise =
          kind === "residual" ? pool[draws.integer(pool.length)] : size * draws.normal();
        return fitted[i][t] + noise / weights[i][t];
      })
    );
  };
}

function summarise(estimates: readonly Float64Array[], m: number) {
  const p = Array.from({length: m}, (_, j) => Float64Array.from(estimates, (x) => x[j]));
  const mean = Float64Array.from(p, (row) => row.reduce((sum, x) => sum + x, 0) / row.length);
  const sd = Float64Array.from(p, (row, j) => {
    const squares = row.reduce((sum, x) => sum + (x - mean[j]) * (x - mean[j]), 0);
    return row.length > 1 ? Math.sqrt(squares / (row.length - 1)) : NaN;
  });
  const intervals = p.map((row): [number, number] => {
    const sorted = row.slice().sort();
    return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  });
  return {p, mean, sd, intervals};
}

/** By a straight line between the two values around it. */
function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
