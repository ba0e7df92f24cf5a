// `tmcmc.sample`: what is asked is checked here and now; what samples is loaded when it is first needed.
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import {during, NO_PROBE, probeWithin, type Probe} from "../../spans.ts";
import {likelihoodOf, type Evaluator, type EvaluatorOptions} from "../evaluator.ts";
import type {
  CheckpointStore,
  LogLikelihood,
  Tmcmc,
  TmcmcOptions,
  TmcmcResult,
  TmcmcRun
} from "../types.ts";
import {toAsked, WHAT, type Asked} from "./asked.ts";
import {HABITS} from "./tuning.ts";

export interface TmcmcHooks {
  /** Opens what evaluates a log-likelihood. Misuse is thrown at once, before the promise. */
  open: (
    what: string,
    logLikelihood: LogLikelihood,
    options: EvaluatorOptions & {dimension: number; names: readonly string[]}
  ) => Promise<Evaluator>;
  /** where runs with a checkpoint keep their state. */
  checkpoints?: CheckpointStore | undefined;
  /** where runs say what they are doing; default: nowhere. */
  probe?: Probe | undefined;
}

export function makeTmcmc(hooks: TmcmcHooks): Tmcmc {
  return {
    sample(options: TmcmcOptions): TmcmcRun {
      const asked = toAsked(options);
      return during(toProbe(asked, hooks), "run", (probe) => start(asked, hooks, probe));
    }
  };
}

/** A likelihood may be sampled as a part of something larger. */
function toProbe({logLikelihood}: Asked, {probe = NO_PROBE}: TmcmcHooks): Probe {
  const within = likelihoodOf(logLikelihood)?.within;
  return within ? probeWithin(within, "tmcmc") : probe;
}

function start(asked: Asked, hooks: TmcmcHooks, probe: Probe): TmcmcRun {
  const opened = during(probe, "open", (within) => open(asked, hooks, within));
  const pace = makePace((progress) => handle.report(progress));
  let evaluator: Evaluator | undefined;
  const work = async (): Promise<TmcmcResult> => {
    handle.started();
    try {
      const [{sampling}] = await Promise.all([
        import("./sampling.ts"),
        opened.then((each) => (evaluator = each))
      ]);
      if (pace.isCancelled) throw new Cancelled();
      return await sampling(asked, evaluator!, hooks.checkpoints, pace, probe);
    } finally {
      pace.close();
      evaluator?.close();
    }
  };
  const handle = new RunHandle<TmcmcResult>(Promise.resolve().then(work), {
    ...pace.steering,
    cancel() {
      pace.steering.cancel();
      evaluator?.cancel();
    }
  });
  return handle as unknown as TmcmcRun;
}

function open(asked: Asked, hooks: TmcmcHooks, within: Probe): Promise<Evaluator> {
  const {logLikelihood, prior, particles, populations, constants, threads, device} = asked;
  return hooks.open(WHAT, logLikelihood, {
    dimension: prior.names.length,
    names: toKnownNames(asked),
    capacity: particles * populations,
    constants,
    threads,
    device,
    gradient: HABITS[asked.moves.kind].needsGradient,
    within
  });
}

/** A likelihood of the library's own knows its parameters by name: `names` may be other words for them. */
function toKnownNames({logLikelihood, names, prior}: Asked): readonly string[] {
  const known = likelihoodOf(logLikelihood)?.names ?? names;
  return known.every((name) => names.includes(name)) ? names : prior.names;
}
