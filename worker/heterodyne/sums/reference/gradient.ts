// From derivatives by a, b, F and x of the frames to those by the 14 parameters.
// Twin: kernels-as/programs/heterodyneSums/gradient.as.ts.
import {PARAMETERS, ROW_SLOPES, ROW_VELOCITY} from "../../../../kernels-as/heterodyne/constants.ts";
import {
  RESULT_BY_DATA, RESULT_FLAT, RESULT_GRADIENT
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import type {Room} from "./room.ts";
import {addTraces} from "./traceSlopes.ts";

/** Parameters before these belong to a, b, F and x. */
const ENDS = [3, 6, 9, 13];

export function differentiate(room: Room): void {
  const {m, stride, angle, table, halfQ2} = room;
  const {rows, results} = angle;
  const isFlat = m[results + RESULT_FLAT] !== 0;
  if (!isFlat) addTraces(room);
  const unit = isFlat ? m[results + RESULT_BY_DATA] : 1;
  const factors = [halfQ2, halfQ2, angle.factor, 1];
  let kind = 0;
  for (let p = 0; p < PARAMETERS - 1; p++) {
    if (p === ENDS[kind]) kind++;
    const sum = multiply(room, rows + kind * stride, table + (ROW_SLOPES + p) * stride);
    m[results + RESULT_GRADIENT + p] = unit * factors[kind] * sum;
  }
  const turned = multiply(room, rows + 2 * stride, table + ROW_VELOCITY * stride);
  m[results + RESULT_GRADIENT + PARAMETERS - 1] = unit * angle.slope * turned;
}

/** Σ over frames of two rows' products. */
function multiply({m, stride}: Room, a: number, b: number): number {
  let [even, odd] = [0, 0];
  for (let i = 0; i < stride; i += 2) {
    even += m[a + i] * m[b + i];
    odd += m[a + i + 1] * m[b + i + 1];
  }
  return even + odd;
}
