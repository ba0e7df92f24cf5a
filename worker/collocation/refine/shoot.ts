// A piece of trajectory with its derivatives: what every fit here is made of.
import type {Models} from "../../model/models.ts";
import type {Pace} from "../../pace.ts";
import {march} from "../../solvers/ode/march.ts";
import {isCompiled} from "../../solvers/ode/system.ts";
import type {OdeModel, OdeSolution} from "../../solvers/ode/types.ts";
import type {FitProblem} from "./asked.ts";

const MOST_STEPS = 100_000;

export interface Shooter {
  /**
   * The states at the times, from u0 at the first of them on, with their derivatives by p and, where `byStart`, by u0.
   * x holds p first; u0 begins at `place`.
   */
  readonly shoot: (
    x: Float64Array,
    u0: ArrayLike<number>,
    times: number[],
    byStart: boolean
  ) => Promise<Shot>;
  /** calls of the right-hand side so far. */
  readonly evaluations: number;
}

export type Shot = Pick<OdeSolution, "u" | "status" | "advice"> & {
  /** [p …, u0 …][state] is a vector over the times. */
  slopes: Float64Array[][];
};

/**
 * A derivative by q has the size of u/q, so its absolute tolerance is that of the states over q's scale: rate constants
 * of 1e7 have derivatives of 1e-9, which the states' own tolerance would leave to chance.
 */
function toTolerances({atol, m, observed, scale}: FitProblem, byStart: boolean): number[] {
  const {n} = observed;
  const count = m + (byStart ? n : 0);
  const own = new Array<number>(n).fill(atol);
  return own.concat(...Array.from({length: count}, (_, k) => own.map((one) => one / scale[k])));
}

export function makeShooter(problem: FitProblem, model: OdeModel, pace: Pace): Shooter {
  const {m, rtol, method} = problem;
  let evaluations = 0;
  /** steps per time, the most that a trajectory needed. */
  let densest = 0;
  return {
    get evaluations() {
      return evaluations;
    },
    async shoot(x, u0, times, byStart) {
      const span = times[times.length - 1] - times[0];
      const solution = await march(
        {
          model,
          u0: Array.from(u0),
          p: Array.from(x.subarray(0, m)),
          from: times[0],
          to: times[times.length - 1],
          times,
          rtol,
          atol: toTolerances(problem, byStart),
          maxSteps: toMaxSteps(densest * span),
          method,
          events: [],
          mass: undefined,
          wanted: byStart ? ["p", "u0"] : ["p"],
          jacobian: undefined,
          dense: false
        },
        pace
      );
      const {steps, rejected} = solution.stats;
      evaluations += solution.stats.evaluations;
      if (solution.status === "converged") densest = Math.max(densest, (steps + rejected) / span);
      const {p = [], u0: byU0 = []} = solution.sensitivities ?? {};
      const {u, status, advice} = solution;
      return {u, status, advice, slopes: [...p, ...byU0]};
    }
  };
}

/** A trial that needs far more steps than any before is refused: it is far off, and would cost more than all of them. */
function toMaxSteps(usual: number): number {
  return usual === 0 ? MOST_STEPS : Math.min(Math.ceil(1000 + 20 * usual), MOST_STEPS);
}

/** What differentiates exactly where that can be had: a plain function is compiled, if it compiles. */
export async function toModel(
  {what, rhs, observed, m, method}: Pick<FitProblem, "what" | "rhs" | "observed" | "m" | "method">,
  compile: Models["compile"]
): Promise<OdeModel> {
  const plain = rhs;
  if (isCompiled(plain)) return plain;
  const all: [string, number][] = [["u", observed.n], ["p", m], ["t", 1]]; // prettier-ignore
  // a function that reads its arguments otherwise than by name says so with a length of 0
  const taken = all.slice(0, plain.length || 3);
  const names = taken.map(([name]) => name).join(", ");
  try {
    const sizes = Object.fromEntries(taken);
    // what cannot be compiled throws at once or later
    return await compile(`(${names}) => rhs(${names})`, sizes, {helpers: {rhs: plain}});
  } catch (error) {
    if (method !== "rodas") return plain;
    throw new RangeError(
      `${what}: expected a model that compiles for method "rodas" (or ask for "bdf"), got one that does not: ${(error as Error).message}`
    );
  }
}
