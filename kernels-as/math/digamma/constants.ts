import {SHIFT} from "../exp/expTables.ts";

/** Below this ψ(x) = ψ(1 + x) − 1/x. */
export const DIGAMMA_SMALL = 0.875;
/** From here the asymptotic series. */
export const DIGAMMA_LARGE = 3.875;
/** The last double of the last piece. */
export const DIGAMMA_LAST = 3.875 - 4.440892098500626e-16;
/** This piece and its neighbours are measured from ψ's root, not from their middles. */
export const DIGAMMA_ROOT_PIECE = 6.0;
export const DIGAMMA_LANES: StaticArray<f64> = [
  DIGAMMA_SMALL,
  DIGAMMA_SMALL,
  DIGAMMA_LARGE,
  DIGAMMA_LARGE,
  DIGAMMA_LAST,
  DIGAMMA_LAST,
  SHIFT + DIGAMMA_ROOT_PIECE,
  SHIFT + DIGAMMA_ROOT_PIECE,
  0.5,
  0.5,
  1.0,
  1.0
];
