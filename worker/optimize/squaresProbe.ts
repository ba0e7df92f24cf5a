import type {SquaresProbe} from "./search.ts";

/** A probe at x, which it keeps. */
export function makeSquaresProbe(x: Float64Array, wants: SquaresProbe["wants"]): SquaresProbe {
  const k = x.length;
  return {
    x,
    wants,
    value: NaN,
    factor: new Float64Array(k * k),
    projected: new Float64Array(k)
  };
}
