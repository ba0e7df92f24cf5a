// B-splines through the data, or near them with fewer control points.
import {makeBandedLeast} from "./bandedLeast.ts";
import type {Curve} from "./curve.ts";
import {findInterval} from "./intervals.ts";

/** Control points this many times larger than the data tell of knots that suit the times badly. */
const WILD = 1e4;

interface Basis {
  knots: Float64Array;
  degree: number;
  controls: number;
  /** the knots that spans lie between, each once. */
  spans: Float64Array;
}

/**
 * The control points of each series. The first and the last are the first and last data, where a clamped B-spline passes;
 * the others have the least squares over the data between: with as many controls as data the spline goes through all,
 * with fewer it is that of DataInterpolations' BSplineApprox.
 */
export function fitControls(
  t: Float64Array,
  series: Float64Array[],
  knots: Float64Array,
  degree: number
): Float64Array[] {
  const basis = toBasis(knots, degree);
  const {controls} = basis;
  const last = t.length - 1;
  const least = makeBandedLeast(controls - 2, degree + 1, series.length);
  const row = new Float64Array(degree + 1);
  const right = new Float64Array(series.length);
  for (let i = 1, span = degree; i < last; i++) {
    span = findSpan(basis, t[i], span);
    const first = span - degree;
    fillBasis(basis, span, t[i], row);
    const head = first === 0 ? row[0] : 0;
    const tail = span === controls - 1 ? row[degree] : 0;
    series.forEach((y, q) => (right[q] = y[i] - head * y[0] - tail * y[last]));
    if (tail !== 0) row[degree] = 0;
    if (first === 0) {
      row.copyWithin(0, 1);
      row[degree] = 0;
    }
    least.add(Math.max(0, first - 1), row, right);
  }
  return least.solve().map((inner, q) => {
    const control = new Float64Array(controls);
    control[0] = series[q][0];
    control[controls - 1] = series[q][last];
    control.set(inner, 1);
    return control;
  });
}

/** Whether the control points have run far away from the data. */
export function isWild(y: Float64Array, control: Float64Array): boolean {
  const size = (values: Float64Array): number =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return !(size(control) <= WILD * size(y));
}

/**
 * De Boor's recurrence: means of neighbouring control points until one is left, the value; the last two before it give the
 * slope, as exact as the value is.
 */
export function toSplineCurve(control: Float64Array, knots: Float64Array, degree: number): Curve {
  const basis = toBasis(knots, degree);
  const q = new Float64Array(degree + 1);
  let span = degree;
  return {
    from: knots[degree],
    to: knots[basis.controls],
    put(x, k, u, du) {
      span = findSpan(basis, x, span);
      for (let j = 0; j <= degree; j++) q[j] = control[span - degree + j];
      for (let r = 1; r <= degree; r++) {
        if (r === degree)
          du[k] = (degree * (q[degree] - q[degree - 1])) / (knots[span + 1] - knots[span]);
        for (let j = degree; j >= r; j--) {
          const low = knots[span - degree + j];
          const share = (x - low) / (knots[span + 1 + j - r] - low);
          q[j] = (1 - share) * q[j - 1] + share * q[j];
        }
      }
      u[k] = q[degree];
    }
  };
}

function toBasis(knots: Float64Array, degree: number): Basis {
  const controls = knots.length - degree - 1;
  return {knots, degree, controls, spans: knots.subarray(degree, controls + 1)};
}

/** The s with knots[s] ≤ x < knots[s + 1]; the first or the last span for times beyond, and at the end. */
function findSpan({spans, degree}: Basis, x: number, near: number): number {
  const i = findInterval(spans, x, near - degree);
  return degree + Math.max(0, Math.min(i, spans.length - 2));
}

/** The degree + 1 basis functions that are not zero in the span (Cox and de Boor), into `row`. */
function fillBasis({knots, degree}: Basis, span: number, x: number, row: Float64Array): void {
  row[0] = 1;
  for (let r = 1; r <= degree; r++) {
    let carried = 0;
    for (let j = 0; j < r; j++) {
      const low = knots[span + 1 + j - r];
      const high = knots[span + 1 + j];
      const part = row[j] / (high - low);
      row[j] = carried + (high - x) * part;
      carried = (x - low) * part;
    }
    row[r] = carried;
  }
}
