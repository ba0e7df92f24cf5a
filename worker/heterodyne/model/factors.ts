// The correlation as a sum of four products, c_ij = Σ u_k(i)·w_k(j) for j > i, frame by frame: transcendental functions are
// needed for each frame, not for each pair. Exponents of u are relative to the end of a block of frames and those of w to its
// beginning, so none is above 0; what is left over, for each pair of blocks, is in `linkBlocks`.
import {
  BLOCK, ROW_FRACTION, ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {strictMath} from "../../math.ts";
import type {FrameTable} from "./types.ts";

const {cos, exp, sin} = strictMath;

/** Four rows of `stride` numbers each of u, then of w. */
export interface Factors {
  readonly table: FrameTable;
  /** ½q² */
  readonly half: number;
  readonly u: Float64Array;
  readonly w: Float64Array;
}

export function makeFactors(table: FrameTable, q: number, factor: number): Factors {
  const {frames, stride, numbers} = table;
  const half = 0.5 * q * q;
  const u = new Float64Array(4 * stride);
  const w = new Float64Array(4 * stride);
  for (let k = 0; k < frames; k++) {
    const begin = k - (k % BLOCK);
    const end = Math.min(begin + BLOCK, frames) - 1;
    const a = numbers[ROW_REFERENCE * stride + k];
    const b = numbers[ROW_SAMPLE * stride + k];
    const x = numbers[ROW_FRACTION * stride + k];
    const turn = factor * numbers[ROW_VELOCITY * stride + k];
    const cosine = cos(turn);
    const sine = sin(turn);
    const early = exp(half * (a - numbers[ROW_REFERENCE * stride + end]));
    const early2 = exp(half * (b - numbers[ROW_SAMPLE * stride + end]));
    const late = exp(half * (numbers[ROW_REFERENCE * stride + begin] - a));
    const late2 = exp(half * (numbers[ROW_SAMPLE * stride + begin] - b));
    const rest = 1 - x;
    const norm = 1 / (x * x + rest * rest);
    const both = x * rest * norm;
    const reference = rest * rest * norm;
    const sample = x * x * norm;
    u[k] = reference * early * early;
    u[stride + k] = sample * early2 * early2;
    u[2 * stride + k] = both * early * early2 * cosine;
    u[3 * stride + k] = both * early * early2 * sine;
    w[k] = reference * late * late;
    w[stride + k] = sample * late2 * late2;
    w[2 * stride + k] = 2 * both * late * late2 * cosine;
    w[3 * stride + k] = 2 * both * late * late2 * sine;
  }
  return {table, half, u, w};
}

/** What u and w of two blocks, I before J, lack: factors of k = 1, of k = 2, and of k = 3 and 4, into `into`. */
export function linkBlocks(
  {table, half}: Factors,
  end: number,
  begin: number,
  into: Float64Array
): void {
  const {stride, numbers} = table;
  const a = ROW_REFERENCE * stride;
  const b = ROW_SAMPLE * stride;
  const first = exp(half * (numbers[a + end] - numbers[a + begin]));
  const second = exp(half * (numbers[b + end] - numbers[b + begin]));
  into[0] = first * first;
  into[1] = second * second;
  into[2] = first * second;
}
