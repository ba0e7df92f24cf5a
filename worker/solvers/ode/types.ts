// What a reader sees of the solvers of ordinary differential equations.
import type {Run, Stats} from "../../work.ts";
import type {Points} from "../../model/types.ts";

/** Numbers to read: an array, a typed array. */
export type Numbers = ArrayLike<number>;

/**
 * The right-hand side of u' = f(u, p, t): a compiled model, or an ordinary function. It returns as many numbers as there
 * are states; a single state's may be a number.
 */
export type OdeModel = (u: number[], p: number[], t: number) => number | Numbers;

/**
 * "tsit5": explicit, order 5(4), the one to start with. "vern7": explicit, order 7(6), for rtol below 1e-8.
 * "rodas": Rosenbrock, order 5(4), for stiff problems and DAEs of index 1. "bdf": backward differences of order
 * 1 to 5, for stiff problems with many states or an expensive Jacobian. "auto": tsit5, and rodas from where the
 * problem turns out stiff (bdf for the sensitivities of a plain function).
 */
export type OdeMethod = "auto" | "tsit5" | "vern7" | "rodas" | "bdf";

/** How a solve ended. "converged": at the end of the span or at a terminal event. */
export type OdeStatus =
  "converged" | "maxSteps" | "diverged" | "nonfinite" | "singular" | "cancelled";

export interface OdeEvent {
  /** The event is where this passes zero; a compiled model or a function. */
  condition: (u: number[], p: number[], t: number) => number | number[];
  /** 1: only where it rises; −1: only where it falls; 0 (default): both. */
  direction?: 1 | -1 | 0;
  /** true: the solve ends there. */
  terminal?: boolean;
  /** The state after the event; the solve goes on from it. */
  affect?: (u: number[], p: number[], t: number) => Numbers;
}

/** An event that took place. */
export interface OdeEventRecord {
  t: number;
  /** the state, before what the event does to it. */
  u: Float64Array;
  /** its place in `events`. */
  index: number;
}

/** What every solve takes. */
interface Options {
  /** from where to where; backwards where the second is below the first. */
  t: readonly [number, number];
  /** the relative error tolerated in a step; default 1e-6. */
  rtol?: number;
  /** the absolute error tolerated in a step, for all states or for each; default 1e-9. */
  atol?: number | Numbers;
  /** steps tried at most, the rejected ones included; default 100,000. */
  maxSteps?: number;
  /** M of M·u' = f(u, p, t), by rows; a row of zeros makes its equation algebraic. Needs "rodas" or "bdf". */
  mass?: Numbers | readonly Numbers[];
}

export interface OdeOptions extends Options {
  /** the state at t[0]. */
  u0: number | Numbers;
  /** the parameters; default: none. */
  p?: number | Numbers;
  /** times to save, or the step between them (the end is saved too); default: the start and every step. */
  saveat?: number | Numbers;
  /** default "auto". */
  method?: OdeMethod;
  events?: readonly OdeEvent[];
  /** derivatives of the states to save with them. */
  sensitivities?: "p" | "u0" | readonly ("p" | "u0")[];
  /** for a plain function: df/du by rows; default: by differences. */
  jacobian?: OdeModel;
  /** false: `at` will not be asked for, and the steps need not be kept; default true. */
  dense?: boolean;
}

export interface OdeStats extends Stats {
  /** the methods used, in order. */
  methods: readonly Exclude<OdeMethod, "auto">[];
  steps: number;
  rejected: number;
  jacobians: number;
  factorisations: number;
}

export interface OdeSolution {
  t: Float64Array;
  /** one vector over the times for each state. */
  u: Float64Array[];
  status: OdeStatus;
  /** what the status means and what to try. */
  advice: string;
  events: OdeEventRecord[];
  /** ∂u/∂p and ∂u/∂u0: [parameter][state] is a vector over the times. */
  sensitivities?: {p?: Float64Array[][]; u0?: Float64Array[][]};
  stats: OdeStats;
  /** The state at any time of the span that was reached, by the method's own interpolant. */
  readonly at: (t: number) => Float64Array;
}

export interface OdeManyOptions extends Options {
  /** each state for every problem: d vectors of length n, or d numbers for all. */
  u0: Points;
  /** each parameter likewise. */
  p?: Points;
  /** times to save, or the step between them (the end is saved too); default: the end. */
  saveat?: number | Numbers;
  /** default "tsit5". */
  method?: "tsit5" | "vern7" | "rodas";
  /** at most this many of the CPU's threads; the bits do not depend on it. */
  threads?: number;
}

export interface OdeManySolution {
  t: Float64Array;
  /** [state][time] is a vector over the problems; NaN where a problem did not get. */
  u: Float64Array[][];
  /** how each problem ended: its place in `statuses`. */
  status: Int8Array;
  statuses: readonly OdeStatus[];
  /** what the worst of the statuses means and what to try. */
  advice: string;
  /** steps taken, and steps rejected, by each problem. */
  steps: Float64Array;
  rejected: Float64Array;
  stats: Stats;
}

export interface Ode {
  /**
   * Solves u' = f(u, p, t), or M·u' = f(u, p, t), from one state. Where a solution ends early (it grows without bound,
   * the steps run out, it is cancelled), what there is until then comes with a status that says so.
   */
  solve(model: OdeModel, options: OdeOptions): Run<OdeSolution>;
  /** Solves for many initial states or parameters at once, each with its own steps, in SIMD lanes and threads. */
  solveMany(model: OdeModel, options: OdeManyOptions): Run<OdeManySolution>;
  readonly methods: readonly OdeMethod[];
}
