// `tmcmc.sample`: what is asked is checked here and now; what samples is loaded when it is first needed.
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Evaluator, EvaluatorOptions} from "../evaluator.ts";
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
}

export function makeTmcmc(hooks: TmcmcHooks): Tmcmc {
  return {
    sample(options: TmcmcOptions): TmcmcRun {
      const asked = toAsked(options);
      const opened = open(asked, hooks);
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
          return await sampling(asked, evaluator!, hooks.checkpoints, pace);
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
  };
}

function open(asked: Asked, hooks: TmcmcHooks): Promise<Evaluator> {
  const {logLikelihood, prior, names, particles, populations, constants, threads, device} = asked;
  return hooks.open(WHAT, logLikelihood, {
    dimension: prior.names.length,
    names,
    capacity: particles * populations,
    constants,
    threads,
    device,
    gradient: HABITS[asked.moves.kind].needsGradient
  });
}
