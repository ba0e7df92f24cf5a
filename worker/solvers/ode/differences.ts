// Derivatives of plain functions by central differences: what stands in for a compiled model's exact ones.
import type {Vector} from "./core/shapes.ts";

/** The cube root of the rounding error, where the errors of a central difference balance. */
const STEP = 6e-6;

/** The derivative of f at x, outputs × inputs by rows. */
export function differentiate(f: (x: number[]) => Vector, x: Vector, outputs: number): number[] {
  const n = x.length;
  const point = Array.from(x);
  const out = new Array<number>(outputs * n);
  for (let j = 0; j < n; j++) {
    const step = STEP * Math.max(Math.abs(x[j]), 1e-3);
    const above = x[j] + step;
    const below = x[j] - step;
    point[j] = above;
    const up = Array.from(f(point));
    point[j] = below;
    const down = f(point);
    point[j] = x[j];
    for (let i = 0; i < outputs; i++) out[i * n + j] = (up[i] - down[i]) / (above - below);
  }
  return out;
}
