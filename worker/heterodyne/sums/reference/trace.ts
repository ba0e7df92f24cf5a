// Sums over one side of a frame j that follow it from frame to frame: all of Σc and Σc² in one pass, and no pair is
// formed. Twin: kernels-as/programs/heterodyneSums/trace.as.ts.
import {
  SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X, STEP_A, STEP_B
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {rowOf, type Room} from "./room.ts";

/**
 * With A and B the decays from i to j, D = F_j − F_i, all over i: R·A², S·B² and X·A·B·(cos D, sin D); then those of the
 * squares: R²·A⁴, S²·B⁴, RS·A²·B² times 1, cos 2D and sin 2D, RX·A³·B and SX·A·B³ times cos D and sin D.
 */
export interface Trace {
  sums: Float64Array;
  /** places of rows. */
  r: number;
  s: number;
  x: number;
  rSlope: number;
  xSlope: number;
  stepA: number;
  stepB: number;
}

export function openTrace(room: Room): Trace {
  const [r, s, x, rSlope, xSlope, stepA, stepB] = [
    SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X, STEP_A, STEP_B
  ].map((row) => rowOf(room, row)); // prettier-ignore
  return {sums: new Float64Array(13), r, s, x, rSlope, xSlope, stepA, stepB};
}

/** Takes frame `i` among the summed and goes on to its neighbour; `step`: the earlier of the two frames. */
export function follow({m, angle}: Room, trace: Trace, i: number, step: number): void {
  const {sums, r, s, x, stepA, stepB} = trace;
  const [R, S, X] = [m[r + i], m[s + i], m[x + i]];
  const [a, b] = [m[stepA + step], m[stepB + step]];
  const [cosine, sine] = [angle.cosine + step, angle.sine + step];
  const cos = m[cosine] * m[cosine + 1] + m[sine] * m[sine + 1];
  const sin = m[cosine] * m[sine + 1] - m[sine] * m[cosine + 1];
  const [aa, bb, ab] = [a * a, b * b, a * b];
  const [p, q] = [ab * cos, ab * sin];
  const squares = ab * ab;
  sums[0] = (sums[0] + R) * aa;
  sums[1] = (sums[1] + S) * bb;
  turn(sums, 2, X, p, q);
  sums[4] = (sums[4] + R * R) * (aa * aa);
  sums[5] = (sums[5] + S * S) * (bb * bb);
  sums[6] = (sums[6] + R * S) * squares;
  turn(sums, 7, R * S, p * p - q * q, 2 * (p * q));
  turn(sums, 9, R * X, aa * p, aa * q);
  turn(sums, 11, S * X, bb * p, bb * q);
}

function turn(sums: Float64Array, at: number, more: number, p: number, q: number): void {
  const [u, v] = [sums[at] + more, sums[at + 1]];
  sums[at] = u * p - v * q;
  sums[at + 1] = u * q + v * p;
}

/** Σc and Σc² over i < j. */
export function sumTrace(room: Room): {sum: number; squares: number} {
  const {m, frames} = room;
  const trace = openTrace(room);
  const {sums, r, s, x} = trace;
  let sum = 0;
  let squares = 0;
  for (let j = 1; j < frames; j++) {
    follow(room, trace, j - 1, j - 1);
    const [R, S, X] = [m[r + j], m[s + j], m[x + j]];
    sum += R * sums[0] + S * sums[1] + 2 * X * sums[2];
    const even = 4 * sums[6] + 2 * sums[7];
    const odd = 4 * (R * X) * sums[9] + 4 * (S * X) * sums[11];
    squares += R * R * sums[4] + S * S * sums[5] + (R * S * even + odd);
  }
  return {sum, squares};
}
