// The generalised Cauchy point: the first minimum of the quadratic model along the gradient bent by the bounds, by a
// walk over the places where it bends. (Byrd, Lu, Nocedal, Zhu 1995, algorithm CP)
import type {Box} from "./bounds.ts";
import type {Corrections} from "./corrections.ts";

export interface Cauchy {
  /** the point. */
  readonly x: Float64Array;
  /** Wᵀ·(point − x). */
  readonly c: number[];
  /** the elements that are not on a bound there: the first `freeCount`. */
  readonly free: Int32Array;
  readonly freeCount: number;
  /** Computes it; `isOpen`: there are no bounds to bend at, and x itself serves as well. */
  find(x: Float64Array, gradient: Float64Array, isOpen: boolean): void;
}

export function makeCauchy({lower, upper}: Box, memory: number, corrections: Corrections): Cauchy {
  const k = lower.length;
  const point = new Float64Array(k);
  const bend = new Float64Array(k);
  const d = new Float64Array(k);
  const [p, c, w, mw] = Array.from({length: 4}, () => new Array<number>(2 * memory).fill(0));
  const free = new Int32Array(k);
  const order = new Int32Array(k);
  const found = {x: point, c, free, freeCount: k, find};

  function find(x: Float64Array, gradient: Float64Array, isOpen: boolean): void {
    c.fill(0);
    if (isOpen) {
      point.set(x);
      found.freeCount = k;
      for (let i = 0; i < k; i++) free[i] = i;
    } else walk(x, gradient);
  }

  function walk(x: Float64Array, gradient: Float64Array): void {
    const size = 2 * corrections.count;
    const {theta} = corrections;
    let bends = 0;
    let slope = 0;
    for (let i = 0; i < k; i++) {
      const g = gradient[i];
      const limit = g < 0 ? upper[i] : g > 0 ? lower[i] : Infinity;
      bend[i] = Number.isFinite(limit) ? (x[i] - limit) / g : Infinity;
      if (lower[i] === upper[i]) bend[i] = 0;
      d[i] = bend[i] === 0 ? 0 : -g;
      slope -= d[i] * d[i];
      point[i] = x[i];
      if (bend[i] > 0 && bend[i] < Infinity) order[bends++] = i;
    }
    // by their place along the path; the sort is stable, so equal ones keep their order
    order.subarray(0, bends).sort((a, b) => bend[a] - bend[b]);
    corrections.project(d, p);
    copy(p, mw, size);
    corrections.applyM(mw);
    const flat = -theta * slope;
    let curvature = flat - along(p, mw, size);
    const least = Number.EPSILON * flat;
    let at = 0;
    let next = 0;
    for (; next < bends && slope < 0; next++) {
      const b = order[next];
      const way = bend[b] - at;
      if (-slope / Math.max(curvature, least) < way) break;
      const g = gradient[b];
      at = bend[b];
      point[b] = g < 0 ? upper[b] : lower[b];
      const z = point[b] - x[b];
      for (let a = 0; a < size; a++) c[a] += way * p[a];
      corrections.row(b, w);
      copy(w, mw, size);
      corrections.applyM(mw);
      slope += way * curvature + g * g + theta * g * z - g * along(mw, c, size);
      curvature += -theta * g * g - 2 * g * along(mw, p, size) - g * g * along(mw, w, size);
      for (let a = 0; a < size; a++) p[a] += g * w[a];
      d[b] = 0;
    }
    // all the way down where the model has no bend left
    const way = slope < 0 ? -slope / Math.max(curvature, least) : 0;
    for (let a = 0; a < size; a++) c[a] += way * p[a];
    for (let i = 0; i < k; i++) {
      if (d[i] === 0) continue;
      point[i] = Math.min(Math.max(x[i] + (at + way) * d[i], lower[i]), upper[i]);
    }
    found.freeCount = 0;
    for (let i = 0; i < k; i++)
      if (point[i] > lower[i] && point[i] < upper[i]) free[found.freeCount++] = i;
  }

  return found;
}

function along(a: number[], b: number[], size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += a[i] * b[i];
  return sum;
}

function copy(from: number[], to: number[], size: number): void {
  for (let i = 0; i < size; i++) to[i] = from[i];
}
