// Scans of set B for the sums by tiles.
import type {Scan, Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";

export const TRIAL = Float64Array.of(
  2100, -0.32, 52.5, 8400, -0.21, 105, 5250, -0.42, 21, 0.42, -0.21, 1.1, 0.09, -3.15
); // prettier-ignore

interface Wish {
  frames: number;
  phi?: number[];
  semantics?: Semantics;
  theta?: Float64Array;
  /** every so many elements one is far off. */
  spikes?: number;
}

/** Correlations with a ripple that is not symmetric. */
export function makeScan({
  frames,
  phi = [30],
  semantics = "exact",
  theta = SETS.B,
  spikes = 0
}: Wish): Scan {
  const [q, dt] = [0.0054, 0.1];
  const data = phi.map((angle, k) => {
    const {c} = makeOracle({q, dt, frames, semantics}, theta, angle);
    return Float64Array.from({length: frames * frames}, (_, at) => {
      const [i, j] = [Math.floor(at / frames), at % frames];
      const spike = spikes > 0 && (7 * i + 13 * j) % spikes === 0 ? 0.2 : 0;
      return 0.3 * c(i, j) + 1 + 0.004 * Math.sin(0.7 * i + 1.3 * j + k) + spike;
    });
  });
  return {q, dt, frames, phi, data, semantics};
}

/** Factors that differ, and are not symmetric; some elements do not count, nor do their mirror images of others. */
export function makeWeights(frames: number): Float64Array {
  return Float64Array.from({length: frames * frames}, (_, at) =>
    at % 7 === 3 || at % 11 === 5 ? 0 : 0.5 + ((at * 37) % 11) / 10
  );
}
