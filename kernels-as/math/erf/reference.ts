// erf in scalar form, step for step what lane.as.ts does in two lanes: the bits are the same.
import {pieceRest} from "../../lib/pieces.ts";
import {SHIFT} from "../exp/expTables.ts";
import {ERF_DENSITY, ERF_TOP, ERF_WIDTH} from "./constants.ts";
import {ERF_PIECES} from "./erfTables.ts";

const PIECES = Float64Array.from(ERF_PIECES);

/** The number of the piece that holds |x|. */
export function erfPiece(x: number): number {
  const a = Math.abs(x);
  return (a < ERF_TOP ? a : ERF_TOP) * ERF_DENSITY + SHIFT - SHIFT;
}

/** erf at the centre of piece k. */
export function erfHead(k: number): number {
  return PIECES[k << 4];
}

/** erf |x| less that. */
export function erfRest(x: number, k: number): number {
  const a = Math.abs(x);
  return pieceRest(PIECES, k, (a < ERF_TOP ? a : ERF_TOP) - k * ERF_WIDTH);
}

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const k = erfPiece(x);
  const y = erfHead(k) + erfRest(x, k);
  return x < 0 || Object.is(x, -0) ? -y : y;
}
