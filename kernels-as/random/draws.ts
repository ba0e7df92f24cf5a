// Draws one by one for solvers and samplers: each (seed, stream, index) has a sequence of its own, so a
// chain's or particle's numbers do not depend on which thread runs it or what ran before.
import {TWO_32} from "./constants.ts";
import {toStreamWords} from "./counter.ts";
import {standardExponential} from "./exponential/reference.ts";
import {unit} from "./fraction.ts";
import {standardGamma} from "./gamma/reference.ts";
import {leastOf, narrowFrom, wideFrom} from "./integers/reference.ts";
import {cosine, radius, rest, sine} from "./normal/polar.ts";
import {philoxWords} from "./philox/reference.ts";

export interface Draws {
  /** blocks taken so far: where a sequence with `first` goes on. */
  readonly taken: number;
  /** uniform in [0, 1). */
  uniform(): number;
  /** normal of mean 0 and standard deviation 1. */
  normal(): number;
  /** exponential of mean 1. */
  exponential(): number;
  /** gamma of the given shape and scale 1. */
  gamma(shape: number): number;
  /** whole, from 0 to below − 1; 1 ≤ below ≤ 2⁵³. */
  integer(below: number): number;
}

/** The sequence of (seed, stream, index < 2³²), from block `first` on: blocks (index, 0), (index, 1), … of law `words`. */
export function makeDraws(seed: number, stream: number, index: number, first = 0): Draws {
  const {keyLow, keyHigh, streamLow, streamHigh} = toStreamWords(seed, stream, "words");
  const w = new Uint32Array(4);
  let taken = first;
  /** the other half of the last pair of normal draws, until it is asked for. */
  let spare = NaN;

  const next = (words: Uint32Array): void =>
    philoxWords(words, index, taken++, streamLow, streamHigh, keyLow, keyHigh);

  return {
    get taken() {
      return taken;
    },
    uniform() {
      next(w);
      return unit(w[0], w[1]);
    },
    normal() {
      if (!Number.isNaN(spare)) {
        const z = spare;
        spare = NaN;
        return z;
      }
      next(w);
      const r = radius(w[0], w[1]);
      spare = r * sine(w[2], rest(w[3]));
      return r * cosine(w[2], rest(w[3]));
    },
    exponential() {
      next(w);
      return standardExponential(w[0], w[1]);
    },
    gamma: (shape) => standardGamma(shape, next),
    integer(below) {
      const least = leastOf(below);
      for (;;) {
        next(w);
        const k = below < TWO_32 ? narrowFrom(w[0], below, least) : wideFrom(w[0], w[1], below);
        if (k >= 0) return k;
      }
    }
  };
}
