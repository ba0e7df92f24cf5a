// A state or a tangent in two halves, and what the stages of a step add to it.
import {
  A21, A31, A32, A41, A42, A43, A51, A52, A53, A54
} from "../../../../kernels-as/programs/biofilmAdaptive/constants.ts"; // prettier-ignore

/** φ and y = φψ, or what they change by. */
export interface Halves {
  phi: Float64Array;
  living: Float64Array;
}

export function makeHalves(n: number): Halves {
  return {phi: new Float64Array(n), living: new Float64Array(n)};
}

const WEIGHTS = [[], [A21], [A31, A32], [A41, A42, A43], [A51, A52, A53, A54]];

/** What stage k starts from: the beginning of the step and the weighted increments of the stages before it. */
export function addIncrements(
  start: Halves,
  increments: readonly Halves[],
  k: number,
  base: Halves
): void {
  const weights = WEIGHTS[k];
  for (let i = 0; i < start.phi.length; i++) {
    let phi = start.phi[i];
    let living = start.living[i];
    for (let l = 0; l < k; l++) {
      phi += weights[l] * increments[l].phi[i];
      living += weights[l] * increments[l].living[i];
    }
    base.phi[i] = phi;
    base.living[i] = living;
  }
}
