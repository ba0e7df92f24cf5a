// A whole run, from an open evaluator to the answer.
import {Cancelled} from "../../device/device.ts";
import {strictMath} from "../../math.ts";
import type {Pace} from "../../pace.ts";
import {during, type Probe} from "../../spans.ts";
import type {Evaluator} from "../evaluator.ts";
import type {CheckpointStore, TmcmcProgress, TmcmcResult} from "../types.ts";
import {toAnswer} from "./answer.ts";
import {WHAT, type Asked} from "./asked.ts";
import {openCheckpoint, type Checkpoint} from "./checkpoint.ts";
import type {CloudKind} from "./cloud.ts";
import {runAll, toCommonBeta} from "./schedule.ts";
import type {Population} from "./state.ts";
import {HABITS} from "./tuning.ts";
import {show} from "./words.ts";

export async function sampling(
  asked: Asked,
  evaluator: Evaluator,
  store: CheckpointStore | undefined,
  pace: Pace,
  probe: Probe
): Promise<TmcmcResult> {
  const kind = toKind(asked, evaluator);
  const populations = Array.from({length: asked.populations}, (): Population => {
    return {stages: [], history: []};
  });
  const warnings: string[] = [];
  pace.begin();
  let checkpoint: Checkpoint | undefined;
  const {checkpoint: name} = asked;
  if (name !== undefined) {
    if (store)
      checkpoint = await during(
        probe,
        "checkpoint",
        (within) =>
        openCheckpoint(store, {...asked, checkpoint: name}, populations, {evaluator, warnings, within}) // prettier-ignore
      );
    else warnings.push("There is no store for checkpoints here: this run keeps none.");
  }
  await runAll(populations, {asked, kind, now: pace.elapsed, probe}, evaluator, pace, {
    progress: () => toProgress(asked, populations),
    onStage: async () => {
      if (checkpoint) await during(probe, "checkpoint", () => checkpoint.save(populations));
    }
  });
  // before all prior draws are scored there is no answer to keep
  if (toCommonBeta(populations) < 0) throw new Cancelled();
  const answer = during(probe, "result", () =>
    toAnswer(asked, populations, evaluator, pace, warnings)
  );
  const isDone = answer.status === "converged" || answer.status === "nonfinite";
  if (checkpoint && isDone) {
    await during(probe, "checkpoint", checkpoint.remove);
    answer.warnings.push(...warnings.filter((text) => !answer.warnings.includes(text)));
  }
  return answer;
}

function toKind({moves, prior}: Asked, evaluator: Evaluator): CloudKind {
  const d = prior.names.length;
  if (evaluator.dimension !== d)
    throw new RangeError(
      `${WHAT}: expected a likelihood of the prior's ${d} parameters, got one of ${evaluator.dimension}`
    );
  const {needsGradient} = HABITS[moves.kind];
  if (needsGradient && !evaluator.hasGradient)
    throw new TypeError(
      `${WHAT}: expected a likelihood with derivatives for moves "${moves.kind}", got one without`
    );
  return {
    hasGradient: needsGradient,
    // a trajectory needs exact derivatives at every point: there is nothing to screen
    isScreened: evaluator.screen !== undefined && !needsGradient,
    hasDensity: moves.kind === "independence"
  };
}

/** The bar fills as β grows in ratio, since that is how the ladder climbs. */
function toProgress({betaMax}: Asked, populations: readonly Population[]): TmcmcProgress {
  const stages = populations.flatMap((population) => population.stages);
  const least = populations.reduce((a, b) => (b.stages.length < a.stages.length ? b : a));
  const done = least.stages.length;
  const beta = Math.max(0, toCommonBeta(populations));
  const [first] = stages;
  const share =
    beta > 0 && beta < betaMax
      ? strictMath.log(beta / first.beta) / strictMath.log(betaMax / first.beta)
      : 0;
  return {
    phase: beta < betaMax ? `stage ${done + 1}: β = ${show(beta)}` : "done",
    done: beta < betaMax ? Math.min(99, Math.max(done > 0 ? 1 : 0, Math.floor(100 * share))) : 100,
    total: 100,
    stages,
    populations: populations.map(({stages}) => ({stages: stages.slice()}))
  };
}
