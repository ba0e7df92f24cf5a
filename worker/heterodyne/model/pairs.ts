// One element of the correlation at a time, where the product form would not do.
import {
  ROW_FRACTION, ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {strictMath} from "../../math.ts";
import type {FrameTable} from "./types.ts";

const {cos, exp} = strictMath;

/** c_ij of i < j; `least`: what v2 and xpcsjax add to the square of an integral, else 0. */
export function correlatePair(
  {stride, numbers}: FrameTable,
  half: number,
  factor: number,
  least: number,
  i: number,
  j: number
): number {
  const a = half * widen(gap(numbers, ROW_REFERENCE * stride, i, j), least);
  const b = half * widen(gap(numbers, ROW_SAMPLE * stride, i, j), least);
  const turn = factor * gap(numbers, ROW_VELOCITY * stride, i, j);
  const x = numbers[ROW_FRACTION * stride + i];
  const y = numbers[ROW_FRACTION * stride + j];
  const reference = (1 - x) * (1 - y) * exp(-a);
  const sample = x * y * exp(-b);
  const norm = (x * x + (1 - x) * (1 - x)) * (y * y + (1 - y) * (1 - y));
  return (reference * reference + sample * sample + 2 * reference * sample * cos(turn)) / norm;
}

function gap(numbers: Float64Array, row: number, i: number, j: number): number {
  return numbers[row + j] - numbers[row + i];
}

function widen(gap: number, least: number): number {
  return least > 0 ? Math.sqrt(gap * gap + least) : gap;
}
