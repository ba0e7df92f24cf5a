import {log} from "../../math/log/reference.ts";
import type {StreamWords} from "../counter.ts";
import {positive} from "../fraction.ts";
import {philoxWords} from "../philox/reference.ts";

/** An exponential draw of mean 1 from two words. */
export function standardExponential(high: number, low: number): number {
  return 0 - log(positive(high, low));
}

export function exponential(
  args: {y: Float64Array; scale: number} & StreamWords,
  begin: number,
  end: number
): void {
  const {y, keyLow, keyHigh, streamLow, streamHigh, scale} = args;
  const w = new Uint32Array(4);
  for (let i = begin; i < end; i++) {
    philoxWords(w, i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
    const j = 2 * (i & 1);
    y[i] = standardExponential(w[j], w[j + 1]) * scale;
  }
}
