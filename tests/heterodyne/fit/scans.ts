// Scans for the fits' tests, by the pair-by-pair oracle, and hooks on the plain sums.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import type {FitHooks} from "../../../worker/heterodyne/fit/hooks.ts";
import {makeHeterodynePairs} from "../../../worker/heterodyne/homodyne/heterodynePairs.ts";
import {makePairwise} from "../../../worker/heterodyne/homodyne/pairwise.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Scan, Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle} from "../oracle.ts";

/** The dossier's comparison of solvers, section 3.6. */
export const TRUTH = Float64Array.of(
  2000, -0.3, 50, 8000, -0.2, 100, 800, -0.2, 20, 0.4, -0.2, 1, 0.1, -3
); // prettier-ignore
export const START = Float64Array.of(
  3000, -0.2, 65, 5600, -0.1, 130, 960, -0.15, 26, 0.45, -0.15, 1.1, 0.12, 0
); // prettier-ignore

export interface ScanWish {
  frames: number;
  phi?: number[];
  theta?: Float64Array;
  noise?: number;
  seed?: number;
  semantics?: Semantics;
  dt?: number;
}

/** contrast 0.3, offset 1 and symmetric normal noise. */
export function makeScan({
  frames,
  phi = [0, 45, 90, 178],
  theta = TRUTH,
  noise = 0.01,
  seed = 1,
  semantics = "v1",
  dt = 0.1
}: ScanWish): Scan {
  const geometry = {q: 0.0054, dt, frames, semantics};
  const data = phi.map((angle, a) => {
    const {c} = makeOracle(geometry, theta, angle);
    const draws = makeDraws(seed, a, 0);
    const matrix = new Float64Array(frames * frames);
    for (let i = 0; i < frames; i++)
      for (let j = i; j < frames; j++) {
        const value = 1 + 0.3 * c(i, j) + noise * draws.normal();
        matrix[i * frames + j] = value;
        matrix[j * frames + i] = value;
      }
    return matrix;
  });
  return {...geometry, phi, data};
}

export const hooks: FitHooks = {
  takeScan,
  openSums: (taken, options) =>
    Promise.resolve(makePairwise(makeHeterodynePairs(taken.grid, taken.q), taken, options))
};
