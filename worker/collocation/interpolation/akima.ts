// Akima's curve: cubics whose slopes at the points come from five of them, so that an outlier is felt only nearby.
import {closePieces, makePieces, setPiece, type Pieces} from "./pieces.ts";

/** Below this share of the largest, weights are taken for none. */
const NO_WEIGHT = 1e-9;

/**
 * H. Akima (1970), J. ACM 17, 589. The curve has one continuous derivative: at a time of the data the slopes from the
 * left, which DataInterpolations.jl gives, and from the right are the same.
 */
export function akimaPieces(t: Float64Array, y: Float64Array, modified: boolean): Pieces {
  const n = t.length;
  const m = findSlopes(t, y);
  const b = blendSlopes(m, n, modified);
  const pieces = makePieces(t, "right");
  for (let i = 0; i + 1 < n; i++) {
    const h = t[i + 1] - t[i];
    const slope = m[i + 2];
    const c = (3 * slope - 2 * b[i] - b[i + 1]) / h;
    setPiece(pieces, i, y[i], b[i], c, (b[i] + b[i + 1] - 2 * slope) / (h * h));
  }
  return closePieces(pieces, y[n - 1]);
}

/** The slope of interval i is m[i + 2]; two more on each side go on in a straight line. */
function findSlopes(t: Float64Array, y: Float64Array): Float64Array {
  const n = t.length;
  const m = new Float64Array(n + 3);
  for (let i = 0; i + 1 < n; i++) m[i + 2] = (y[i + 1] - y[i]) / (t[i + 1] - t[i]);
  m[1] = 2 * m[2] - m[3];
  m[0] = 2 * m[1] - m[2];
  m[n + 1] = 2 * m[n] - m[n - 1];
  m[n + 2] = 2 * m[n + 1] - m[n];
  return m;
}

/**
 * The slope at a point: those on its two sides, each weighted by how much the other side turns. The modified weights add
 * |sum|/2, which keeps flat stretches flat. Where there is no weight: the mean of the outer two slopes, in the modified
 * form of the inner two. (SciPy's makima takes the outer two there as well; modified weights vanish only where all four
 * slopes do, beside 1e-9 of the largest weight, so the two differ by no more than that.)
 */
function blendSlopes(m: Float64Array, n: number, modified: boolean): Float64Array {
  const weigh = (j: number): number =>
    Math.abs(m[j + 1] - m[j]) + (modified ? Math.abs(m[j + 1] + m[j]) / 2 : 0);
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, weigh(i + 2) + weigh(i));
  const b = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const left = weigh(i + 2);
    const right = weigh(i);
    if (left + right > NO_WEIGHT * largest)
      b[i] = (left * m[i + 1] + right * m[i + 2]) / (left + right);
    else b[i] = modified ? (m[i + 1] + m[i + 2]) / 2 : (m[i + 3] + m[i]) / 2;
  }
  return b;
}
