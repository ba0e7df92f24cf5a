// A criterion over bandwidths, to plot.
import type {BandwidthCurve} from "../types.ts";
import type {AskedCurve} from "./asked.ts";
import type {Chain} from "./chain.ts";
import {toProblem, type EstimateHooks} from "./localFits.ts";
import {searchBandwidth} from "./search.ts";
import {toAxis} from "./windows.ts";

export async function makeCurve(
  chain: Chain,
  asked: AskedCurve,
  hooks: EstimateHooks
): Promise<BandwidthCurve> {
  const problem = toProblem({...asked, axis: toAxis(asked.times), ties: 0}, hooks);
  const {curve} = await searchBandwidth(chain, problem, asked.criterion, "line", asked.bandwidths);
  return curve;
}
