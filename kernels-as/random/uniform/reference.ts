import type {StreamWords} from "../counter.ts";
import {unit} from "../fraction.ts";
import {philoxWords} from "../philox/reference.ts";

export function uniform(args: {y: Float64Array} & StreamWords, begin: number, end: number): void {
  const {y, keyLow, keyHigh, streamLow, streamHigh} = args;
  const w = new Uint32Array(4);
  for (let i = begin; i < end; i++) {
    philoxWords(w, i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
    y[i] = i & 1 ? unit(w[2], w[3]) : unit(w[0], w[1]);
  }
}
