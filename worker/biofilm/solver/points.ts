// Who computes many points of one request: the engine's threads (crewPoints.ts) or this one (slicedPoints.ts).
import type {EvaluatorStats} from "../../samplers/evaluator.ts";

export interface Points {
  /** A vector for each number that varies, all of one length, `count`. */
  compute(theta: readonly Float64Array[], count: number): Promise<void>;
  /** One row of the last answer, in `into`, which is as long as what was computed. */
  read(row: number, into: Float64Array): void;
  /** Stops what is under way, whose `compute` rejects with an AbortError. */
  cancel(): void;
  describe(): EvaluatorStats;
  close(): void;
}
