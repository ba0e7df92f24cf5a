// The work of `collocation.interpolate`: a curve for each series, followed through the times asked for.
import type {InterpolationMethod} from "../types.ts";
import {akimaPieces} from "./akima.ts";
import {toShape, type Curves, type Sampled} from "./asked.ts";
import {fitControls, isWild, toSplineCurve} from "./bspline.ts";
import {splinePieces} from "./cubicSpline.ts";
import {trace, type Curve, type Extrapolation} from "./curve.ts";
import {linearPieces, quadraticPieces} from "./lines.ts";
import {toCurve, type Pieces} from "./pieces.ts";

/** A call that has been checked. */
export interface InterpolationRequest extends Sampled {
  at: Float64Array;
  method: InterpolationMethod;
  extrapolate: Extrapolation;
  /** of B-splines. */
  spline?: {knots: Float64Array; degree: number};
}

type PieceMethod = Exclude<InterpolationMethod, "bspline" | "bspline-fit">;

const PIECES: Record<PieceMethod, (t: Float64Array, y: Float64Array) => Pieces> = {
  linear: linearPieces,
  quadratic: quadraticPieces,
  cubic: splinePieces,
  akima: (t, y) => akimaPieces(t, y, false),
  makima: (t, y) => akimaPieces(t, y, true)
};

export function evaluate(request: InterpolationRequest): Curves {
  const {isSingle, at, extrapolate} = request;
  const warnings = request.warnings.slice();
  const traced = toCurves(request, warnings).map((curve) => trace(curve, at, extrapolate));
  const rows = (name: "u" | "du"): Float64Array[] => traced.map((one) => one[name]);
  return {u: toShape(isSingle, rows("u")), du: toShape(isSingle, rows("du")), t: at, warnings};
}

function toCurves({series, t, method, spline}: InterpolationRequest, warnings: string[]): Curve[] {
  if (spline === undefined) return series.map((y) => toCurve(PIECES[method as PieceMethod](t, y)));
  const {knots, degree} = spline;
  const controls = fitControls(t, series, knots, degree);
  if (controls.some((control, q) => isWild(series[q], control)))
    warnings.push(
      'the knots suit these times badly and the control points run away: use knots "average", fewer controls or a lower degree'
    );
  return controls.map((control) => toSplineCurve(control, knots, degree));
}
