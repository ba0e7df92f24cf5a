// Levenberg–Marquardt as Moré (1978) has it: with J = Q·R and q = Qᵀr, each step solves
//   min ‖R·p + q‖² + μ‖D·p‖²  in the box,
// D having the largest norms that J's columns had so far, and μ so that ‖D·p‖ is about Δ where no bound interferes (0
// where p is shorter by itself). Δ grows and shrinks with how well the linear model told the fall of Σ r².
import {isStuck, openBox, projectedSlope, startIn} from "./bounds.ts";
import {makeBoundedStep} from "./boundedStep.ts";
import type {Search, SearchEnd, SearchStart, SquaresProbe} from "./search.ts";
import {makeRegion} from "./region.ts";
import {makeSquaresProbe} from "./squaresProbe.ts";
import {columnNorm, isFiniteAll, predictFall, scaledNorm, toGradient} from "./triangle.ts";
import {isAtNoise, ROUNDING} from "./tolerances.ts";
import type {OptimizeStatus} from "./types.ts";

/** A step this near to the rim would have gone on. */
const NEAR_RIM = 0.8;

/** Read: steps (default 1,000), ftol, gtol and xtol (1e-12). */
export function* levenbergMarquardt(options: SearchStart): Search<SquaresProbe> {
  const {start, steps = 1000, ftol = 1e-12, gtol = 1e-12, xtol = 1e-12, reach = 1} = options;
  const box = options.bounds ?? openBox(start.length);
  const x = startIn(start, box);
  const k = x.length;
  const probe = makeSquaresProbe(x, "factor");
  const trial = makeSquaresProbe(x.slice(), "value");
  const gradient = new Float64Array(k);
  const scale = new Float64Array(k);
  const bounded = makeBoundedStep(box);
  const {p, w} = bounded;
  const model = {
    ...probe,
    half: new Float64Array(k),
    d: new Float64Array(k),
    C: new Float64Array(k)
  };
  const region = makeRegion(k);

  yield probe;
  let {value} = probe;
  let radius = 0;
  let step = 0;
  const end = (status: OptimizeStatus): SearchEnd => ({x, value, status, steps: step});
  for (; ; step++) {
    if (!Number.isFinite(value) || !isFiniteAll(probe.factor) || !isFiniteAll(probe.projected))
      return end("nonfinite");
    toGradient(probe, gradient);
    rescale(probe, scale);
    const slope = projectedSlope(x, gradient, box);
    yield {step, value, slope};
    if (slope <= gtol) return end("converged");
    if (step >= steps) return end("maxSteps");

    if (step === 0) radius = reach * (scaledNorm(x, scale) || 1);
    for (let i = 0; i < k; i++) {
      model.half[i] = gradient[i] / 2;
      model.d[i] = isStuck(x, gradient, box, i) ? 0 : 1 / scale[i];
    }
    region.set(probe, model);
    let hope = -1;
    let isFinite = true;
    for (;;) {
      const {isFull} = bounded.solve(probe, gradient, region.solve(radius).alpha, scale);
      const predicted = predictFall(w, probe.projected);
      if (hope < 0) hope = predicted;
      bounded.move(x, trial.x);
      const length = scaledNorm(p, scale);
      const size = scaledNorm(x, scale);
      // however much it is damped, no step is left
      if (!(length > ROUNDING * size)) {
        if (isAtNoise(hope, value, ftol)) return end("converged");
        return end(!isFinite ? "nonfinite" : isFull ? "diverged" : "singular");
      }
      if (Math.abs(predicted) <= ROUNDING * value) return end("converged");
      let gain = -1;
      if (predicted > 0) {
        yield trial;
        isFinite = Number.isFinite(trial.value);
        gain = isFinite ? (value - trial.value) / predicted : -1;
      }
      // A step that leaves the region, as one may that comes off a bound, says nothing of how long a step should be: from it
      // alone the same region could come again, for ever.
      if (!(gain >= 0.25)) radius = (length > 2 * radius ? radius : length) / 4;
      else if (gain > 0.75 && length > NEAR_RIM * radius) radius *= 2;
      if (gain > 0) {
        const fall = value - trial.value;
        const isFlat = fall <= ftol * value && predicted <= ftol * value && gain <= 2;
        x.set(trial.x);
        value = trial.value;
        if (!isFlat && length > xtol * size) break;
        step++;
        yield {step, value, slope};
        return end("converged");
      }
    }
    yield probe;
  }
}

function rescale({factor}: SquaresProbe, scale: Float64Array): void {
  const k = scale.length;
  for (let j = 0; j < k; j++) {
    const norm = columnNorm(factor, k, j);
    if (norm > scale[j] || scale[j] === 0) scale[j] = norm > 0 ? norm : 1;
  }
}
