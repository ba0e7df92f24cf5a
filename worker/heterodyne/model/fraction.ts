// x = f0·exp(f1·(t − f2)) + f3 within 0 and 1. Twin of kernels-as/heterodyne/fraction.as.ts.
import {
  EXPONENT_MOST, EXPONENT_V1, EXPONENT_V2, ROW_FRACTION, SHARPNESS
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {strictMath} from "../../math.ts";
import type {Semantics} from "../types.ts";
import {findSlopes} from "./slopes.ts";
import type {FrameGrid, FrameTable} from "./types.ts";

const {exp, log1p} = strictMath;

const EXPONENTS: Record<Semantics, number> = {
  exact: EXPONENT_MOST,
  v1: EXPONENT_V1,
  v2: EXPONENT_V2,
  xpcsjax: EXPONENT_MOST
};

export function fillFraction(
  {semantics, frames, times}: FrameGrid,
  theta: Float64Array,
  table: FrameTable,
  withSlopes: boolean
): void {
  const {stride, numbers} = table;
  const f0 = theta[9];
  const f1 = theta[10];
  const f2 = theta[11];
  const f3 = theta[12];
  const most = EXPONENTS[semantics];
  const isSmooth = semantics === "xpcsjax";
  const rate = -f0 * f1;
  const value = ROW_FRACTION * stride;
  const slopes = findSlopes(table, ROW_FRACTION);
  for (let k = 0; k < frames; k++) {
    const lag = times[k] - f2;
    const exponent = f1 * lag;
    const grown = exp(Math.min(Math.max(exponent, -most), most));
    const x = f0 * grown + f3;
    numbers[value + k] = isSmooth ? limitSmoothly(x) : Math.min(Math.max(x, 0), 1);
    if (!withSlopes) continue;
    // 0 where the fraction is held at 0 or 1; on the limit itself it may still leave it
    const slope = isSmooth ? slopeOfLimit(x) : x >= 0 && x <= 1 ? 1 : 0;
    const isFree = slope > 0;
    const isMoving = isFree && Math.abs(exponent) <= most;
    numbers[slopes + k] = isFree ? slope * grown : 0;
    numbers[slopes + stride + k] = isMoving ? slope * (f0 * lag * grown) : 0;
    numbers[slopes + 2 * stride + k] = isMoving ? slope * (rate * grown) : 0;
    numbers[slopes + 3 * stride + k] = slope;
  }
}

/** xpcsjax: softplus from below, then from above. */
function limitSmoothly(x: number): number {
  const low = softplus(SHARPNESS * x) / SHARPNESS;
  return 1 - softplus(SHARPNESS * (1 - low)) / SHARPNESS;
}

function slopeOfLimit(x: number): number {
  const low = softplus(SHARPNESS * x) / SHARPNESS;
  return sigmoid(SHARPNESS * x) * sigmoid(SHARPNESS * (1 - low));
}

/** ln(1 + e^z) */
function softplus(z: number): number {
  return Math.max(z, 0) + log1p(exp(Math.max(-Math.abs(z), -EXPONENT_MOST)));
}

/** 1/(1 + e^−z), and 0 where that is next to nothing: it multiplies what may be as large as it is small. */
function sigmoid(z: number): number {
  const small = exp(Math.max(-Math.abs(z), -EXPONENT_MOST));
  const share = z >= 0 ? 1 : z >= -EXPONENT_MOST ? small : 0;
  return share / (1 + small);
}
