// Bandwidths that follow from the number of points, the kernel, or another bandwidth.
import {pow, strictMath} from "../../math.ts";
import type {KernelShape} from "../types.ts";
import {SHAPES, slopeConstant, valueConstant} from "./kernelTable.ts";

/** n^(−2/7) (log n)^(−1/16), the original's rule: it looks neither at the data nor at the kernel. */
export function defaultBandwidth(n: number): number {
  return pow(n, -1 / 5) * pow(n, -3 / 35) * pow(strictMath.log(n), -1 / 16);
}

/**
 * From the bandwidth of a line's value to that of a parabola's slope (Fan and Gijbels 1996, section 3.2): optimal ones go
 * as n^(−1/5) and n^(−1/7) with a constant of the kernel each. What they owe to noise and curvature is taken to be the same.
 * Silverman's kernel, which has no constant for the line, takes epanechnikov's.
 */
export function slopeFromValue(bandwidth: number, n: number, kernel: KernelShape): number {
  const shape = SHAPES[kernel].mu2 === 0 ? SHAPES.epanechnikov : SHAPES[kernel];
  return bandwidth * (slopeConstant(shape) / valueConstant(shape)) * pow(n, 2 / 35);
}

/** 2.275/3.243: epanechnikov's constants for the slope and for the value of a parabola; other kernels' ratios differ by a tenth. */
const SLOPE_TO_PARABOLA = 0.7015;

/** From the best bandwidth of a parabola's value, n^(−1/9), to that of its slope, n^(−1/7). */
export function slopeFromParabola(bandwidth: number, n: number): number {
  return bandwidth * SLOPE_TO_PARABOLA * pow(n, -2 / 63);
}
