// The two integrators: the module of each, the room it takes, and its twin in TypeScript.
import {SPECIES, STEPS, TANGENTS, TIMES} from "../../../kernels-as/biofilm/constants.ts";
import {adaptiveVectors} from "../../../kernels-as/programs/biofilmAdaptive/constants.ts";
import {fixedVectors} from "../../../kernels-as/programs/biofilmFixed/constants.ts";
import {computeAdaptive} from "./adaptive/reference.ts";
import {computeFixed} from "./reference/trajectory.ts";
import type {SolverRequest} from "./types.ts";

export interface Integrator {
  /** folder of kernels-as/programs. */
  folder: string;
  /** vectors of scratch after those of `pointVectors`. */
  vectors: (settings: Float64Array) => number;
  /** roughly what a point costs, in additions. */
  cost: (settings: Float64Array) => number;
  /** The same as the program, one point on this thread: `values` are the numbers that vary, `rows` takes the answer. */
  compute: (settings: Float64Array, values: ArrayLike<number>, rows: Float64Array) => void;
}

/** How often Newton turns in a step of the grid. */
const TURNS = 2;
/** What an adaptive trajectory takes, in steps of a grid. */
const ADAPTIVE_STEPS = 500;

function stepCost(settings: Float64Array): number {
  const m = 2 * settings[SPECIES];
  return TURNS * ((m * m * m) / 3 + 20 * m) + settings[TANGENTS] * (m * m + m);
}

export const INTEGRATORS: Record<SolverRequest["integrator"], Integrator> = {
  fixed: {
    folder: "biofilmFixed",
    vectors: (settings) => fixedVectors(settings[SPECIES], settings[TANGENTS]),
    cost: (settings) => settings[STEPS] * stepCost(settings),
    compute: computeFixed
  },
  adaptive: {
    folder: "biofilmAdaptive",
    vectors: (settings) =>
      adaptiveVectors(settings[SPECIES], settings[TANGENTS], settings[TIMES], settings[STEPS]),
    cost: (settings) => ADAPTIVE_STEPS * stepCost(settings),
    compute: computeAdaptive
  }
};
