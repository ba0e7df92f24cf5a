// The sums of a scan as the outer loop sees them: scaled unknowns, angles added up by their noise, each pair of frames once.
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import type {Sums} from "../sums/types.ts";
import type {Problem} from "./descend.ts";
import type {Squares} from "./squares.ts";

export interface ProblemWish {
  /** the measurement: the model's slopes are those of its fit. */
  nominal: Sums;
  /** whose worst case is sought: the measurement alone, or all scenarios. */
  sets: readonly Sums[];
  /** all 14; what is not active stays. */
  theta: Float64Array;
  active: readonly number[];
  /** of the active ones: what counts as one unit. */
  scales: Float64Array;
  bounds: readonly (readonly [number, number])[];
  /** of the active ones: where the ridge pulls to. */
  center: Float64Array;
  alpha: number;
  /** one an angle: ½/σ², for sums count each pair twice. */
  factors: Float64Array;
  pace: Pace;
  progress: () => Progress;
}

export interface SumsProblem extends Problem {
  /** sums evaluated so far. */
  readonly evaluations: number;
  toUnknowns(theta: Float64Array): Float64Array;
  toTheta(x: Float64Array): Float64Array;
}

export function makeProblem(wish: ProblemWish): SumsProblem {
  const {nominal, sets, active, scales, factors, pace, progress, alpha} = wish;
  const k = active.length;
  let evaluations = 0;
  const toTheta = (x: Float64Array): Float64Array => {
    const theta = wish.theta.slice();
    active.forEach((at, i) => (theta[at] = x[i] * scales[i]));
    return theta;
  };
  const toUnknowns = (theta: Float64Array): Float64Array =>
    Float64Array.from(active, (at, i) => theta[at] / scales[i]);
  /** Whether the work may go on. */
  const goOn = async (): Promise<boolean> => {
    if (pace.isDue()) await pace.rest(progress);
    return !pace.isCancelled;
  };
  const unlessCancelled = async <T>(answer: T | Promise<T>): Promise<T | undefined> => {
    evaluations++;
    try {
      return await answer;
    } catch (error) {
      if (!pace.isCancelled) throw error;
      return undefined;
    }
  };
  const addUp = (ssr: Float64Array): number =>
    factors.reduce((sum, factor, a) => sum + factor * ssr[a], 0);
  const toSlope = (gradient: Float64Array): Float64Array =>
    Float64Array.from(active, (at, i) => {
      const n = gradient.length / factors.length;
      // the gradient of ssr is −2·Jᵀr
      const sum = factors.reduce((all, factor, a) => all + factor * gradient[a * n + at], 0);
      return -0.5 * scales[i] * sum;
    });
  const toNormal = (normal: Float64Array): Float64Array => {
    const n = Math.sqrt(normal.length / factors.length);
    const out = new Float64Array(k * k);
    for (let a = 0; a < factors.length; a++)
      for (let i = 0; i < k; i++)
        for (let j = 0; j < k; j++)
          out[i * k + j] +=
            factors[a] * scales[i] * scales[j] * normal[(a * n + active[i]) * n + active[j]];
    return out;
  };

  return {
    get evaluations() {
      return evaluations;
    },
    alpha,
    center: Float64Array.from(wish.center, (value, i) => value / scales[i]),
    low: Float64Array.from(wish.bounds, ([low], i) => low / scales[i]),
    high: Float64Array.from(wish.bounds, ([, high], i) => high / scales[i]),
    toUnknowns,
    toTheta,
    async measure(x) {
      const sizes = new Float64Array(sets.length);
      for (let s = 0; s < sets.length; s++) {
        if (!(await goOn())) return undefined;
        const evaluated = await unlessCancelled(sets[s].evaluate(toTheta(x)));
        if (!evaluated) return undefined;
        sizes[s] = addUp(evaluated.ssr);
      }
      return sizes;
    },
    async linearize(x): Promise<Squares | undefined> {
      const theta = toTheta(x);
      if (!(await goOn())) return undefined;
      const own = await unlessCancelled(nominal.normal(theta));
      if (!own) return undefined;
      const {normal, gradient, ssr} = own;
      const common = toNormal(normal);
      if (sets[0] === nominal)
        return {normal: common, slopes: [toSlope(gradient)], sizes: [addUp(ssr)]};
      const slopes: Float64Array[] = [];
      const sizes: number[] = [];
      for (const set of sets) {
        if (!(await goOn())) return undefined;
        const evaluated = await unlessCancelled(set.evaluate(theta, true));
        if (!evaluated) return undefined;
        slopes.push(toSlope(evaluated.gradient!));
        sizes.push(addUp(evaluated.ssr));
      }
      return {normal: common, slopes, sizes};
    }
  };
}
