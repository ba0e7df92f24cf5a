// What a least-squares step computes from R (by rows, upper triangle) and q = Qᵀr.
import type {Partial} from "./reduce.ts";

type Reduced = Pick<Partial, "factor" | "projected">;

/** out = 2·Rᵀq, the gradient of Σ r². */
export function toGradient({factor, projected}: Reduced, out: Float64Array): void {
  const k = out.length;
  out.fill(0);
  for (let i = 0; i < k; i++)
    for (let j = i; j < k; j++) out[j] += 2 * factor[i * k + j] * projected[i];
}

/** out = R·p. */
export function applyFactor(factor: Float64Array, p: Float64Array, out: Float64Array): void {
  const k = p.length;
  for (let i = 0; i < k; i++) {
    let sum = 0;
    for (let j = i; j < k; j++) sum += factor[i * k + j] * p[j];
    out[i] = sum;
  }
}

/** How much Σ r² falls by the linear model, with w = R·p: ‖q‖² − ‖w + q‖². */
export function predictFall(w: Float64Array, projected: Float64Array): number {
  let fall = 0;
  for (let i = 0; i < w.length; i++) fall -= w[i] * (2 * projected[i] + w[i]);
  return fall;
}

/** The norm of column j of R, which is that of J's. */
export function columnNorm(factor: Float64Array, k: number, j: number): number {
  let sum = 0;
  for (let i = 0; i <= j; i++) sum += factor[i * k + j] * factor[i * k + j];
  return Math.sqrt(sum);
}

export function isFiniteAll(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** √(Σ (aᵢ·bᵢ)²). */
export function scaledNorm(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i] * (a[i] * b[i]);
  return Math.sqrt(sum);
}

export function norm(v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] * v[i];
  return Math.sqrt(sum);
}
