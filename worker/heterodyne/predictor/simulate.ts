// Curves of the model, always by "exact": what the programs' discretisations change is less than starts can tell.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {correlate} from "../model/c2.ts";
import {fillFrames, makeTable} from "../model/frames.ts";
import {makeGrid} from "../model/grid.ts";
import {averageView, makeCurves, type Curves} from "./curves.ts";
import type {Layout} from "./views.ts";

export interface Simulator {
  /** one an angle, before contrast and offset; θ as "exact" has it. The same objects at every call. */
  curves(theta: Float64Array): Curves[];
}

export interface SimulatorWish {
  q: number;
  dt: number;
  firstFrame: number;
  phi: Float64Array;
  layout: Layout;
}

const WAVE = {semantics: "exact"} as const;

export function makeSimulator({q, dt, firstFrame, phi, layout}: SimulatorWish): Simulator {
  const views = layout.views.map(({start, every, frames}) => {
    const grid = makeGrid({...WAVE, frames, dt, firstFrame: firstFrame + start, every});
    return {grid, table: makeTable(grid, false), matrix: new Float64Array(frames * frames)};
  });
  const all = Array.from(phi, () => makeCurves(layout));
  return {
    curves(theta) {
      views.forEach(({grid, table, matrix}, v) => {
        fillFrames(grid, theta, table, false);
        all.forEach((curves, a) => {
          correlate({...WAVE, q}, theta, table, phi[a], matrix);
          averageView(layout, v, matrix, curves);
        });
      });
      return all;
    }
  };
}

/** Noise of single elements, as it is left in means of them. */
export function addNoise(
  curves: readonly Curves[],
  noise: number,
  seed: number,
  stream: number,
  index: number
): void {
  const draws = makeDraws(seed, stream, index);
  for (const {values, counts} of curves)
    for (let k = 0; k < values.length; k++)
      if (counts[k] > 0) values[k] += (noise / Math.sqrt(counts[k])) * draws.normal();
}
