// What is told about how an answer was computed.
import type {EvaluatorStats} from "../samplers/evaluator.ts";
import type {Stats} from "../work.ts";

/** Says how much was evaluated, and gets the stats. */
export type Ended = (evaluations: number) => Stats;

/** Starts the clock. */
export function startStats(solver: {describe(): EvaluatorStats}): Ended {
  const began = performance.now();
  return (evaluations) => ({
    ...solver.describe(),
    evaluations,
    elapsed: performance.now() - began
  });
}
