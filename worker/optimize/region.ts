// The middle of a trust-region step: min ‖R·D·p + q‖² + Σ C·p² over ‖p‖ ≤ Δ. Either the minimum itself lies inside, or
// some α ≥ 0 added to C brings it to the rim; α by Newton's method between bounds (Moré 1978, section 5).
import {makeDampedSquares} from "./dampedSquares.ts";
import type {Model} from "./reflection.ts";
import type {SquaresProbe} from "./search.ts";
import {norm} from "./triangle.ts";

/** How near to the rim is near enough. */
const NEAR = 0.1;
const MOST_ROUNDS = 20;
/** Where α starts if nothing better is known, in parts of its upper bound. */
const GUESS = 1e-3;

export interface Region {
  set(probe: SquaresProbe, model: Model): void;
  /** The step p and its α; `isFull`: whether R and C determine it. The array is the same each time. */
  solve(radius: number): {p: Float64Array; alpha: number; isFull: boolean};
}

export function makeRegion(k: number): Region {
  const squares = makeDampedSquares(k);
  const columns = Int32Array.from({length: k}, (_, i) => i);
  const p = new Float64Array(k);
  const turned = new Float64Array(k);
  const delta = new Float64Array(k);
  let model: Model;
  let isFull = true;

  const solveFor = (alpha: number): number => {
    // an unknown that cannot move has an empty column
    for (let i = 0; i < k; i++) delta[i] = model.d[i] === 0 ? 1 : Math.sqrt(model.C[i] + alpha);
    ({isFull} = squares.solve(delta, p));
    return norm(p);
  };
  return {
    set(probe, next) {
      model = next;
      squares.reduce(probe.factor, columns, k, probe.projected, next.d);
    },
    solve(radius) {
      let size = solveFor(0);
      const wasFull = isFull;
      if (wasFull && size <= (1 + NEAR) * radius) return {p, alpha: 0, isFull};
      let steepest = 0;
      for (let i = 0; i < k; i++)
        steepest += model.half[i] * model.d[i] * (model.half[i] * model.d[i]);
      let low = 0;
      let used = 0;
      let high = Math.sqrt(steepest) / radius;
      let alpha = wasFull ? towards(size, radius, 0) : GUESS * high;
      for (let round = 0; round < MOST_ROUNDS; round++) {
        if (!(alpha > low && alpha < high)) alpha = Math.max(GUESS * high, Math.sqrt(low * high));
        used = alpha;
        size = solveFor(alpha);
        if (Math.abs(size - radius) <= NEAR * radius) break;
        if (size > radius) low = alpha;
        else high = alpha;
        alpha = towards(size, radius, alpha);
      }
      return {p, alpha: used, isFull: wasFull};
    }
  };

  /** Newton's next α, for 1/‖p(α)‖ = 1/Δ, which is nearly linear. */
  function towards(size: number, radius: number, alpha: number): number {
    squares.solveTransposed(p, turned);
    const bent = norm(turned) / size;
    return alpha + (size - radius) / radius / (bent * bent);
  }
}
