// One implicit stage by Newton's method. Twin: kernels-as/programs/biofilmAdaptive/stage.as.ts.
import {
  MOST_HALVINGS,
  MOST_TURNS
} from "../../../../kernels-as/programs/biofilmAdaptive/constants.ts";
import type {Halves} from "./increments.ts";
import {linearize, solve} from "./linearize.ts";
import type {Change, Equations, Factors} from "./linearize.ts";

/** 0: solved; else what the last turn failed by. */
export type StageCode = 0 | 1 | 2 | 3;

export interface Stage {
  equations: Equations;
  factors: Factors;
  /** what the increments of earlier stages make of the state. */
  base: Halves;
  change: Change;
  /** where Newton starts, then the solution. */
  at: Halves;
  /** γ h. */
  h: number;
  /** what Newton may leave undone. */
  tolerance: number;
}

/** Leaves the solution in `at` and as the point of the factors, which are still those of Newton's last turn. */
export function solveStage(stage: Stage): StageCode {
  const {equations, factors, base, change, at, h} = stage;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    factors.phi.set(at.phi);
    factors.living.set(at.living);
    linearize(equations, factors, h, base, change);
    const residuals = total(change);
    solve(factors, equations, change);
    if (!(Math.abs(total(change)) < Infinity)) return Math.abs(residuals) < Infinity ? 3 : 2;
    let scale = 1;
    move(stage, scale);
    for (let k = 0; k < MOST_HALVINGS && !isInside(at); k++) {
      scale *= 0.5;
      move(stage, scale);
    }
    if (!isInside(at)) return 1;
    if (scale === 1 && isSettled(stage)) {
      factors.phi.set(at.phi);
      factors.living.set(at.living);
      return 0;
    }
  }
  return 1;
}

function total({phi, living}: Halves): number {
  let sum = 0;
  for (let i = 0; i < phi.length; i++) sum += phi[i] + living[i];
  return sum;
}

function move({factors, change, at}: Stage, scale: number): void {
  for (let i = 0; i < at.phi.length; i++) {
    at.phi[i] = factors.phi[i] + scale * change.phi[i];
    at.living[i] = factors.living[i] + scale * change.living[i];
  }
}

/** Whether φ, ψ and φ_0 are in (0, 1). */
export function isInside({phi, living}: Halves): boolean {
  let free = 1;
  for (let i = 0; i < phi.length; i++) {
    if (!(living[i] > 0 && living[i] < phi[i])) return false;
    free -= phi[i];
  }
  return free > 0;
}

/** The next turn would change x by about change²/x, where x is the distance to the penalty's pole. */
function isSettled({factors, change, tolerance}: Stage): boolean {
  const {inverse, psi, free} = factors;
  let settled = change.sum * change.sum <= tolerance * free;
  for (let i = 0; i < psi.length; i++) {
    const f = change.phi[i] * inverse[i];
    const y = change.living[i] * inverse[i];
    const d = f - y;
    settled &&= f * f <= tolerance;
    settled &&= y * y <= tolerance * psi[i];
    settled &&= d * d <= tolerance * (1 - psi[i]);
  }
  return settled;
}
