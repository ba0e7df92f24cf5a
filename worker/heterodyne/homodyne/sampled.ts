// Integrals of power laws as programs have them that know a rate at the frames only.
import {pow} from "../../math.ts";

/** How a program turns A·t^p + offset into sums over frames. */
export interface Sampling {
  rule: "rectangle" | "trapezoid";
  /** a rate is at least this. */
  floor: number;
}

/** An integral at the frames, and its derivatives by amplitude, exponent and offset. */
export interface RateRows {
  readonly integral: Float64Array;
  readonly slopes: readonly [Float64Array, Float64Array, Float64Array];
}

export const makeRateRows = (frames: number): RateRows => ({
  integral: new Float64Array(frames),
  slopes: [new Float64Array(frames), new Float64Array(frames), new Float64Array(frames)]
});

/** Before this time (seconds) a falling power law counts as nothing, as the original has it. */
const INSTANT = 1e-10;

/** Fills the rows for A·t^p + offset, sampled at `times` (of frames dt apart), from 0 at the first frame. */
export function fillSampled(
  rate: ArrayLike<number>,
  times: Float64Array,
  logTimes: Float64Array,
  dt: number,
  sampling: Sampling,
  rows: RateRows
): void {
  const [amplitude, exponent, offset] = [rate[0], rate[1], rate[2]];
  const [byAmplitude, byExponent, byOffset] = rows.slopes;
  times.forEach((t, k) => {
    const power = exponent < 0 && t <= INSTANT ? 0 : pow(t, exponent);
    const value = amplitude * power + offset;
    const isFree = value >= sampling.floor;
    rows.integral[k] = isFree ? value : sampling.floor;
    byAmplitude[k] = isFree ? power : 0;
    byExponent[k] = isFree && t > 0 ? amplitude * power * logTimes[k] : 0;
    byOffset[k] = isFree ? 1 : 0;
  });
  for (const row of [rows.integral, ...rows.slopes]) accumulate(row, dt, sampling.rule);
}

/** Samples become their running integral, 0 at the first. */
export function accumulate(row: Float64Array, dt: number, rule: Sampling["rule"]): void {
  let sum = 0;
  let before = row[0];
  row[0] = 0;
  for (let k = 1; k < row.length; k++) {
    const sample = row[k];
    sum += rule === "rectangle" ? sample * dt : 0.5 * dt * (before + sample);
    before = sample;
    row[k] = sum;
  }
}
