// What learned starts need of the engine.
import type {CheckpointStore} from "../../samplers/types.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums, SumsOptions} from "../sums/types.ts";
import type {FitOptions, FitRun, Scan} from "../types.ts";

export interface PredictorHooks {
  takeScan: (what: string, scan: Scan) => TakenScan;
  openSums: (taken: TakenScan, options: SumsOptions) => Promise<Sums>;
  /** `heterodyne.fit`, which `evaluate` counts evaluations of. */
  fit: (scan: Scan, options?: FitOptions) => FitRun;
  /** where what is learned is kept. */
  checkpoints?: CheckpointStore | undefined;
}
