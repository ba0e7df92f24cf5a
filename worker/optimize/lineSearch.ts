// A step length α along a descent direction that satisfies the strong Wolfe conditions,
//   f(α) ≤ f(0) + c₁·α·f'(0)  and  |f'(α)| ≤ c₂·|f'(0)|,
// by the bracketing of Moré and Thuente (1994), section 4: an interval that holds such a step shrinks around it, with
// trial steps from cubics and parabolas through values and slopes at its ends.

const SUFFICIENT = 1e-3;
const CURVATURE = 0.9;
/** An interval this much narrower than its end is a point. */
const NARROW = 1e-10;
/** How far one trial may go beyond the last, and the shrinking that two of them have to bring. */
const STRETCH = 4;
const SHRINK = 0.66;
/** Of the way to where the function is not finite, what is tried. */
const REACH = 0.75;
const MOST_TRIALS = 40;

/** The value and the slope at a step. */
interface Point {
  step: number;
  value: number;
  slope: number;
}

export interface LineSearch {
  /** the step to evaluate next. */
  step: number;
  /** Takes in what was found there. "failed": no such step was found; the best is at `best`. */
  advance(value: number, slope: number): "on" | "found" | "failed";
  /** the lowest point that was evaluated; 0 is the start. */
  readonly best: number;
}

export function makeLineSearch(
  value: number,
  slope: number,
  first: number,
  longest: number
): LineSearch {
  const needed = SUFFICIENT * slope;
  let near: Point = {step: 0, value, slope};
  let far: Point = {step: 0, value, slope};
  let isBracketed = false;
  // until a step has lowered the function enough, the search is for a minimum of f(α) − c₁·α·f'(0)
  let isFirstStage = true;
  let ceiling = longest;
  let width = longest;
  let widthBefore = 2 * longest;
  let trials = 0;

  const search: LineSearch & {best: number} = {
    step: Math.min(first, longest),
    best: 0,
    advance(found, foundSlope) {
      const {step} = search;
      if (++trials > MOST_TRIALS) return fail();
      if (!Number.isFinite(found) || !Number.isFinite(foundSlope)) {
        // beyond here there is nothing: half the way back to the best
        ceiling = near.step + REACH * (step - near.step);
        search.step = near.step + (step - near.step) / 2;
        return Math.abs(search.step - near.step) > NARROW * step ? "on" : fail();
      }
      const enough = value + step * needed;
      if (found <= enough && Math.abs(foundSlope) <= CURVATURE * -slope) return settle(step);
      if (step === longest && found <= enough && foundSlope <= needed) return settle(step);
      if (isFirstStage && found <= enough && foundSlope >= 0) isFirstStage = false;
      const trial: Point = {step, value: found, slope: foundSlope};
      const isAuxiliary = isFirstStage && found <= near.value && found > enough;
      narrow(trial, isAuxiliary ? needed : 0);
      if (isBracketed && Math.abs(far.step - near.step) <= NARROW * Math.max(far.step, near.step))
        return fail();
      return "on";
    }
  };

  function settle(step: number): "found" {
    search.best = step;
    return "found";
  }

  function fail(): "failed" {
    // as low as the start is not lower
    search.best = near.value < value ? near.step : 0;
    return "failed";
  }

  /** Replaces an end of the interval, and sets the next trial; with `tilt` values and slopes are less that line's. */
  function narrow(trial: Point, tilt: number): void {
    const lean = (p: Point): Point => ({
      step: p.step,
      value: p.value - p.step * tilt,
      slope: p.slope - tilt
    });
    const [a, b, c] = [lean(near), lean(far), lean(trial)];
    const limit = Math.min(trial.step + STRETCH * (trial.step - near.step), ceiling);
    let next = propose(a, b, c, limit);
    if (c.value > a.value) {
      far = trial;
      isBracketed = true;
    } else {
      if (a.slope * c.slope < 0) {
        far = near;
        isBracketed = true;
      }
      near = trial;
    }
    if (isBracketed) {
      const now = Math.abs(far.step - near.step);
      const [least, most] = [Math.min(near.step, far.step), Math.max(near.step, far.step)];
      const isInside = next > least && next < most;
      if (!isInside || now >= SHRINK * widthBefore) next = least + now / 2;
      widthBefore = width;
      width = now;
    }
    search.step = isBracketed ? next : Math.min(next, limit);
  }

  /** The trial that the cases of the paper give. */
  function propose(a: Point, b: Point, c: Point, most: number): number {
    const away = c.step - a.step;
    if (c.value > a.value) {
      const cubic = minimumOfCubic(a, c);
      const parabola = a.step + (a.slope / ((a.value - c.value) / away + a.slope) / 2) * away;
      const isNearer = Math.abs(cubic - a.step) < Math.abs(parabola - a.step);
      return isNearer ? cubic : cubic + (parabola - cubic) / 2;
    }
    const secant = c.step + (c.slope / (a.slope - c.slope)) * away;
    if (a.slope * c.slope < 0) {
      const cubic = minimumOfCubic(a, c);
      return Math.abs(cubic - c.step) >= Math.abs(secant - c.step) ? cubic : secant;
    }
    if (Math.abs(c.slope) <= Math.abs(a.slope)) {
      const limit = away > 0 ? most : 0;
      let next = secant;
      const cubic = minimumOfCubic(a, c);
      const goesOn = (cubic - c.step) * away > 0;
      if (!Number.isFinite(next) || (next - c.step) * away <= 0) next = goesOn ? cubic : limit;
      else if (goesOn) {
        const isNearer = Math.abs(cubic - c.step) < Math.abs(secant - c.step);
        next = isNearer === isBracketed ? cubic : secant;
      }
      if (!isBracketed) return next;
      const bend = c.step + SHRINK * (b.step - c.step);
      return away > 0 ? Math.min(bend, next) : Math.max(bend, next);
    }
    if (isBracketed) return minimumOfCubic(b, c);
    return away > 0 ? most : 0;
  }

  return search;
}

/** Of the cubic with the values and slopes of two points; NaN where it has none. */
function minimumOfCubic(a: Point, b: Point): number {
  const width = b.step - a.step;
  const theta = (3 * (a.value - b.value)) / width + a.slope + b.slope;
  const largest = Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope));
  const inner = (theta / largest) * (theta / largest) - (a.slope / largest) * (b.slope / largest);
  const gamma = largest * Math.sqrt(Math.max(0, inner)) * (width < 0 ? -1 : 1);
  return a.step + ((gamma - a.slope + theta) / (gamma - a.slope + gamma + b.slope)) * width;
}
