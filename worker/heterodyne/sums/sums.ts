// Sums of squares of taken scans: wherever the engine lives, with the same bits.
import type {SiteHooks} from "./makeSite.ts";
import {makeSite} from "./makeSite.ts";
import {ScanSums} from "./scanSums.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums, SumsOptions} from "./types.ts";
import {Uploads} from "./uploads.ts";

export interface SumsHooks extends SiteHooks {
  /** fused multiply-adds: bits that depend on the machine. */
  relaxed: boolean;
}

export interface SumsMaker {
  open(taken: TakenScan, options?: SumsOptions): Promise<Sums>;
}

export function makeSums(hooks: SumsHooks): SumsMaker {
  let current: Promise<Uploads> | undefined;
  /** What is uploaded to the memory of the moment. */
  const findUploads = async (): Promise<Uploads> => {
    const known = await current?.catch(() => undefined);
    if (known && !known.site.isLost) return known;
    current = makeSite(hooks).then((site) => new Uploads(site));
    return current;
  };
  return {
    open: (taken, options = {}) =>
      ScanSums.open({findUploads, taken, options, relaxed: hooks.relaxed})
  };
}
