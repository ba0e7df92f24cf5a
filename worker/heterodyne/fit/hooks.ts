// What a fit needs of the engine, and of whoever knows the model's scans.
import type {TakenScan} from "../takenScan.ts";
import type {Sums, SumsOptions} from "../sums/types.ts";
import type {Scan} from "../types.ts";

/** `S`: the scan as a reader hands it over; what a model needs besides the data is in it. */
export interface FitHooks<S = Scan> {
  takeScan: (what: string, scan: S) => TakenScan;
  openSums: (taken: TakenScan, options: SumsOptions, scan: S) => Promise<Sums>;
  /** starts that were learned from simulations, best first. */
  learnedStarts?: ((scan: S) => Promise<readonly ArrayLike<number>[]>) | undefined;
}
