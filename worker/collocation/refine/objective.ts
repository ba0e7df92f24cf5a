// The squares of one trajectory against the data, as the searches ask for them.
import {makeReducer, type Partial} from "../../optimize/reduce.ts";
import type {SquaresProbe} from "../../optimize/search.ts";
import type {OdeStatus} from "../../solvers/ode/types.ts";
import type {FitProblem} from "./asked.ts";
import type {Observed} from "./observed.ts";
import type {Shooter} from "./shoot.ts";

/** What is known of a point. */
export interface Evaluation {
  /** the unknowns: p, and u0 where it is fitted. */
  x: Float64Array;
  sse: number;
  /** the trajectory at the data's times, in the order of time. */
  fitted: Float64Array[];
  /** of the scaled unknowns. */
  reduced: Partial;
}

export interface Objective {
  /** Fills a probe of the scaled unknowns in; where the trajectory does not get to its end the value is infinite. */
  evaluate(probe: SquaresProbe): Promise<void>;
  /** of all points evaluated so far, the best. */
  readonly best: Evaluation | undefined;
  /** how the last trajectory that did not get to its end ended. */
  readonly failure: {status: OdeStatus; advice: string} | undefined;
}

export function makeObjective(
  problem: FitProblem,
  {shoot}: Shooter,
  observed: Observed = problem.observed
): Objective {
  const {m, k, scale, start} = problem;
  const byStart = k > m;
  const {times, places} = toTimes(observed.t);
  const reducer = makeReducer(k);
  const row = new Float64Array(k);
  let best: Evaluation | undefined;
  let last: Evaluation | undefined;
  let failure: Objective["failure"];

  const evaluateAt = async (x: Float64Array): Promise<Evaluation | undefined> => {
    const u0 = byStart ? x.subarray(m) : start.subarray(m);
    const {u, slopes, status, advice} = await shoot(x, u0, times, byStart);
    if (status !== "converged") {
      if (status !== "cancelled") failure = {status, advice};
      return undefined;
    }
    const fitted = u.map((values) => Float64Array.from(places, (place) => values[place]));
    reducer.clear();
    for (let i = 0; i < observed.n; i++) {
      const [values, weights] = [observed.values[i], observed.weights[i]];
      for (let t = 0; t < values.length; t++) {
        if (Number.isNaN(values[t])) continue;
        for (let j = 0; j < k; j++) row[j] = slopes[j][i][places[t]] * weights[t] * scale[j];
        reducer.add(row, [(fitted[i][t] - values[t]) * weights[t]]);
      }
    }
    const reduced = reducer.finish();
    return {x: x.slice(), sse: reduced.value, fitted, reduced};
  };

  return {
    get best() {
      return best;
    },
    get failure() {
      return failure;
    },
    async evaluate(probe) {
      const x = probe.x.map((value, j) => value * scale[j]);
      // the derivatives come with every trajectory: an accepted trial's are there already
      const isKnown = last?.x.every((value, j) => value === x[j]);
      const found = isKnown ? last : await evaluateAt(x);
      probe.value = found?.sse ?? Infinity;
      if (found === undefined) return;
      last = found;
      if (best === undefined || found.sse < best.sse) best = found;
      if (probe.wants === "value") return;
      probe.factor.set(found.reduced.factor);
      probe.projected.set(found.reduced.projected);
    }
  };
}

/** The different times, and which of them each datum has. */
export function toTimes(t: ArrayLike<number>): {times: number[]; places: Int32Array} {
  const times: number[] = [];
  const places = Int32Array.from(t, (time) => {
    if (times.length === 0 || times[times.length - 1] !== time) times.push(time);
    return times.length - 1;
  });
  return {times, places};
}
