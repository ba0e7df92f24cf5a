import {exp} from "../../math/exp/reference.ts";
import {log} from "../../math/log/reference.ts";
import {BOOST_ATTEMPT, SQUEEZE} from "../constants.ts";
import type {StreamWords} from "../counter.ts";
import {coarse, positive} from "../fraction.ts";
import {cosine, radius} from "../normal/polar.ts";
import {philoxWords} from "../philox/reference.ts";

/** Puts the block of an attempt into its first argument. */
export type DrawBlock = (words: Uint32Array, attempt: number) => void;

const w = new Uint32Array(4);

/** A gamma draw of scale 1 from the blocks of its attempts. */
export function standardGamma(shape: number, draw: DrawBlock): number {
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let attempt = 0; ; attempt++) {
    draw(w, attempt);
    // 1 a normal draw z, from words 0 to 2
    const z = radius(w[0], w[1]) * cosine(w[2], 2);
    // 2 v = (1 + cz)³
    const base = 1 + c * z;
    if (!(base > 0)) continue;
    const v = base * base * base;
    // 3 accept: the squeeze, else the logarithms
    const u = coarse(w[3]);
    const z2 = z * z;
    if (!(u < 1 - SQUEEZE * (z2 * z2)) && !(log(u) < 0.5 * z2 + d * (1 - v + log(v)))) continue;
    if (shape >= 1) return d * v;
    draw(w, BOOST_ATTEMPT);
    return d * v * exp(log(positive(w[0], w[1])) / shape);
  }
}

export function gamma(
  args: {y: Float64Array; shape: number; scale: number} & StreamWords,
  begin: number,
  end: number
): void {
  const {y, keyLow, keyHigh, streamLow, streamHigh, shape, scale} = args;
  for (let i = begin; i < end; i++) {
    const draw: DrawBlock = (words, attempt) =>
      philoxWords(words, i, attempt, streamLow, streamHigh, keyLow, keyHigh);
    y[i] = standardGamma(shape, draw) * scale;
  }
}
