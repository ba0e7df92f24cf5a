// A step that stays in the box: unknowns that would leave are put on their bound, all at once, and the rest is solved again;
// when none leaves, the one that its bound holds most against the slope is let go. (As worker/optimize/boundedStep.ts does it
// for sums of squares.)
import {restrict, toSlope, type Step, type StepModel, type WorstCase} from "./squares.ts";

const FREE = 0;
/** Rounds of letting go; the next step lets go of more. */
const MOST_RELEASES = 20;

/** The way to either wall, in the unknowns of the step: low ≤ δ ≤ high. */
export interface Room {
  low: Float64Array;
  high: Float64Array;
}

export function takeBoxedStep(worst: WorstCase, model: StepModel, {low, high}: Room): Step {
  const k = low.length;
  const side = new Int8Array(k);
  const solve = (): Step => {
    const fixed = Float64Array.from(side, (s, i) => (s === FREE ? 0 : s < 0 ? low[i] : high[i]));
    const free = [...side.keys()].filter((i) => side[i] === FREE);
    if (free.length === k) return worst.step(model);
    const step = worst.step(restrict(model, free, fixed));
    free.forEach((i, a) => (fixed[i] = step.delta[a]));
    return {...step, delta: fixed};
  };
  const clip = ({delta}: Step): boolean => {
    let isClipped = false;
    for (let i = 0; i < k; i++) {
      if (side[i] !== FREE || (delta[i] >= low[i] && delta[i] <= high[i])) continue;
      side[i] = delta[i] < low[i] ? -1 : 1;
      isClipped = true;
    }
    return isClipped;
  };
  const release = (step: Step): boolean => {
    const slope = toSlope(model, step);
    let most = 0;
    let found = -1;
    for (let i = 0; i < k; i++) {
      if (side[i] === FREE || low[i] === high[i]) continue;
      const wish =
        (side[i] < 0 ? -slope[i] : slope[i]) / Math.sqrt(model.squares.normal[i * k + i] || 1);
      if (wish > most) [most, found] = [wish, i];
    }
    if (found >= 0) side[found] = FREE;
    return found >= 0;
  };
  let step = solve();
  for (let releases = 0; ;) {
    if (clip(step)) step = solve();
    else if (releases++ < MOST_RELEASES && release(step)) step = solve();
    else return step;
  }
}
