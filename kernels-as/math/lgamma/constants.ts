import {SHIFT} from "../exp/expTables.ts";
import {STIRLING_CONSTANT} from "./lgammaTables.ts";

/** Below this log Γ(x) = log Γ(1 + x) − log x. */
export const LGAMMA_SMALL = 0.875;
/** From here Stirling's series. */
export const LGAMMA_LARGE = 5.875;
/** The last double of the last piece. */
export const LGAMMA_LAST = 5.875 - 8.881784197001252e-16;
/** This piece, about 9/4, is measured from the root 2. */
export const LGAMMA_ROOT_PIECE = 9.0;
export const LGAMMA_ROOT = 2.0;
/** Pieces to a unit, and how many lie before the first in the table. */
export const GAMMA_DENSITY = 4.0;
export const GAMMA_WIDTH = 0.25;
export const GAMMA_FIRST: i32 = 4;
export const LGAMMA_LANES: StaticArray<f64> = [
  LGAMMA_SMALL,
  LGAMMA_SMALL,
  LGAMMA_LARGE,
  LGAMMA_LARGE,
  LGAMMA_LAST,
  LGAMMA_LAST,
  GAMMA_DENSITY,
  GAMMA_DENSITY,
  GAMMA_WIDTH,
  GAMMA_WIDTH,
  0.5,
  0.5,
  1.0,
  1.0,
  STIRLING_CONSTANT,
  STIRLING_CONSTANT,
  LGAMMA_ROOT,
  LGAMMA_ROOT,
  SHIFT + LGAMMA_ROOT_PIECE,
  SHIFT + LGAMMA_ROOT_PIECE
];
