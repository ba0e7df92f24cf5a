// `optimize.minimize` under way.
import type {CompiledModel} from "../model/types.ts";
import type {Pace} from "../pace.ts";
import {adam} from "./adam.ts";
import {toAdvice} from "./advice.ts";
import {isCompiled, type Minimization} from "./asked.ts";
import {differentiate, typicalSizes} from "./differences.ts";
import {drive, inSlices, type Evaluate} from "./drive.ts";
import {lbfgsb} from "./lbfgsb.ts";
import {nelderMead} from "./nelderMead.ts";
import type {Probe, Search} from "./search.ts";
import {toStats} from "./stats.ts";
import type {Minimum} from "./types.ts";

const SEARCHES: Record<Minimization["method"], (asked: Minimization) => Search> = {
  adam,
  lbfgs: lbfgsb,
  "nelder-mead": nelderMead
};

/** What fills probes in, with the number of calls that took. */
interface Source {
  calls: number;
  evaluate: Evaluate<Probe>;
}

export async function minimization(asked: Minimization, pace: Pace): Promise<Minimum> {
  const {f, method, steps} = asked;
  const k = asked.start.length;
  const source = isCompiled(f) ? fromCompiled(f, k) : fromPlain(asked, pace);
  // the gradient at the best point is kept, so that it need not be computed again at the end
  const known = {value: Infinity, x: new Float64Array(k).fill(NaN), gradient: new Float64Array(k)};
  const keep = (probe: Probe): void => {
    if (probe.wants === "value" || pace.isCancelled || !(probe.value <= known.value)) return;
    known.value = probe.value;
    known.x.set(probe.x);
    known.gradient.set(probe.gradient);
  };
  const evaluate: Evaluate<Probe> = (probe) => {
    const wait = source.evaluate(probe);
    return wait ? wait.then(() => keep(probe)) : keep(probe);
  };

  const driven = await drive(SEARCHES[method](asked), evaluate, {pace, steps});
  const {x, value, status, trace} = driven;
  const last: Probe = {x, wants: "gradient", value: NaN, gradient: new Float64Array(k).fill(NaN)};
  if (known.x.every((xi, i) => xi === x[i])) last.gradient.set(known.gradient);
  else if (status !== "cancelled") await source.evaluate(last);
  const stats = toStats(source.calls, isCompiled(f), pace);
  return {x, value, gradient: last.gradient, status, advice: toAdvice(status), trace, stats};
}

function fromCompiled(model: CompiledModel, k: number): Source {
  const scalar = model as CompiledModel<number>;
  const both = model.valueAndGradient;
  const answer = new Float64Array(k + 1);
  const source: Source = {
    calls: 0,
    evaluate(probe) {
      source.calls++;
      if (probe.wants === "value") {
        probe.value = scalar(probe.x);
        return;
      }
      both(probe.x, answer);
      probe.value = answer[0];
      for (let i = 0; i < k; i++) probe.gradient[i] = answer[i + 1];
    }
  };
  return source;
}

function fromPlain({f, gradient, start, bounds, steps}: Minimization, pace: Pace): Source {
  const plain = f as (x: number[]) => number;
  const sizes = typicalSizes(start);
  const at = new Float64Array(1);
  const fill = (x: Float64Array, answer: Float64Array): void => {
    source.calls++;
    answer[0] = plain(Array.from(x));
  };
  const progress = () => ({phase: "search", done: 0, total: steps});
  const source: Source = {
    calls: 0,
    evaluate(probe) {
      const {x} = probe;
      fill(x, at);
      probe.value = at[0];
      if (probe.wants === "value") return;
      if (gradient === undefined)
        return inSlices(differentiate(fill, x, at, bounds, sizes, probe.gradient), pace, progress);
      probe.gradient.set(checkGradient(gradient(Array.from(x)), x.length));
    }
  };
  return source;
}

function checkGradient(gradient: ArrayLike<number>, k: number): ArrayLike<number> {
  if (gradient?.length !== k)
    throw new RangeError(
      `optimize.minimize: expected gradient to return ${k} numbers, got ${gradient?.length}`
    );
  return gradient;
}
