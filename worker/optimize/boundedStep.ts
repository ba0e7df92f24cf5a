// A damped step that stays in the box: min ‖R·p + q‖² + μ‖D·p‖² over lower ≤ x + p ≤ upper. Unknowns that would
// leave are put on their bound, all at once, and the rest is solved again; when none leaves, one that a bound
// holds against its will is let go. For large μ the problem is all but diagonal and this is exact, so a search
// that raises μ until the objective falls always gets a step.
import {isStuck, type Box} from "./bounds.ts";
import {makeDampedSquares} from "./dampedSquares.ts";
import type {SquaresProbe} from "./search.ts";
import {applyFactor} from "./triangle.ts";

const FREE = 0;
const LOWER = -1;
const UPPER = 1;
/** Rounds of letting go; more are not worth their price in one step. */
const MOST_RELEASES = 20;

export interface BoundedStep {
  /** the step. */
  readonly p: Float64Array;
  /** R·p. */
  readonly w: Float64Array;
  /** Computes it at a probe with its gradient; `isFull`: whether R determined it. */
  solve(
    probe: SquaresProbe,
    gradient: Float64Array,
    mu: number,
    scale: Float64Array
  ): {isFull: boolean};
  /** out = x + p, exactly on a bound where the step ends on one. */
  move(x: Float64Array, out: Float64Array): void;
}

export function makeBoundedStep(box: Box): BoundedStep {
  const {lower, upper} = box;
  const k = lower.length;
  const squares = makeDampedSquares(k);
  const p = new Float64Array(k);
  const w = new Float64Array(k);
  const side = new Int8Array(k);
  const columns = new Int32Array(k);
  const delta = new Float64Array(k);
  const free = new Float64Array(k);
  const right = new Float64Array(k);

  /** Solves for the free unknowns, the others' p being given. */
  const solveFree = ({factor, projected}: SquaresProbe, mu: number, scale: Float64Array) => {
    let count = 0;
    for (let i = 0; i < k; i++) {
      if (side[i] !== FREE) continue;
      p[i] = 0;
      delta[count] = Math.sqrt(mu) * scale[i];
      columns[count++] = i;
    }
    applyFactor(factor, p, right);
    for (let i = 0; i < k; i++) right[i] += projected[i];
    squares.reduce(factor, columns, count, right);
    const answer = squares.solve(delta, free);
    for (let c = 0; c < count; c++) p[columns[c]] = free[c];
    return answer;
  };

  /** Puts on their bounds the free unknowns that are beyond them; whether there were any. */
  const clip = (x: Float64Array): boolean => {
    let isClipped = false;
    for (let i = 0; i < k; i++) {
      if (side[i] !== FREE) continue;
      if (x[i] + p[i] < lower[i]) side[i] = LOWER;
      else if (x[i] + p[i] > upper[i]) side[i] = UPPER;
      else continue;
      p[i] = (side[i] === LOWER ? lower[i] : upper[i]) - x[i];
      isClipped = true;
    }
    return isClipped;
  };

  /** Lets the unknown go whose bound holds it most against the slope of the damped model; whether there was one. */
  const release = ({factor, projected}: SquaresProbe, mu: number, scale: Float64Array): boolean => {
    applyFactor(factor, p, w);
    let worst = 0;
    let found = -1;
    for (let j = 0; j < k; j++) {
      if (side[j] === FREE || lower[j] === upper[j]) continue;
      let slope = mu * scale[j] * scale[j] * p[j];
      for (let i = 0; i <= j; i++) slope += factor[i * k + j] * (w[i] + projected[i]);
      const wish = (side[j] === LOWER ? -slope : slope) / scale[j];
      if (wish > worst) {
        worst = wish;
        found = j;
      }
    }
    if (found >= 0) side[found] = FREE;
    return found >= 0;
  };

  return {
    p,
    w,
    solve(probe, gradient, mu, scale) {
      const {x, factor} = probe;
      p.fill(0);
      for (let i = 0; i < k; i++) {
        const isHeld = isStuck(x, gradient, box, i);
        side[i] = isHeld ? (x[i] <= lower[i] ? LOWER : UPPER) : FREE;
      }
      let answer = solveFree(probe, mu, scale);
      for (let releases = 0; ;) {
        if (clip(x)) answer = solveFree(probe, mu, scale);
        else if (releases++ < MOST_RELEASES && release(probe, mu, scale))
          answer = solveFree(probe, mu, scale);
        else break;
      }
      applyFactor(factor, p, w);
      return answer;
    },
    move(x, out) {
      for (let i = 0; i < k; i++) {
        if (side[i] === FREE) out[i] = Math.min(Math.max(x[i] + p[i], lower[i]), upper[i]);
        else out[i] = side[i] === LOWER ? lower[i] : upper[i];
      }
    }
  };
}
