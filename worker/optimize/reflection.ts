// Which step to make where a trust-region step meets the bounds: cut short, reflected, or steepest descent. (Branch,
// Coleman, Li 1999, section 4)
import type {Box} from "./bounds.ts";
import {applyFactor, norm} from "./triangle.ts";

/** Σ r² around x as a function of p̂ = p/d: ‖R·D·p̂ + q‖² + Σ C·p̂², less its value at 0. */
export interface Model {
  readonly factor: Float64Array;
  /** half the gradient, Rᵀq. */
  readonly half: Float64Array;
  readonly d: Float64Array;
  readonly C: Float64Array;
}

export interface Chosen {
  /** in units of x. */
  step: Float64Array;
  /** in units of d. */
  hat: Float64Array;
  /** what the model says that Σ r² falls by. */
  fall: number;
}

export function chooseStep(
  model: Model,
  p: Float64Array,
  x: Float64Array,
  box: Box,
  radius: number,
  theta: number
): Chosen {
  const {d} = model;
  const straight = times(p, d);
  const reach = findReach(x, straight, box);
  if (reach.step >= 1) return choose(model, p);

  const cut = p.map((pi) => theta * reach.step * pi);
  const best = [choose(model, cut)];
  const atBound = p.map((pi) => reach.step * pi);
  const mirrored = p.map((pi, i) => (reach.hits[i] ? -pi : pi));
  const onBound = x.map((xi, i) => xi + reach.step * straight[i]);
  const toRim = findRim(atBound, mirrored, radius);
  const toWall = findReach(onBound, times(mirrored, d), box).step;
  const most = toWall <= toRim ? theta * toWall : toRim;
  const least = ((1 - theta) * reach.step) / Math.min(toWall, toRim);
  if (least <= most) {
    const t = minimumAlong(model, atBound, mirrored, least, most);
    best.push(
      choose(
        model,
        atBound.map((pi, i) => pi + t * mirrored[i])
      )
    );
  }
  const down = model.half.map((g, i) => -g * d[i]);
  const rim = radius / norm(down);
  const wall = findReach(x, times(down, d), box).step;
  const t = minimumAlong(
    model,
    new Float64Array(p.length),
    down,
    0,
    wall < rim ? theta * wall : rim
  );
  best.push(
    choose(
      model,
      down.map((di) => t * di)
    )
  );
  return best.reduce((a, b) => (b.fall > a.fall ? b : a));
}

function choose(model: Model, hat: Float64Array): Chosen {
  return {step: times(hat, model.d), hat, fall: -evaluate(model, hat)};
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((ai, i) => ai * b[i]);
}

/** The form of the model's squares: (R·D·a)·(R·D·b) + Σ C·a·b. */
function form({factor, d, C}: Model, a: Float64Array, b: Float64Array): number {
  const [wa, wb] = [new Float64Array(a.length), new Float64Array(a.length)];
  applyFactor(factor, times(a, d), wa);
  applyFactor(factor, times(b, d), wb);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += wa[i] * wb[i] + C[i] * a[i] * b[i];
  return sum;
}

/** Half the slope at 0 along a. */
function slopeAlong({half, d}: Model, a: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += half[i] * d[i] * a[i];
  return sum;
}

function evaluate(model: Model, hat: Float64Array): number {
  return form(model, hat, hat) + 2 * slopeAlong(model, hat);
}

/** The t in [least, most] for which the model at from + t·way is smallest. */
function minimumAlong(
  model: Model,
  from: Float64Array,
  way: Float64Array,
  least: number,
  most: number
): number {
  const curvature = form(model, way, way);
  const slope = slopeAlong(model, way) + form(model, from, way);
  if (curvature > 0) return Math.min(Math.max(-slope / curvature, least), most);
  return slope < 0 ? most : least;
}

/** How many times p fits into the box, and which bounds end it. */
function findReach(x: Float64Array, p: Float64Array, {lower, upper}: Box) {
  const each = p.map((pi, i) =>
    pi === 0 ? Infinity : Math.max(0, (pi > 0 ? upper[i] - x[i] : lower[i] - x[i]) / pi)
  );
  const step = each.reduce((least, t) => Math.min(least, t), Infinity);
  return {step, hits: Array.from(each, (t) => t === step)};
}

/** The t ≥ 0 with ‖from + t·way‖ = radius. */
function findRim(from: Float64Array, way: Float64Array, radius: number): number {
  let [a, b, c] = [0, 0, -radius * radius];
  for (let i = 0; i < from.length; i++) {
    a += way[i] * way[i];
    b += from[i] * way[i];
    c += from[i] * from[i];
  }
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  // the form that does not cancel
  return Math.max(0, b > 0 ? -c / (b + root) : (root - b) / a);
}
