// A chain sampler's run: opens the likelihood, loads what samples, and answers with what there is where it is cancelled.
import {Cancelled} from "../../device/device.ts";
import {makePace, type Pace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Run} from "../../work.ts";
import type {Evaluator, EvaluatorOptions} from "../evaluator.ts";
import type {ChainResult, LogLikelihood} from "../types.ts";
import type {Asked} from "./asked.ts";
import {toProgress, type Course} from "./sweeping.ts";
import {makeTarget, type Target} from "./target.ts";

export interface OpenOptions extends EvaluatorOptions {
  dimension: number;
  names: readonly string[];
}

export interface ChainHooks {
  /** Makes points of a log-likelihood computable; throws at the call where it can tell that it will not do. */
  open: (what: string, logLikelihood: LogLikelihood, options: OpenOptions) => Promise<Evaluator>;
}

/** What a sampler finds ready. */
export interface Laid {
  evaluator: Evaluator;
  target: Target;
  course: Course;
  pace: Pace;
}

export interface Wish {
  /** the most points of one evaluation. */
  capacity: number;
  gradient?: boolean;
}

export function runChains<A extends Asked>(
  {open}: ChainHooks,
  asked: A,
  {capacity, gradient = false}: Wish,
  load: () => Promise<(asked: A, laid: Laid) => Promise<ChainResult>>
): Run<ChainResult> {
  const {what, logLikelihood, prior, dimension, constants, threads} = asked;
  const course: Course = {done: 0};
  const pace = makePace((progress) => handle.report(progress));
  const names = prior.names;
  const opening = open(what, logLikelihood, {
    dimension,
    names,
    capacity,
    constants,
    threads,
    gradient
  });
  let evaluator: Evaluator | undefined;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = () => reject(new Cancelled())));
  stopped.catch(() => undefined);

  const work = async (): Promise<ChainResult> => {
    handle.started();
    try {
      const [sample, opened] = await Promise.race([Promise.all([load(), opening]), stopped]);
      evaluator = opened;
      const progress = () => toProgress(asked, course);
      pace.begin();
      const target = makeTarget({prior, evaluator, capacity, pace, progress});
      return await sample(asked, {evaluator, target, course, pace});
    } finally {
      pace.close();
      // also one that opens after nobody waits for it any more
      opening.then(
        (opened) => opened.close(),
        () => undefined
      );
    }
  };
  const handle: RunHandle<ChainResult> = new RunHandle(Promise.resolve().then(work), {
    ...pace.steering,
    cancel() {
      pace.steering.cancel();
      if (evaluator) evaluator.cancel();
      else stop();
    }
  });
  return handle;
}
