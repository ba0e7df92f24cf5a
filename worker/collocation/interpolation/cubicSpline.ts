// The natural cubic spline: two continuous derivatives, none of second order at the ends.
import {closePieces, makePieces, setPiece, type Pieces} from "./pieces.ts";

export function splinePieces(t: Float64Array, y: Float64Array): Pieces {
  const n = t.length;
  const z = findBends(t, y);
  const pieces = makePieces(t, "right");
  for (let i = 0; i + 1 < n; i++) {
    const h = t[i + 1] - t[i];
    const slope = (y[i + 1] - y[i]) / h - (h * (2 * z[i] + z[i + 1])) / 6;
    setPiece(pieces, i, y[i], slope, z[i] / 2, (z[i + 1] - z[i]) / (6 * h));
  }
  return closePieces(pieces, y[n - 1]);
}

/**
 * The second derivatives z at the times:
 * h_{i−1} z_{i−1} + 2(h_{i−1} + h_i) z_i + h_i z_{i+1} = 6(s_i − s_{i−1}), s the slopes between points, z_0 = z_{n−1} = 0.
 * The matrix is diagonally dominant: elimination needs no pivots.
 */
function findBends(t: Float64Array, y: Float64Array): Float64Array {
  const n = t.length;
  const z = new Float64Array(n);
  const above = new Float64Array(n);
  for (let i = 1; i + 1 < n; i++) {
    const before = t[i] - t[i - 1];
    const after = t[i + 1] - t[i];
    const turn = (y[i + 1] - y[i]) / after - (y[i] - y[i - 1]) / before;
    const pivot = 2 * (before + after) - before * above[i - 1];
    above[i] = after / pivot;
    z[i] = (6 * turn - before * z[i - 1]) / pivot;
  }
  for (let i = n - 3; i >= 1; i--) z[i] -= above[i] * z[i + 1];
  return z;
}
