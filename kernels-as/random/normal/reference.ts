import type {StreamWords} from "../counter.ts";
import {philoxWords} from "../philox/reference.ts";
import {cosine, radius, rest, sine} from "./polar.ts";

export function normal(
  args: {y: Float64Array; mean: number; sd: number} & StreamWords,
  begin: number,
  end: number
): void {
  const {y, keyLow, keyHigh, streamLow, streamHigh, mean, sd} = args;
  const w = new Uint32Array(4);
  for (let i = begin; i < end; i++) {
    philoxWords(w, i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
    const r = radius(w[0], w[1]);
    y[i] = mean + sd * (r * (i & 1 ? sine(w[2], rest(w[3])) : cosine(w[2], rest(w[3]))));
  }
}
