// What the biofilm model needs of the engine.
import type {CheckpointStore, Priors, Tmcmc} from "../samplers/types.ts";
import type {Probe} from "../spans.ts";
import type {Solver} from "./solver/types.ts";

export interface BiofilmHooks {
  solver: Solver;
  tmcmc: Tmcmc;
  prior: Priors;
  /** where a calibration with a checkpoint keeps the parts that are over. */
  checkpoints?: CheckpointStore | undefined;
  /** how many threads the engine has. */
  threads: number;
  /** milliseconds that a forecast spends on each of its three parts; default 250. */
  probe?: number | undefined;
  /** where a calibration says what it is doing; default: nowhere. */
  spans?: Probe | undefined;
}
