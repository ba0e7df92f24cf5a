// Straight lines and parabolas through neighbouring points.
import {closePieces, makePieces, setPiece, type Pieces} from "./pieces.ts";

/** At a time of the data the slope is that of the line to its left, as in DataInterpolations.jl. */
export function linearPieces(t: Float64Array, y: Float64Array): Pieces {
  const pieces = makePieces(t, "left");
  for (let i = 0; i + 1 < t.length; i++)
    setPiece(pieces, i, y[i], (y[i + 1] - y[i]) / (t[i + 1] - t[i]), 0, 0);
  return closePieces(pieces, y[y.length - 1]);
}

/**
 * On each interval the parabola through its two points and the next one (the last interval: the one before), the forward
 * mode of DataInterpolations.jl. At a time of the data the slope is that of the parabola to its right.
 */
export function quadraticPieces(t: Float64Array, y: Float64Array): Pieces {
  const n = t.length;
  const pieces = makePieces(t, "right");
  for (let i = 0; i + 1 < n; i++) {
    const third = i + 2 < n ? i + 2 : i - 1;
    const width = t[i + 1] - t[i];
    const slope = (y[i + 1] - y[i]) / width;
    const far = (y[third] - y[i]) / (t[third] - t[i]);
    const bend = (far - slope) / (t[third] - t[i + 1]);
    setPiece(pieces, i, y[i], slope - bend * width, bend, 0);
  }
  return closePieces(pieces, y[n - 1]);
}
