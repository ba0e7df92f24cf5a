// The smallest ‖Σ w_s·h_s‖² − Σ w_s·c_s over w ≥ 0, Σ w = 1, exactly: the points h_s that count grow and shrink one at a time,
// and are always affinely independent, as in Wolfe's method for the nearest point of a polytope (Math. Programming 11, 1976),
// to which the term in c is added. Ends after finitely many turns.
import {dot} from "./squares.ts";

export interface SimplexMinimum {
  weights: Float64Array;
  /** Σ w_s·h_s. */
  point: Float64Array;
  /** ‖point‖² − Σ w_s·c_s. */
  value: number;
}

/** A slope this much below the others', relative to their size, still counts as equal. */
const EQUAL = 1e-13;
/** A pivot below this part of the largest says that a point lies in the plane of the others. */
const DEPENDENT = 1e-13;

export function minimizeOnSimplex(
  points: readonly Float64Array[],
  c: ArrayLike<number>
): SimplexMinimum {
  const count = points.length;
  const weights = new Float64Array(count);
  let members = [findBest(points, c)];
  weights[members[0]] = 1;
  for (let turn = 0; turn < 100 * count; turn++) {
    const next = findEntering(points, c, weights, members);
    if (next < 0) break;
    members = settle(points, c, weights, [...members, next]);
  }
  const point = combine(points, weights);
  let value = dot(point, point);
  for (let s = 0; s < count; s++) value -= weights[s] * c[s];
  return {weights, point, value};
}

function findBest(points: readonly Float64Array[], c: ArrayLike<number>): number {
  let best = 0;
  let least = Infinity;
  points.forEach((point, s) => {
    const value = dot(point, point) - c[s];
    if (value < least) [best, least] = [s, value];
  });
  return best;
}

function combine(points: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(points[0].length);
  weights.forEach((w, s) => {
    if (w !== 0) for (let i = 0; i < sum.length; i++) sum[i] += w * points[s][i];
  });
  return sum;
}

/** The point outside whose weight, growing, lowers the value most; −1: none does. */
function findEntering(
  points: readonly Float64Array[],
  c: ArrayLike<number>,
  weights: Float64Array,
  members: readonly number[]
): number {
  const at = combine(points, weights);
  const slope = (s: number): number => 2 * dot(points[s], at) - c[s];
  let level = 0;
  let size = 0;
  for (const s of members) {
    level += weights[s] * slope(s);
    size = Math.max(size, Math.abs(2 * dot(points[s], at)), Math.abs(c[s]));
  }
  let found = -1;
  let least = level - EQUAL * size;
  for (let s = 0; s < points.length; s++) {
    if (members.includes(s)) continue;
    const value = slope(s);
    if (value < least) [found, least] = [s, value];
  }
  return found;
}

/** Moves the weights of the members, the newest last, to their minimum, dropping those that reach 0. */
function settle(
  points: readonly Float64Array[],
  c: ArrayLike<number>,
  weights: Float64Array,
  members: number[]
): number[] {
  for (;;) {
    const {direction, isRay} = findDirection(points, c, weights, members);
    let length = isRay ? Infinity : 1;
    let hit = -1;
    members.forEach((s, m) => {
      if (!(direction[m] < 0)) return;
      const way = weights[s] / -direction[m];
      if (way < length) [length, hit] = [way, m];
    });
    if (length !== Infinity) members.forEach((s, m) => (weights[s] += length * direction[m]));
    if (hit < 0) return members;
    weights[members[hit]] = 0;
    members = members.filter((_, m) => m !== hit);
    if (members.length === 1) {
      weights[members[0]] = 1;
      return members;
    }
  }
}

/**
 * To the minimum over the plane of the members; or, where the newest lies in the plane of the others, a direction in which only
 * the linear term changes, and falls: that is a ray, to be followed until a weight is used up.
 */
function findDirection(
  points: readonly Float64Array[],
  c: ArrayLike<number>,
  weights: Float64Array,
  members: readonly number[]
): {direction: Float64Array; isRay: boolean} {
  const [base, ...others] = members;
  const n = others.length;
  const at = combine(points, weights);
  const edges = others.map((s) => points[s].map((x, i) => x - points[base][i]));
  const L = new Float64Array(n * n);
  const right = Float64Array.from(others, (s, a) => (c[s] - c[base]) / 2 - dot(edges[a], at));
  const rank = factorEdges(edges, L);
  const direction = new Float64Array(n + 1);
  const inner = new Float64Array(n);
  if (rank === n) {
    backSubstitute(L, n, n, forwardSubstitute(L, n, n, right), inner);
  } else {
    // rank = n − 1: the others were independent before the newest came
    const last = edges[n - 1];
    const along = Float64Array.from(edges, (edge) => -dot(edge, last));
    backSubstitute(L, n, n - 1, forwardSubstitute(L, n, n - 1, along), inner);
    inner[n - 1] = 1;
  }
  for (let a = 0; a < n; a++) {
    direction[a + 1] = inner[a];
    direction[0] -= inner[a];
  }
  return {direction, isRay: rank < n};
}

/** Cholesky of the edges' inner products into L, by rows; how many of them are independent, from the first on. */
function factorEdges(edges: readonly Float64Array[], L: Float64Array): number {
  const n = edges.length;
  for (let j = 0; j < n; j++) {
    const square = dot(edges[j], edges[j]);
    let pivot = square;
    for (let i = 0; i < j; i++) {
      let x = dot(edges[j], edges[i]);
      for (let m = 0; m < i; m++) x -= L[j * n + m] * L[i * n + m];
      L[j * n + i] = x / L[i * n + i];
      pivot -= L[j * n + i] * L[j * n + i];
    }
    if (!(pivot > DEPENDENT * square)) return j;
    L[j * n + j] = Math.sqrt(pivot);
  }
  return n;
}

function forwardSubstitute(
  L: Float64Array,
  n: number,
  rank: number,
  b: Float64Array
): Float64Array {
  const y = b.slice();
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j < i; j++) y[i] -= L[i * n + j] * y[j];
    y[i] /= L[i * n + i];
  }
  return y;
}

function backSubstitute(
  L: Float64Array,
  n: number,
  rank: number,
  y: Float64Array,
  out: Float64Array
): void {
  for (let i = rank - 1; i >= 0; i--) {
    let sum = y[i];
    for (let j = i + 1; j < rank; j++) sum -= L[j * n + i] * out[j];
    out[i] = sum / L[i * n + i];
  }
}
