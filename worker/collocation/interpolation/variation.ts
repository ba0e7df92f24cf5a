// The work of `collocation.totalVariation`: one series after another, in units in which times are 1 apart on average.
import type {Pace} from "../../pace.ts";
import {toShape, type Curves, type Sampled} from "./asked.ts";
import {flattenTurns} from "./turns.ts";

/** A call that has been checked. */
export interface VariationRequest extends Sampled {
  alpha: number;
  steps: number;
  epsilon: number;
}

export async function reduceVariation(request: VariationRequest, pace: Pace): Promise<Curves> {
  const {series, isSingle, t, steps} = request;
  const warnings = request.warnings.slice();
  const u: Float64Array[] = [];
  const du: Float64Array[] = [];
  const total = series.length * steps;
  for (let q = 0; q < series.length; q++) {
    const report = (step: number) => ({phase: "total variation", done: q * steps + step, total});
    const found = await reduceOne(request, series[q], pace, report);
    u.push(found.u);
    du.push(found.du);
    if (!found.converged)
      warnings.push(
        `${isSingle ? "" : `data[${q}]: `}not converged after ${found.steps} steps: the slope may still move; allow more steps or a larger epsilon`
      );
  }
  return {u: toShape(isSingle, u), du: toShape(isSingle, du), t: t.slice(), warnings};
}

async function reduceOne(
  {t, alpha, steps, epsilon}: VariationRequest,
  y: Float64Array,
  pace: Pace,
  report: (step: number) => {phase: string; done: number; total: number}
): Promise<{u: Float64Array; du: Float64Array; converged: boolean; steps: number}> {
  const last = t.length - 1;
  let low = y[0];
  let high = y[0];
  for (const value of y) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const size = high - low;
  // nothing varies: the answer is the data
  if (size === 0) return {u: y.slice(), du: new Float64Array(t.length), converged: true, steps: 0};
  const unit = (t[last] - t[0]) / last;
  const middle = low + size / 2;
  const found = await flattenTurns(
    {
      h: Float64Array.from({length: last}, (_, i) => (t[i + 1] - t[i]) / unit),
      y: y.map((value) => (value - middle) / size),
      alpha: alpha / (size * unit),
      // of the slope's scale, which is the data's range over the whole time
      epsilon: epsilon / last,
      steps
    },
    pace,
    report
  );
  const toSlope = size / unit;
  return {
    u: found.u.map((value) => middle + size * value),
    du: found.v.map((value) => toSlope * value),
    converged: found.converged,
    steps: found.steps
  };
}
