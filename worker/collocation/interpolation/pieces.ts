// Curves made of one cubic (or less) for each interval between two times.
import type {Curve} from "./curve.ts";
import {findInterval} from "./intervals.ts";

/**
 * On [t_i, t_{i+1}]: a + bΔ + cΔ² + dΔ³ with Δ = x − t_i, the four numbers of a piece side by side. The last piece has no
 * width: it holds the end's value and slope, so that the curve gives the last point exactly.
 */
export interface Pieces {
  t: Float64Array;
  coefficients: Float64Array;
  /** the slope given at a time of the data, where that of two pieces may differ. */
  knotSlope: "left" | "right";
}

export function makePieces(t: Float64Array, knotSlope: Pieces["knotSlope"]): Pieces {
  return {t, coefficients: new Float64Array(4 * t.length), knotSlope};
}

export function setPiece(
  {coefficients}: Pieces,
  i: number,
  a: number,
  b: number,
  c: number,
  d: number
): void {
  coefficients[4 * i] = a;
  coefficients[4 * i + 1] = b;
  coefficients[4 * i + 2] = c;
  coefficients[4 * i + 3] = d;
}

/** Sets the piece without width at the end, once the others are there. */
export function closePieces(pieces: Pieces, last: number): Pieces {
  const {t, coefficients} = pieces;
  const n = t.length;
  const delta = t[n - 1] - t[n - 2];
  const [b, c, d] = coefficients.subarray(4 * n - 7, 4 * n - 4);
  setPiece(pieces, n - 1, last, b + delta * (2 * c + 3 * d * delta), 0, 0);
  return pieces;
}

export function toCurve({t, coefficients, knotSlope}: Pieces): Curve {
  const n = t.length;
  const to = t[n - 1];
  let near = 0;
  return {
    from: t[0],
    to,
    put(x, k, u, du) {
      near = Math.max(0, findInterval(t, x, near));
      // beyond the end the last piece that has a width goes on
      if (x > to) near = n - 2;
      const delta = x - t[near];
      const place = 4 * near;
      const c = coefficients[place + 2];
      const d = coefficients[place + 3];
      u[k] = coefficients[place] + delta * (coefficients[place + 1] + delta * (c + delta * d));
      const before = delta === 0 && near > 0 && knotSlope === "left" ? place - 4 : place;
      du[k] = coefficients[before + 1] + delta * (2 * c + 3 * delta * d);
    }
  };
}
