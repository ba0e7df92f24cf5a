// Derivatives of Σc and Σc² over i < j by a, b, F and x of each frame: what follows a frame from the left, and from the
// right. Twin: kernels-as/programs/heterodyneSums/traceSlopes.as.ts.
import {
  RESULT_BY_DATA, RESULT_BY_SQUARES, RESULT_BY_SUM
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import type {Room} from "./room.ts";
import {follow, openTrace, type Trace} from "./trace.ts";

/** What is in the place of the rows, derivatives of Σec, becomes derivatives of ssr. */
export function addTraces(room: Room): void {
  const {m, stride, frames, angle} = room;
  const byData = m[angle.results + RESULT_BY_DATA];
  for (let k = 0; k < 4; k++) {
    for (let i = 0; i < stride; i++) m[angle.rows + k * stride + i] *= byData;
  }
  const bySum = m[angle.results + RESULT_BY_SUM];
  const bySquares = m[angle.results + RESULT_BY_SQUARES];
  const fromLeft = openTrace(room);
  for (let j = 1; j < frames; j++) {
    follow(room, fromLeft, j - 1, j - 1);
    add(room, fromLeft, j, -1, bySum, bySquares);
  }
  const fromRight = openTrace(room);
  for (let i = frames - 2; i >= 0; i--) {
    follow(room, fromRight, i + 1, i);
    add(room, fromRight, i, 1, bySum, bySquares);
  }
}

/** `sign`: of derivatives by what only differences of count: the frame is the first of its pairs, or the second. */
function add(
  {m, stride, angle}: Room,
  {sums, r, s, x, rSlope, xSlope}: Trace,
  i: number,
  sign: number,
  bySum: number,
  bySquares: number
): void {
  const [R, S, X] = [m[r + i], m[s + i], m[x + i]];
  const [slope, cross] = [m[rSlope + i], m[xSlope + i]];
  const [RS, RX, SX] = [R * S, R * X, S * X];
  const even = 4 * sums[6] + 2 * sums[7];
  const mixed = 2 * (RS * even);
  const [first, second] = [4 * (RX * sums[9]), 4 * (SX * sums[11])];
  const once = 2 * (X * sums[2]);
  const squareA = 4 * (R * R * sums[4]) + mixed + (3 * first + second);
  const squareB = 4 * (S * S * sums[5]) + mixed + (first + 3 * second);
  const squareF = 4 * (RS * sums[8] + (RX * sums[10] + SX * sums[12]));
  const pure = 2 * (slope * (R * sums[4] - S * sums[5]));
  const blend = slope * (S - R) * even;
  const ends = 4 * ((slope * X + R * cross) * sums[9] + (S * cross - slope * X) * sums[11]);
  const onceX = slope * (sums[0] - sums[1]) + 2 * (cross * sums[2]);
  const at = angle.rows + i;
  m[at] += sign * (bySum * (2 * (R * sums[0]) + once) + bySquares * squareA);
  m[at + stride] += sign * (bySum * (2 * (S * sums[1]) + once) + bySquares * squareB);
  m[at + 2 * stride] += sign * (bySum * (2 * (X * sums[3])) + bySquares * squareF);
  m[at + 3 * stride] += bySum * onceX + bySquares * (pure + blend + ends);
}
