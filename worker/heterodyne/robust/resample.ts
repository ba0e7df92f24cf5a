// Scenarios: what else might have been measured. The fit stays, its residuals are dealt anew, such that what belongs together
// stays together: all lags of neighbouring ages are moved as a piece along their diagonals, and a pair and its mirror image
// stay equal. (Residuals of a two-time correlation are correlated along age and lag: elements drawn one by one would make
// scenarios much smoother than the measurement, which is what the original does.)
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {momentsOf} from "../scan/moments.ts";
import type {TakenAngle} from "../takenScan.ts";

/** Far from the streams that a reader will name: "hets". */
const STREAM = 0x68657473;

export interface Dealing {
  /** how many ages are moved as a piece; the whole diagonal: a circular shift. */
  block: number;
  /** for each block of ages, where its residuals are taken from. */
  starts: Float64Array;
}

/** Draws where the blocks of a scenario's angle come from. */
export function dealBlocks(
  seed: number,
  scenario: number,
  angle: number,
  frames: number,
  block: number
): Dealing {
  const draws = makeDraws(seed, STREAM + angle, scenario);
  const starts = Float64Array.from({length: Math.ceil(frames / block)}, () =>
    draws.integer(frames)
  );
  return {block, starts};
}

/**
 * Residuals dealt anew, N×N and symmetric. Lag by lag: age i of the block that begins at b takes the residual of age
 * start + i − b, around the end of its diagonal. Places that do not count have no residual.
 */
export function resample(
  residuals: Float64Array,
  frames: number,
  {block, starts}: Dealing
): Float64Array {
  const out = new Float64Array(frames * frames);
  for (let lag = 0; lag < frames; lag++) {
    const length = frames - lag;
    for (let i = 0; i < length; i++) {
      const b = Math.floor(i / block);
      const from = (starts[b] + i - b * block) % length;
      const value =
        (residuals[from * frames + from + lag] + residuals[(from + lag) * frames + from]) / 2;
      out[i * frames + i + lag] = value;
      out[(i + lag) * frames + i] = value;
    }
  }
  return out;
}

/** What a fit leaves: 0 where an element does not count. */
export function toResiduals(
  {data, weights}: TakenAngle,
  theory: Float64Array,
  contrast: number,
  offset: number
): Float64Array {
  return data.map((e, k) => (weights?.[k] === 0 ? 0 : e - contrast * theory[k] - offset));
}

/** The angle as it would have been taken with other residuals. */
export function exchange(
  angle: TakenAngle,
  residuals: Float64Array,
  dealt: Float64Array
): TakenAngle {
  const {weights} = angle;
  const data = angle.data.map((e, k) => e - residuals[k] + dealt[k]);
  const moments = momentsOf(data, weights);
  return Object.freeze({
    ...angle,
    ...moments,
    data,
    deviation: Math.sqrt(moments.see / moments.total)
  });
}
