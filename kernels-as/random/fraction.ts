// Words to fractions; the two-lane twins are in fraction.as.ts.
import {TWO_M27, TWO_M32, TWO_M53, TWO_M64} from "./constants.ts";

/** [0, 1), exactly: the top 27 bits of one word, then the top 26 of the other. */
export function unit(high: number, low: number): number {
  return (high >>> 5) * TWO_M27 + (low >>> 6) * TWO_M53;
}

/** (0, 1]: all 64 bits and a half, rounded once; the least is 2⁻⁶⁵. */
export function positive(high: number, low: number): number {
  return high * TWO_M32 + (low + 0.5) * TWO_M64;
}

/** (0, 1): 32 bits and a half. */
export function coarse(word: number): number {
  return (word + 0.5) * TWO_M32;
}
