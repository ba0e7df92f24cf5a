// A sampler that does what a test says: no likelihood is computed.
import {Cancelled} from "../../worker/device/device.ts";
import {RunHandle} from "../../worker/run.ts";
import {makeDrawsOf} from "../../worker/samplers/draws.ts";
import type {
  Prior,
  SamplerStatus,
  Stage,
  Tmcmc,
  TmcmcOptions,
  TmcmcProgress,
  TmcmcResult,
  TmcmcRun
} from "../../worker/samplers/types.ts";

export interface Script {
  options: TmcmcOptions & {prior: Prior};
  /** what the handle was told. */
  told: string[];
  tell: (stages: number) => void;
  finish: (status?: SamplerStatus) => void;
  fail: (error: Error) => void;
}

/** `scripts`: the runs that have begun, in order. */
export function makeScriptedTmcmc(): {tmcmc: Tmcmc; scripts: Script[]} {
  const scripts: Script[] = [];
  const sample = (given: TmcmcOptions): TmcmcRun => {
    const options = given as Script["options"];
    const told: string[] = [];
    let stages = 0;
    let resolve: (result: TmcmcResult) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const result = new Promise<TmcmcResult>((done, failed) => {
      resolve = done;
      reject = failed;
    });
    const finish = (status: SamplerStatus = "converged") =>
      resolve(toResult(options, status, makeStages(stages)));
    const handle = new RunHandle<TmcmcResult>(result, {
      cancel() {
        told.push("cancel");
        if (stages > 0) finish("cancelled");
        else reject(new Cancelled());
      },
      pause: () => void told.push("pause"),
      resume: () => void told.push("resume")
    });
    scripts.push({
      options,
      told,
      tell(count) {
        stages = count;
        const populations = Array.from({length: options.populations ?? 1}, () => ({
          stages: makeStages(count)
        }));
        const progress: TmcmcProgress = {
          ...{phase: `stage ${count + 1}`, done: count, total: count + 1},
          ...{stages: populations.flatMap((each) => each.stages), populations}
        };
        handle.report(progress);
      },
      finish,
      fail: (error) => reject(error)
    });
    return handle as unknown as TmcmcRun;
  };
  return {tmcmc: {sample}, scripts};
}

function makeStages(count: number): Stage[] {
  return Array.from({length: count}, (_, k) => ({beta: (k + 1) / count}) as Stage);
}

/** As samples, draws of the prior; as the best of them, the first. */
function toResult(
  {prior, particles = 8}: Script["options"],
  status: SamplerStatus,
  stages: Stage[]
): TmcmcResult {
  const d = prior.names.length;
  const samples = prior.names.map(() => new Float64Array(particles));
  const point = new Float64Array(d);
  for (let j = 0; j < particles; j++) {
    prior.sample(makeDrawsOf(3, "prior", {}, j), point);
    point.forEach((x, k) => (samples[k][j] = x));
  }
  const mean = Float64Array.from(samples, (x) => x.reduce((sum, y) => sum + y) / particles);
  const covariance = new Float64Array(d * d);
  samples.forEach((x, j) =>
    samples.forEach((y, k) => {
      for (let i = 0; i < particles; i++)
        covariance[j * d + k] += ((x[i] - mean[j]) * (y[i] - mean[k])) / (particles - 1);
    })
  );
  const map = Float64Array.from(samples, (x) => x[0]);
  const stats = {evaluations: particles};
  const result = {names: [...prior.names], samples, mean, map, covariance, stages, status, stats};
  return result as unknown as TmcmcResult;
}
