// `heterodyne.logLikelihood`: a function of θ that can be called now, in batches, and by the samplers.
import {checkInteger, checkNames, checkOneOf} from "../../check.ts";
import {PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {rememberLikelihood, type EvaluatorOptions} from "../../samplers/evaluator.ts";
import {NAMES} from "../parameters.ts";
import {checkRecord} from "../scan/asked.ts";
import type {SumsOpener} from "../scan/keptSums.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Scan} from "../types.ts";
import {toLikelihoodAsked, type LikelihoodAsked} from "./asked.ts";
import {runBatch} from "./batch.ts";
import {toLaws} from "./law.ts";
import {LikelihoodEvaluator, type Screen} from "./likelihoodEvaluator.ts";
import {LocalSums, type PointSums, type PointWish} from "./localSums.ts";
import {toColumns, toWhole} from "./points.ts";
import type {HeterodyneLikelihood, LogLikelihoodOptions} from "./types.ts";
import {WeightedSums} from "./weightedSums.ts";

const WHAT = "heterodyne.logLikelihood";
/** Points that sums of a batch are opened for. */
const CAPACITY = 1024;

export interface ScreenWish {
  asked: LikelihoodAsked;
  laws: ReturnType<typeof toLaws>;
}

export interface LikelihoodHooks {
  takeScan: (what: string, scan: Scan) => TakenScan;
  sums: SumsOpener;
  /** The GPU's way, or why there is none; absent: no GPU. */
  openScreen?: ((wish: ScreenWish) => Promise<{screen?: Screen; note?: string}>) | undefined;
}

export function makeLogLikelihood(hooks: LikelihoodHooks) {
  return (scan: Scan, options: LogLikelihoodOptions = {}): HeterodyneLikelihood =>
    toLikelihood(
      hooks,
      toLikelihoodAsked(WHAT, () => hooks.takeScan(WHAT, scan), options)
    );
}

function toLikelihood(hooks: LikelihoodHooks, asked: LikelihoodAsked): HeterodyneLikelihood {
  const {taken, angles, parameters, scaling, sigmas} = asked;
  const laws = toLaws(taken, angles, {scaling, sigmas});
  let local: {evaluate: (theta: Float64Array, wish: PointWish) => PointSums} | undefined;
  const sumNow = (theta: Float64Array, gradient: boolean): PointSums => {
    local ??= taken.isWeighted
      ? new WeightedSums(taken, angles)
      : new LocalSums(taken, angles, true);
    return local.evaluate(theta, {gradient, ofSpread: scaling === "marginal"});
  };
  const call = (theta: unknown): number => {
    const {ssr, stt} = sumNow(toWhole(WHAT, asked, theta), false);
    return laws.reduce((sum, law, a) => sum + law.weigh(ssr[a], stt[a]).value, 0);
  };
  const gradient = (theta: unknown): Float64Array => {
    const sums = sumNow(toWhole(`${WHAT}.gradient`, asked, theta), true);
    return Float64Array.from(parameters, (name) => {
      const place = NAMES.indexOf(name);
      return laws.reduce((sum, law, a) => {
        const {bySsr, byStt} = law.weigh(sums.ssr[a], sums.stt[a]);
        const at = a * PARAMETERS + place;
        return sum + bySsr * sums.ssrSlopes![at] + byStt * (sums.sttSlopes?.[at] ?? 0);
      }, 0);
    });
  };
  const open = async (options: EvaluatorOptions): Promise<LikelihoodEvaluator> => {
    const {threads = asked.threads, names = parameters, device} = options;
    checkOrder(parameters, names);
    const capacity = Math.min(options.capacity, CAPACITY);
    const none = {note: "the GPU was asked for, but this home has no WebGPU"};
    const gpu: {screen?: Screen; note?: string} =
      device === "gpu" ? ((await hooks.openScreen?.({asked, laws})) ?? none) : {};
    const sums = await hooks.sums.open(taken, {angles, threads, capacity});
    return new LikelihoodEvaluator({asked, laws, sums, names, ...gpu});
  };
  const batch: HeterodyneLikelihood["batch"] = (theta, options = {}) => {
    const what = `${WHAT}.batch`;
    checkRecord(what, "the options", options);
    checkNames(what, "option", Object.keys(options), ["threads", "device"]);
    const {threads, device = "auto"} = options;
    if (threads !== undefined) checkInteger(what, "threads", threads, 1, 1024);
    checkOneOf(what, "device", device, ["auto", "wasm", "gpu"]);
    const columns = toColumns(what, asked, theta);
    return runBatch(columns, (capacity) => open({capacity, threads, device}), device === "gpu");
  };
  const likelihood = Object.assign(call, {parameters, gradient, batch}) as HeterodyneLikelihood;
  // a sampler's wish for the GPU is heard where there is a way to it
  const known = {names: parameters, open, canScreen: hooks.openScreen !== undefined};
  return rememberLikelihood(likelihood, known);
}

/** A sampler may list the parameters in another order. */
function checkOrder(parameters: readonly string[], names: readonly string[]): void {
  if (names.length === parameters.length && parameters.every((name) => names.includes(name)))
    return;
  throw new RangeError(
    `${WHAT}: expected a prior of ${parameters.join(", ")}, got one of ${names.join(", ")}`
  );
}
