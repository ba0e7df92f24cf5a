// J(t), v(t) and x(t), with the band that a covariance of the parameters gives them.
import {
  PARAMETERS, ROW_FRACTION, ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {checkVector, show} from "../../check.ts";
import {toTheta} from "../parameters.ts";
import type {HeterodyneTheta, RateCurves, Rates, RatesOptions} from "../types.ts";
import {fillFraction} from "./fraction.ts";
import {makeTable} from "./frames.ts";
import {toTimes, type TakenTimes} from "./geometry.ts";
import {makeGrid} from "./grid.ts";
import {sample} from "./sampled.ts";
import {findSlopes} from "./slopes.ts";
import type {FrameTable} from "./types.ts";

/** What a fit has of this. */
export interface Fitted {
  theta: ArrayLike<number>;
  covariance: ArrayLike<number>;
}

export type RatesOf = (theta: HeterodyneTheta | Fitted, options: RatesOptions) => Promise<Rates>;

/** `heterodyne.rates` */
export function makeRates(): RatesOf {
  return (theta, options) => {
    const what = "heterodyne.rates";
    const times = toTimes(what, options, ["divisor", "covariance"]);
    const divisor: unknown = options.divisor ?? 2;
    if (divisor !== 2 && divisor !== 6)
      throw new RangeError(`${what}: expected divisor as 2 or 6, got ${show(divisor)}`);
    const fitted = isFitted(theta) ? theta : undefined;
    const covariance = options.covariance ?? fitted?.covariance;
    const vector = toTheta(what, fitted ? fitted.theta : theta);
    return Promise.resolve(compute(vector, times, divisor, toMatrix(what, covariance)));
  };
}

function isFitted(value: unknown): value is Fitted {
  return typeof value === "object" && value !== null && "theta" in value;
}

function toMatrix(what: string, covariance: unknown): ArrayLike<number> | undefined {
  if (covariance === undefined) return undefined;
  checkVector(what, "covariance", covariance);
  if (covariance.length === PARAMETERS * PARAMETERS) return covariance;
  throw new RangeError(
    `${what}: expected covariance with ${PARAMETERS}×${PARAMETERS} numbers, got ${covariance.length}`
  );
}

function compute(
  theta: Float64Array,
  times: TakenTimes,
  divisor: number,
  covariance: ArrayLike<number> | undefined
): Rates {
  const grid = makeGrid(times);
  const table = makeTable(grid, true);
  for (const row of [ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY])
    sample(grid, theta, table, row, true);
  fillFraction(grid, theta, table, true);
  const {stride, frames, numbers} = table;
  const curves = toCurves((row) => numbers.slice(row * stride, row * stride + frames), divisor);
  const rates: Rates = {t: grid.times.slice(), ...curves};
  if (covariance) rates.errors = toCurves((row) => spread(table, row, covariance), divisor);
  return rates;
}

function toCurves(curveOf: (row: number) => Float64Array, divisor: number): RateCurves {
  const reference = curveOf(ROW_REFERENCE);
  const sampled = curveOf(ROW_SAMPLE);
  return {
    J_ref: reference,
    J_sample: sampled,
    v: curveOf(ROW_VELOCITY),
    x: curveOf(ROW_FRACTION),
    D_ref: reference.map((value) => value / divisor),
    D_sample: sampled.map((value) => value / divisor)
  };
}

/** √(gᵀCg) of each frame, g the derivatives of the row by its own parameters. */
function spread(table: FrameTable, row: number, covariance: ArrayLike<number>): Float64Array {
  const {stride, frames, numbers} = table;
  const slopes = findSlopes(table, row);
  const first = 3 * row;
  const count = row === ROW_FRACTION ? 4 : 3;
  return Float64Array.from({length: frames}, (_, k) => {
    let variance = 0;
    for (let a = 0; a < count; a++) {
      const slope = numbers[slopes + a * stride + k];
      for (let b = 0; b < count; b++) {
        const factor = slope * numbers[slopes + b * stride + k];
        // what the data cannot tell is NaN, and does not matter where it plays no part
        if (factor !== 0) variance += factor * covariance[(first + a) * PARAMETERS + first + b];
      }
    }
    return Math.sqrt(Math.max(variance, 0));
  });
}
