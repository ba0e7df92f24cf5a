// Sine and cosine of half turns, for reflections. Twin: halfTurn.as.ts.
import {HALF_TURN_COSINE, HALF_TURN_SINE, TWO52} from "./halfTurnTables.ts";

/** a less the nearest whole number; 0 where a ≥ 2^52 (whole anyway) or NaN. Needs a ≥ 0. */
export function halfTurnFraction(a: number): number {
  return a < TWO52 ? a - (a + TWO52 - TWO52) : 0;
}

/** sin(πf)/π for |f| ≤ ½ */
export function halfTurnSine(f: number): number {
  return f * series(HALF_TURN_SINE, f * f);
}

/** cos πf for |f| ≤ ½ */
export function halfTurnCosine(f: number): number {
  return series(HALF_TURN_COSINE, f * f);
}

function series(table: readonly number[], v: number): number {
  let p = table[16];
  for (let j = 14; j >= 0; j -= 2) p = p * v + table[j];
  return p;
}
