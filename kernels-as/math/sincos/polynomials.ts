// The scalar twins of the polynomials in lane.as.ts, on |y| ≤ π/4 with a small tail t.
import {
  COS_1,
  COS_2,
  COS_3,
  COS_4,
  COS_5,
  COS_6,
  SIN_1,
  SIN_2,
  SIN_3,
  SIN_4,
  SIN_5,
  SIN_6
} from "./sincosTables.ts";

/** sin(y + t) */
export function sinPolynomial(y: number, t: number): number {
  const z = y * y;
  const w = z * z;
  const v = z * y;
  const low = z * SIN_3 + SIN_2;
  const high = z * SIN_5 + SIN_4;
  const r = w * (w * SIN_6 + high) + low;
  const inner = 0.5 * t - v * r;
  return y - (z * inner - t - v * SIN_1);
}

/** cos(y + t) */
export function cosPolynomial(y: number, t: number): number {
  const z = y * y;
  const w = z * z;
  const low = z * COS_2 + COS_1;
  const middle = z * COS_4 + COS_3;
  const high = z * COS_6 + COS_5;
  const q = w * (w * high + middle) + low;
  const half = 0.5 * z;
  const c = 1 - half;
  return c + (1 - c - half + (w * q - y * t));
}
