// The outer loop of all worst cases: at each point the residuals are linearised, the convex model is minimised exactly in the
// box, and the step is taken if the true worst case falls with it. Damping by the largest diagonal of JᵀJ so far; it grows
// while steps fail, and shrinks with how well the model told the fall (Nielsen 1999).
import {takeBoxedStep} from "./boxedStep.ts";
import {toValue, type Squares, type Step, type WorstCase} from "./squares.ts";

/** All that the loop asks of the problem; unknowns are scaled, so that the ridge pulls each alike. */
export interface Problem {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** where the ridge pulls to. */
  readonly center: Float64Array;
  readonly alpha: number;
  /** ‖r_s‖² only; undefined where the work was cancelled. */
  measure(x: Float64Array): Promise<Float64Array | undefined>;
  linearize(x: Float64Array): Promise<Squares | undefined>;
}

export interface DescentRow {
  step: number;
  /** worst case and ridge. */
  value: number;
  /** without the ridge. */
  worst: number;
  x: Float64Array;
  sizes: ArrayLike<number>;
  lambda: number;
}

export interface DescentOptions {
  steps: number;
  /** a fall below this part of the value is none. */
  ftol: number;
  /** a step below this part of the unknowns is none. */
  xtol: number;
  /** at the start and after each step. */
  onStep: (row: DescentRow) => void;
}

export interface Descent extends DescentRow {
  status: "converged" | "maxSteps" | "diverged" | "nonfinite" | "cancelled";
  weights: Float64Array;
  /** the residuals at the end, linearised. */
  squares: Squares;
}

const FIRST_DAMPING = 1e-3;
const LARGEST_DAMPING = 1e12;
/** A step is taken from this gain on. */
const LEAST_GAIN = 1e-4;

/** Undefined where it was cancelled before anything was known. */
export async function descend(
  worst: WorstCase,
  problem: Problem,
  start: Float64Array,
  {steps, ftol, xtol, onStep}: DescentOptions
): Promise<Descent | undefined> {
  const k = start.length;
  const {alpha, low, high} = problem;
  const scale = new Float64Array(k);
  const still = new Float64Array(k);
  let x: Float64Array = start.slice();
  const first = await problem.linearize(x);
  if (!first) return undefined;
  let squares = first;
  let weights: Float64Array = Float64Array.from(squares.slopes, () => 1 / squares.slopes.length);
  let mu = FIRST_DAMPING;
  let growth = 2;
  const away = (): Float64Array => x.map((value, i) => value - problem.center[i]);
  const modelAt = (damping: Float64Array) => ({squares, alpha, center: away(), damping});
  const rowAt = (step: number, lambda: number): DescentRow => {
    const value = toValue(worst, modelAt(still), still, false);
    return {step, value, worst: worst.value(squares.sizes), x, sizes: squares.sizes, lambda};
  };
  let row = rowAt(0, alpha);
  const end = (status: Descent["status"]): Descent => ({...row, status, weights, squares});

  for (;;) {
    if (!isUsable(row.value, squares)) return end("nonfinite");
    onStep(row);
    if (row.step >= steps) return end("maxSteps");
    for (let i = 0; i < k; i++) scale[i] = Math.max(scale[i], squares.normal[i * k + i]);
    const room = {low: low.map((v, i) => v - x[i]), high: high.map((v, i) => v - x[i])};
    for (;;) {
      const model = modelAt(scale.map((d) => mu * d));
      const step: Step = takeBoxedStep(worst, model, room);
      const {delta} = step;
      const predicted = row.value - toValue(worst, model, delta, false);
      const length = toLength(delta, scale);
      // the model itself sees nothing left to gain, or the damping leaves no step
      if (!(predicted > ftol * row.value) || length <= xtol * toLength(x, scale)) {
        if (mu < 1) weights = step.weights;
        return end(mu < LARGEST_DAMPING ? "converged" : "diverged");
      }
      const next = x.map((value, i) => clamp(value + delta[i], low[i], high[i]));
      const sizes = await problem.measure(next);
      if (!sizes) return end("cancelled");
      const value = addRidge(worst.value(sizes), alpha, next, problem.center);
      const gain = (row.value - value) / predicted;
      if (gain > LEAST_GAIN) {
        const side = 2 * gain - 1;
        mu *= Math.max(1 / 3, 1 - side * side * side);
        growth = 2;
        const there = await problem.linearize(next);
        if (!there) return end("cancelled");
        x = next;
        squares = there;
        ({weights} = step);
        row = rowAt(row.step + 1, step.lambda);
        break;
      }
      mu *= growth;
      growth *= 2;
      if (mu > LARGEST_DAMPING)
        return end(predicted <= 1e-9 * row.value ? "converged" : "diverged");
    }
  }
}

function isUsable(value: number, {normal, slopes}: Squares): boolean {
  return (
    Number.isFinite(value) &&
    normal.every(Number.isFinite) &&
    slopes.every((g) => g.every(Number.isFinite))
  );
}

function addRidge(value: number, alpha: number, x: Float64Array, center: Float64Array): number {
  for (let i = 0; i < x.length; i++) value += alpha * (x[i] - center[i]) * (x[i] - center[i]);
  return value;
}

function toLength(delta: Float64Array, scale: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < delta.length; i++) sum += scale[i] * delta[i] * delta[i];
  return Math.sqrt(sum);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
