// A population between two stages, as plain data: what a checkpoint keeps and where a stage goes on from.
import type {Stage} from "../types.ts";
import type {Cloud} from "./cloud.ts";
import type {Tally} from "./walk.ts";

export interface State {
  /** how many stages are done. */
  stage: number;
  beta: number;
  /** the last step of β. */
  deltaBeta: number;
  logEvidence: number;
  /** the evidence by integrating the mean log-likelihood, and by how much each prior draw's offspring pull at it. */
  thermodynamic: number;
  pulls: Float64Array;
  /** of the move's scale. */
  logScale: number;
  /** share of the last sweep's proposals that were accepted. */
  acceptance: number;
  /** each particle's ancestor in the stage before, and in the prior; both rise. */
  ancestors: Float64Array;
  eves: Float64Array;
  cloud: Cloud;
  /** of the whole population so far. */
  tally: Tally;
  /** how many prior draws had a likelihood above zero. */
  alive: number;
  /** stages whose shape could not be told from the weighted particles. */
  shapeless: number;
}

export type Ending = "converged" | "maxSteps" | "nonfinite";

export interface Population {
  stages: Stage[];
  /** the last state, and before it those that an answer at a lower β may need; at least one once the prior is drawn. */
  history: State[];
  /** absent while it is under way. */
  ending?: Ending;
}

export function lastOf(population: Population): State {
  return population.history[population.history.length - 1];
}
