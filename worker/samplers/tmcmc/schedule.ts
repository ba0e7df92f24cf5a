// Runs all populations side by side: what they ask for in one turn is evaluated as one batch.
import {Cancelled} from "../../device/device.ts";
import type {Pace} from "../../pace.ts";
import {during, type Probe} from "../../spans.ts";
import type {Evaluator} from "../evaluator.ts";
import type {TmcmcProgress} from "../types.ts";
import {populate} from "./population.ts";
import {lastOf, type Population} from "./state.ts";
import type {Surroundings} from "./sweeping.ts";
import type {Request, Step} from "./walk.ts";

export interface Watch {
  progress: () => TmcmcProgress;
  /** after a turn in which a population finished a stage. */
  onStage: () => Promise<void>;
}

/** To the end of all, or until the pace is cancelled. */
export async function runAll(
  populations: readonly Population[],
  around: Surroundings,
  evaluator: Evaluator,
  pace: Pace,
  watch: Watch
): Promise<void> {
  let live = populations.map((population, index) => populate(population, index, around));
  let finished = countStages(populations);
  try {
    while (live.length > 0) {
      const asking: Generator<Step, void>[] = [];
      const requests: Request[] = [];
      for (const population of live) {
        const request = await toRequest(population, pace, watch.progress);
        if (pace.isCancelled) return;
        if (!request) continue;
        asking.push(population);
        requests.push(request);
      }
      live = asking;
      if (countStages(populations) > finished) {
        finished = countStages(populations);
        prune(populations);
        await watch.onStage();
      }
      if (!(await serve(requests, {evaluator, pace, probe: around.probe}))) return;
    }
  } finally {
    // what was left in the midst of a piece of work ends it
    for (const population of live) population.return();
  }
}

/** What a population asks for next, or nothing at its end. */
async function toRequest(
  population: Generator<Step, void>,
  pace: Pace,
  progress: () => TmcmcProgress
): Promise<Request | undefined> {
  for (;;) {
    if (pace.isDue()) await pace.rest(progress);
    if (pace.isCancelled) return undefined;
    const {done, value} = population.next();
    if (done) return undefined;
    if (value) return value;
  }
}

/** False where it was cancelled on the way. */
async function serve(
  requests: readonly Request[],
  {evaluator, pace, probe}: {evaluator: Evaluator; pace: Pace; probe: Probe}
): Promise<boolean> {
  try {
    for (const kind of ["screen", "exact"] as const) {
      const same = requests.filter((request) => request.kind === kind);
      const name = kind === "exact" ? "evaluate" : "screen";
      if (same.length > 0)
        await during(probe, name, (within) => serveBatch(same, evaluator, within));
      if (pace.isCancelled) return false;
    }
    return true;
  } catch (error) {
    if (pace.isCancelled && (error as Error).name === new Cancelled().name) return false;
    throw error;
  }
}

async function serveBatch(
  requests: readonly Request[],
  evaluator: Evaluator,
  within: Probe
): Promise<void> {
  const batch = requests.length === 1 ? requests[0] : pack(requests);
  const {kind, cloud, count} = batch;
  const cut = (columns: readonly Float64Array[]) => columns.map((x) => x.subarray(0, count));
  const theta = cut(cloud.theta);
  if (kind === "screen") {
    await evaluator.screen?.(theta, cloud.screened[0].subarray(0, count));
  } else {
    const values = cloud.logLikelihood.subarray(0, count);
    const gradient = cloud.gradient.length > 0 ? cut(cloud.gradient) : undefined;
    await evaluator.evaluate(theta, values, gradient, within);
  }
  if (requests.length > 1) unpack(batch, requests);
}

/** The points of all requests one after another. */
function pack(requests: readonly Request[]): Request {
  const [{kind, cloud}] = requests;
  const count = requests.reduce((sum, request) => sum + request.count, 0);
  const join = (columnOf: (request: Request) => Float64Array): Float64Array => {
    const all = new Float64Array(count);
    let at = 0;
    for (const request of requests) {
      all.set(columnOf(request).subarray(0, request.count), at);
      at += request.count;
    }
    return all;
  };
  return {
    kind,
    count,
    cloud: {
      theta: cloud.theta.map((_, j) => join((request) => request.cloud.theta[j])),
      logPrior: new Float64Array(0),
      logLikelihood: new Float64Array(count),
      gradient: cloud.gradient.map(() => new Float64Array(count)),
      screened: cloud.screened.map(() => new Float64Array(count)),
      density: []
    }
  };
}

function unpack({kind, cloud}: Request, requests: readonly Request[]): void {
  let at = 0;
  for (const request of requests) {
    const end = at + request.count;
    const hand = (from: Float64Array, to: Float64Array) => to.set(from.subarray(at, end));
    if (kind === "screen") hand(cloud.screened[0], request.cloud.screened[0]);
    else {
      hand(cloud.logLikelihood, request.cloud.logLikelihood);
      cloud.gradient.forEach((column, j) => hand(column, request.cloud.gradient[j]));
    }
    at = end;
  }
}

function countStages(populations: readonly Population[]): number {
  return populations.reduce((sum, {stages}) => sum + stages.length, 0);
}

/** Drops states that no answer needs: those below the least β that all populations have reached, but for the last there. */
function prune(populations: readonly Population[]): void {
  const beta = toCommonBeta(populations);
  for (const {history} of populations) {
    let first = 0;
    while (first + 1 < history.length && history[first + 1].beta <= beta) first++;
    history.splice(0, first);
  }
}

/** The β that all populations have reached; −1 where one has not drawn from the prior yet. */
export function toCommonBeta(populations: readonly Population[]): number {
  return Math.min(
    ...populations.map((population) =>
      population.history.length > 0 ? lastOf(population).beta : -1
    )
  );
}
