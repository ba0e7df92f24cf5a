// A small measurement with known truth, and robust fits over pairwise sums.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {makeHeterodynePairs} from "../../../worker/heterodyne/homodyne/heterodynePairs.ts";
import {makePairwise} from "../../../worker/heterodyne/homodyne/pairwise.ts";
import {correlate} from "../../../worker/heterodyne/model/c2.ts";
import {fillFrames, makeTable} from "../../../worker/heterodyne/model/frames.ts";
import {makeGrid} from "../../../worker/heterodyne/model/grid.ts";
import type {RobustHooks} from "../../../worker/heterodyne/robust/robust.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";

export const TRUTH = [2000, -0.3, 50, 8000, -0.2, 100, 800, -0.2, 20, 0.4, -0.2, 1, 0.1, -3];
export const START = [2300, -0.25, 55, 7400, -0.22, 110, 850, -0.15, 22, 0.42, -0.18, 1, 0.12, 0];
export const PHI = [0, 45, 90];

/** `noises`: one an angle. */
export function makeScan(frames: number, noises: readonly number[], seed = 1): Scan {
  const grid = makeGrid({semantics: "exact", frames, dt: 0.1, firstFrame: 0});
  const table = makeTable(grid, false);
  const theta = Float64Array.from(TRUTH);
  fillFrames(grid, theta, table, false);
  const data = PHI.map((phi, a) => {
    const c2 = correlate({q: 0.0054, semantics: "exact"}, theta, table, phi);
    const draws = makeDraws(seed, 7, a);
    const e = c2.map((c) => 1 + 0.3 * c);
    for (let i = 0; i < frames; i++)
      for (let j = i; j < frames; j++) {
        const off = noises[a] * draws.normal();
        e[i * frames + j] += off;
        if (i !== j) e[j * frames + i] += off;
      }
    return e;
  });
  return {q: 0.0054, dt: 0.1, frames, phi: PHI, data};
}

export const hooks: RobustHooks = {
  takeScan,
  openSums: (taken: TakenScan, options) =>
    Promise.resolve(makePairwise(makeHeterodynePairs(taken.grid, taken.q), taken, options))
};
