// The fit's one number, out of the angles' sums of squares.
import type {TakenScan} from "../takenScan.ts";
import type {NormalOptions} from "../sums/types.ts";
import type {FitAsked} from "./asked.ts";

/** How sums of squares of angles come together. */
export interface Weighing {
  /** objective = Σ weight·ssr: the mean reduced chi2 where all angles have as many elements. */
  weights: Float64Array;
  toValue: (costs: Float64Array) => number;
  /** chi2 and reduced are means over the angles. */
  toMeans: (ssr: Float64Array) => {chi2: number; reduced: number};
}

/** `sigmas`: one each of the angles at `places`; `parameters`: how many the model has. */
export function toWeighing(
  taken: TakenScan,
  places: readonly number[],
  sigmas: Float64Array,
  parameters: number
): Weighing {
  const freedoms = places.map((place) => Math.max(taken.angles[place].points - parameters, 1));
  const all = freedoms.reduce((sum, freedom) => sum + freedom, 0);
  const count = places.length;
  const weights = sigmas.map((sigma) => 1 / (sigma * sigma * all));
  return {
    weights,
    toValue: (costs) => costs.reduce((sum, cost, a) => sum + weights[a] * cost, 0),
    toMeans(ssr) {
      let [chi2, reduced] = [0, 0];
      for (let a = 0; a < count; a++) {
        const own = ssr[a] / (sigmas[a] * sigmas[a]);
        chi2 += own / count;
        reduced += own / freedoms[a] / count;
      }
      return {chi2, reduced};
    }
  };
}

/** Robust losses begin at so many sigmas. */
export function toLoss(
  {loss, lossScale}: Pick<FitAsked, "loss" | "lossScale">,
  sigmas: Float64Array
): NormalOptions | undefined {
  if (loss === "squares") return undefined;
  return {loss, lossScale: sigmas.map((sigma) => lossScale * sigma)};
}
