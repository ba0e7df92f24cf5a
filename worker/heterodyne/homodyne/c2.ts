// `heterodyne.homodyne.c2`: two-time correlations of the siblings, before contrast and offset.
import {checkHomodyne} from "./asked.ts";
import {toMatrices} from "./matrices.ts";
import {toHomodyneTheta} from "./parameters.ts";
import {makeSibling} from "./siblings.ts";
import type {HomodyneGeometry, HomodyneTheta} from "./types.ts";

const WHAT = "heterodyne.homodyne.c2";

/** One frames×frames matrix an angle, by rows. */
export function homodyneC2(
  theta: HomodyneTheta,
  geometry: HomodyneGeometry
): Promise<Float64Array[]> {
  const asked = checkHomodyne(WHAT, geometry);
  const point = toHomodyneTheta(WHAT, asked.model, theta);
  const model = makeSibling(asked);
  model.load(point, false);
  return toMatrices(model, asked.phi);
}
