// `charts`: what scientific notebooks draw again and again.
import type * as PlotModule from "@observablehq/plot";
import {makeCorner} from "./corner.ts";
import {drawAngles, drawCorrelation, drawCurves} from "./plots.ts";
import {drawTrace} from "./trace.ts";
import {makeTwoTime} from "./twoTime.ts";
import type {Charts} from "./types.ts";

export function makeCharts(
  document: Document,
  Plot: typeof PlotModule,
  findWidth: () => number | undefined
): Charts {
  return Object.freeze({
    twoTime: makeTwoTime(document, findWidth),
    curves: (curves, options = {}) => drawCurves(Plot, curves, options),
    angles: (rows, options = {}) => drawAngles(Plot, rows, options),
    corner: makeCorner(document, findWidth),
    correlation: (matrix, names) => drawCorrelation(Plot, matrix, names),
    trace: (run, options) => drawTrace(Plot, document, run, options)
  } satisfies Charts);
}
