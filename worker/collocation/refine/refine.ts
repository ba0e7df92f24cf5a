// Fits of trajectories after collocation: what is asked is checked here and now; what computes is loaded when it is
// first needed.
import {makePace, type Pace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Progress, Run} from "../../work.ts";
import type {CollocationPart} from "../part.ts";
import {toFitProblem} from "./asked.ts";
import {toBiasQuestion} from "./askedOfBias.ts";
import {toBootstrapQuestion} from "./askedOfBootstrap.ts";
import {toProfileQuestion} from "./askedOfProfile.ts";
import type {Lead, RefineHooks, Tell} from "./hooks.ts";

export type RefinePart = Pick<CollocationPart, "refine" | "profile" | "bootstrap" | "bias">;

export function makeRefine(hooks: RefineHooks): RefinePart {
  const {compile} = hooks;
  return {
    refine(rhs, options) {
      const problem = toFitProblem("collocation.refine", rhs, options);
      return start(async (pace, tell) =>
        (await import("./refineNow.ts")).refineNow(problem, compile, pace, tell)
      );
    },
    profile(rhs, options) {
      const question = toProfileQuestion(rhs, options);
      return start(async (pace, tell) =>
        (await import("./profileNow.ts")).profileNow(question, compile, pace, tell)
      );
    },
    bootstrap(rhs, options) {
      const question = toBootstrapQuestion(rhs, options);
      return start(async (pace, tell) =>
        (await import("./bootstrapNow.ts")).bootstrapNow(question, compile, pace, tell)
      );
    },
    bias(rhs, options) {
      const question = toBiasQuestion(rhs, options);
      return start(async (pace, tell, lead) =>
        (await import("./biasNow.ts")).biasNow(question, hooks, pace, tell, lead)
      );
    }
  };
}

/** What the parts rest for is told as the place in the whole. */
function start<T>(work: (pace: Pace, tell: Tell, lead: Lead) => Promise<T>): Run<T> {
  const pace = makePace((progress) => handle.report(progress));
  let now: Progress = {phase: "refine", done: 0, total: 1};
  const told: Pace = {
    ...pace,
    get isCancelled() {
      return pace.isCancelled;
    },
    rest: () => pace.rest(() => now)
  };
  let inner: Run<unknown> | undefined;
  let isPaused = false;
  const lead: Lead = async (run) => {
    inner = run;
    if (pace.isCancelled) run.cancel();
    if (isPaused) run.pause();
    void forward(run, () => handle.report(now));
    try {
      return await run;
    } finally {
      inner = undefined;
    }
  };
  const answer = Promise.resolve().then(() => {
    handle.started();
    return work(told, (progress) => (now = progress), lead);
  });
  const {steering} = pace;
  const handle: RunHandle<T> = new RunHandle(
    answer.finally(() => pace.close()),
    {
      cancel: () => {
        steering.cancel();
        inner?.cancel();
      },
      pause: () => {
        isPaused = true;
        steering.pause();
        inner?.pause();
      },
      resume: () => {
        isPaused = false;
        steering.resume();
        inner?.resume();
      }
    }
  );
  return handle;
}

async function forward(run: Run<unknown>, report: () => void): Promise<void> {
  for await (const _ of run) report();
}
