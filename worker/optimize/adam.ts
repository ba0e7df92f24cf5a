// Adam: steps of about the learning rate in each unknown, along averages of the gradient. With g the gradient at step k,
//   m ← 0.9 m + 0.1 g,  v ← 0.999 v + 0.001 g²,  x ← x − η·m̂ / (√v̂ + 1e-8),
// where m̂ = m/(1 − 0.9^k) and v̂ = v/(1 − 0.999^k) undo the start from zero. (Kingma, Ba 2015, algorithm 1)
import {openBox, project, projectedSlope, startIn} from "./bounds.ts";
import type {Probe, Search, SearchEnd, SearchStart} from "./search.ts";

const KEPT_MEAN = 0.9;
const KEPT_SQUARE = 0.999;
const EPSILON = 1e-8;

/** Read: steps (default 1,000), gtol (default 0: all steps are made). */
export interface AdamOptions extends Omit<SearchStart, "ftol" | "xtol"> {
  /** default 0.01. */
  learningRate?: number;
}

/** After step k the report has the value at the iterate after k updates; the end is the best iterate, not the last. */
export function* adam(options: AdamOptions): Search {
  const {start, steps = 1000, gtol = 0, learningRate = 0.01} = options;
  const box = options.bounds ?? openBox(start.length);
  const x = startIn(start, box);
  const k = x.length;
  const probe: Probe = {x, wants: "gradient", value: NaN, gradient: new Float64Array(k)};
  const mean = new Float64Array(k);
  const square = new Float64Array(k);
  const best: SearchEnd = {x: x.slice(), value: Infinity, status: "maxSteps", steps: 0};
  let keptMean = 1;
  let keptSquare = 1;
  for (let step = 0; ; step++) {
    yield probe;
    const slope = projectedSlope(x, probe.gradient, box);
    best.steps = step;
    if (!Number.isFinite(probe.value) || !Number.isFinite(slope)) {
      // a value without a slope is still a value
      if (step === 0) best.value = probe.value;
      return {...best, status: "nonfinite"};
    }
    if (probe.value < best.value) {
      best.value = probe.value;
      best.x.set(x);
    }
    yield {step, value: probe.value, slope};
    if (slope <= gtol) return {...best, status: "converged"};
    if (step === steps) return best;

    keptMean *= KEPT_MEAN;
    keptSquare *= KEPT_SQUARE;
    for (let i = 0; i < k; i++) {
      const g = probe.gradient[i];
      mean[i] = KEPT_MEAN * mean[i] + (1 - KEPT_MEAN) * g;
      square[i] = KEPT_SQUARE * square[i] + (1 - KEPT_SQUARE) * g * g;
      const size = Math.sqrt(square[i] / (1 - keptSquare)) + EPSILON;
      x[i] -= (learningRate * (mean[i] / (1 - keptMean))) / size;
    }
    project(x, box);
  }
}
