// `collocation.bias` once it is under way: exact data of known parameters, smoothed and matched.
import type {Pace} from "../../pace.ts";
import {march} from "../../solvers/ode/march.ts";
import {toTimes} from "./objective.ts";
import type {OptimizeStatus} from "../../optimize/types.ts";
import type {Bias} from "./types.ts";
import type {BiasQuestion} from "./askedOfBias.ts";
import type {Lead, RefineHooks, Tell} from "./hooks.ts";

export async function biasNow(
  question: BiasQuestion,
  {collocate, fit}: Pick<RefineHooks, "collocate" | "fit">,
  pace: Pace,
  tell: Tell,
  lead: Lead
): Promise<Bias> {
  const {rhs, p, t, smoothing} = question;
  pace.begin();
  tell({phase: "simulate", done: 0, total: 3});
  const {u, stats, ...outcome} = await simulate(question, pace);
  let {evaluations, elapsed, compile} = {...stats, elapsed: pace.elapsed()};
  const finish = (found: Float64Array, status: OptimizeStatus, advice: string): Bias => ({
    found,
    bias: found.map((value, j) => value - p[j]),
    relative: found.map((value, j) => (value - p[j]) / p[j]),
    corrected: found.map((value, j) => 2 * p[j] - value),
    status,
    advice,
    stats: {...stats, evaluations, elapsed, compile}
  });
  const none = new Float64Array(p.length).fill(NaN);
  if (outcome.status !== "converged") return finish(none, outcome.status, outcome.advice);

  try {
    tell({phase: "collocate", done: 1, total: 3});
    const slopes = await lead(collocate(u, t, smoothing));
    elapsed += slopes.stats.elapsed;
    compile += slopes.stats.compile;
    tell({phase: "fit", done: 2, total: 3});
    const matched = await lead(fit(rhs, slopes, {start: p}));
    evaluations += matched.stats.evaluations;
    elapsed += matched.stats.elapsed;
    compile += matched.stats.compile;
    return finish(matched.p, matched.status, matched.advice);
  } catch (error) {
    // a part without a partial answer rejects when it is cancelled
    if (!pace.isCancelled) throw error;
    return finish(none, "cancelled", "The run was cancelled before there was an answer.");
  }
}

async function simulate({rhs, p, u0, t, rtol}: BiasQuestion, pace: Pace) {
  const {times, places} = toTimes(t);
  const solution = await march(
    {
      model: rhs,
      u0,
      p,
      from: times[0],
      to: times[times.length - 1],
      times,
      rtol,
      atol: [rtol * 1e-2],
      maxSteps: 1_000_000,
      method: "auto",
      events: [],
      mass: undefined,
      wanted: [],
      jacobian: undefined,
      dense: false
    },
    pace
  );
  const u = solution.u.map((row) => Float64Array.from(places, (place) => row[place]));
  return {...solution, u};
}
