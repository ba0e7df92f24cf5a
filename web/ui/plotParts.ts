// The parts of Observable Plot that the page draws with: a chunk of its own, loaded when first drawn.
import type * as Plot from "@observablehq/plot";

export {
  areaY,
  axisX,
  axisY,
  gridY,
  line,
  lineX,
  lineY,
  plot,
  rectX,
  ruleX,
  ruleY
} from "@observablehq/plot";

/** This module, as whoever has loaded it holds it. */
export type PlotParts = Pick<
  typeof Plot,
  | "areaY"
  | "axisX"
  | "axisY"
  | "gridY"
  | "line"
  | "lineX"
  | "lineY"
  | "plot"
  | "rectX"
  | "ruleX"
  | "ruleY"
>;
