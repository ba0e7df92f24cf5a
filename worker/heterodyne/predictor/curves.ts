// Curves of a correlation: means along the diagonals of its views, with how many elements each is of.
import type {TakenAngle} from "../takenScan.ts";
import type {Layout, View} from "./views.ts";

export interface Curves {
  values: Float64Array;
  /** 0 where nothing counts. */
  counts: Float64Array;
}

export function makeCurves({length}: Layout): Curves {
  return {values: new Float64Array(length), counts: new Float64Array(length)};
}

/** `matrix`: one view's, by rows, of which what is above the diagonal is read; NaN does not count. */
export function averageView(
  layout: Layout,
  view: number,
  matrix: Float64Array,
  into: Curves
): void {
  const {frames} = layout.views[view];
  for (const curve of layout.curves) {
    if (curve.view !== view) continue;
    for (let lag = 1; lag <= curve.lags; lag++) {
      const end = Math.min(curve.end, frames - lag);
      let sum = 0;
      let count = 0;
      for (let i = curve.begin; i < end; i++) {
        const value = matrix[i * frames + i + lag];
        if (Number.isNaN(value)) continue;
        sum += value;
        count++;
      }
      into.values[curve.at + lag - 1] = count > 0 ? sum / count : 0;
      into.counts[curve.at + lag - 1] = count;
    }
  }
}

/** Of a measurement: an element and its mirror image are averaged. */
export function curvesOf(angle: TakenAngle, frames: number, layout: Layout): Curves {
  const curves = makeCurves(layout);
  layout.views.forEach((view, v) => averageView(layout, v, readView(angle, frames, view), curves));
  return curves;
}

function readView({data, weights}: TakenAngle, frames: number, view: View): Float64Array {
  const size = view.frames;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = view.start + i * view.every;
    for (let j = i + 1; j < size; j++) {
      const column = view.start + j * view.every;
      const upper = row * frames + column;
      const lower = column * frames + row;
      const w = weights ? weights[upper] : 1;
      const m = weights ? weights[lower] : 1;
      // 0/0 where neither counts
      matrix[i * size + j] = (w * data[upper] + m * data[lower]) / (w + m);
    }
  }
  return matrix;
}
