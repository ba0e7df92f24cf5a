// `collocation.collocate` and `collocation.bandwidths`: what is asked is checked here and now; what computes is loaded
// when it is first needed.
import type {Run} from "../../work.ts";
import type {CollocationPart} from "../part.ts";
import type {
  BandwidthCurve, BandwidthOptions, CollocateOptions, Collocation, Like, Series
} from "../types.ts"; // prettier-ignore
import {toAsked, toAskedCurve} from "./asked.ts";
import {makeChain} from "./chain.ts";
import type {EstimateHooks} from "./localFits.ts";

export type {EstimateHooks};

export function makeEstimate(
  hooks: EstimateHooks
): Pick<CollocationPart, "collocate" | "bandwidths"> {
  return {
    collocate<D extends Series>(data: D, t: ArrayLike<number>, options: CollocateOptions = {}) {
      const asked = toAsked("collocation.collocate", data, t, options);
      const run: Run<Collocation> = makeChain(async (chain) => {
        const {collocate} = await import("./collocate.ts");
        return collocate(chain, asked, hooks);
      });
      // u, du and bands are vectors or lists of vectors as the data are
      return run as unknown as Run<Collocation<Like<D>>>;
    },
    bandwidths(
      data: Series,
      t: ArrayLike<number>,
      options: BandwidthOptions = {}
    ): Run<BandwidthCurve> {
      const asked = toAskedCurve("collocation.bandwidths", data, t, options);
      return makeChain(async (chain) => {
        const {makeCurve} = await import("./curve.ts");
        return makeCurve(chain, asked, hooks);
      });
    }
  };
}
