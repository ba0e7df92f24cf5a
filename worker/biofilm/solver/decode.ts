// Rows of an answer, as kernels-as/biofilm/constants.ts has them, as what was asked for.
import {
  EXPONENT_ROW,
  MANTISSA_ROW,
  MISFIT_ROW,
  stateRows
} from "../../../kernels-as/biofilm/constants.ts";
import {strictMath} from "../../math.ts";
import type {SolverCode, SolverRequest, Trajectory} from "./types.ts";

/** `row`: the number in a row of "states". */
export function toTrajectory(
  {case: {species}, at, tangents}: SolverRequest,
  row: (row: number) => number
): Trajectory {
  const width = 2 * species + 2;
  const stride = stateRows(species, tangents.length);
  const read = (first: number): Float64Array =>
    Float64Array.from(at, (_, time) => row(time * stride + first));
  const readState = (first: number): Float64Array[] =>
    Array.from({length: width}, (_, v) => read(first + v));
  return {
    state: readState(0),
    iterations: Int32Array.from(read(width)),
    tangents: Array.from(tangents, (_, k) => readState(width + 1 + k * width)),
    code: row(at.length * stride) as SolverCode
  };
}

const LOG_TWO_PI = 1.8378770664093453;

/** −½ (misfit + log Π v + N log 2π): `terms` is how many residuals there are. */
export function toLogLikelihood(rows: ArrayLike<number>, terms: number): number {
  const {LN2, log} = strictMath;
  const logDeterminant = log(rows[MANTISSA_ROW]) + rows[EXPONENT_ROW] * LN2;
  return -0.5 * (rows[MISFIT_ROW] + logDeterminant + terms * LOG_TWO_PI);
}
