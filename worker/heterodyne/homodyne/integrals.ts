// ∫J and ∫γ̇ up to each frame, with their derivatives, in each form of the siblings.
import {ROW_REFERENCE, ROW_SLOPES, ROW_VELOCITY} from "../../../kernels-as/heterodyne/constants.ts";
import {strictMath} from "../../math.ts";
import {fillFrames, makeTable} from "../model/frames.ts";
import {countAll, makeGrid} from "../model/grid.ts";
import {fillSampled, makeRateRows, type RateRows, type Sampling} from "./sampled.ts";
import type {HomodyneForm, HomodyneIntegrals} from "./types.ts";

/** What of a measurement the integrals depend on. */
export interface FrameTimes {
  readonly frames: number;
  readonly dt: number;
  readonly firstFrame: number;
  /** only every so many of the measurement's frames: `frames` of them; dt and firstFrame are the measurement's. Default 1. */
  readonly every?: number;
}

export interface Integrals {
  readonly transport: RateRows;
  readonly shear: RateRows;
  /** takes D0, alpha, D_offset and, where there are 7 numbers, the shear rate's. */
  fill(theta: Float64Array, withSlopes: boolean): void;
}

export function makeIntegrals(
  form: HomodyneForm,
  integrals: HomodyneIntegrals,
  at: FrameTimes
): Integrals {
  return form === "paper" && integrals === "exact" ? continuous(at) : sampled(form, at);
}

/**
 * The frame table of the heterodyne model knows continuous integrals: of J, which is at least 0, and of v, which has no
 * floor. The shear rate takes the place of v: a flow that turns back undoes its strain.
 */
function continuous({frames, dt, firstFrame, every = 1}: FrameTimes): Integrals {
  const grid = makeGrid({semantics: "exact", frames, dt, firstFrame, every});
  const table = makeTable(grid, true);
  const row = (r: number): Float64Array =>
    table.numbers.subarray(r * table.stride, r * table.stride + frames);
  const rows = (value: number, slope: number): RateRows => ({
    integral: row(value),
    slopes: [row(ROW_SLOPES + slope), row(ROW_SLOPES + slope + 1), row(ROW_SLOPES + slope + 2)]
  });
  const whole = new Float64Array(14);
  return {
    transport: rows(ROW_REFERENCE, 0),
    shear: rows(ROW_VELOCITY, 6),
    fill(theta, withSlopes) {
      whole.set(theta.subarray(0, 3));
      if (theta.length > 3) whole.set(theta.subarray(3, 6), 6);
      fillFrames(grid, whole, table, withSlopes);
    }
  };
}

/** Both rates are kept at least here. */
const LEAST_RATE = 1e-10;

/**
 * v1 has its own origin of time; v2 takes no time before half a frame; rectangles are v1's. Sums are over all frames, also
 * where only some of them stay.
 */
function sampled(form: HomodyneForm, {frames, dt, firstFrame, every = 1}: FrameTimes): Integrals {
  const first = form === "v1" ? 0 : firstFrame;
  const earliest = form === "v2" ? 0.5 * dt : 0;
  const all = countAll(frames, every);
  const times = Float64Array.from({length: all}, (_, k) => Math.max((first + k) * dt, earliest));
  const logTimes = times.map((t) => (t > 0 ? strictMath.log(t) : 0));
  const sampling: Sampling = {rule: form === "v1" ? "rectangle" : "trapezoid", floor: LEAST_RATE};
  const transport = makeRateRows(all);
  const shear = makeRateRows(all);
  const fillRows = (rate: Float64Array, rows: RateRows): void => {
    fillSampled(rate, times, logTimes, dt, sampling, rows);
    if (every > 1) for (const row of [rows.integral, ...rows.slopes]) keepEvery(row, every, frames);
  };
  return {
    transport: headOf(transport, frames),
    shear: headOf(shear, frames),
    fill(theta) {
      fillRows(theta.subarray(0, 3), transport);
      if (theta.length > 3) fillRows(theta.subarray(3, 6), shear);
    }
  };
}

/** In place: what stays comes to the front. */
function keepEvery(row: Float64Array, every: number, frames: number): void {
  for (let k = 1; k < frames; k++) row[k] = row[k * every];
}

function headOf({integral, slopes: [amplitude, exponent, offset]}: RateRows, n: number): RateRows {
  const head = (row: Float64Array): Float64Array => row.subarray(0, n);
  return {integral: head(integral), slopes: [head(amplitude), head(exponent), head(offset)]};
}
