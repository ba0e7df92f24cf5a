// Motion of a point with a momentum: energy −log-density + ½ pᵀΣp, where Σ is near the posterior's covariance.
import type {Draws, Prior} from "../types.ts";
import {toFactor} from "./factor.ts";
import {visit, type Asking, type Place} from "./place.ts";
import type {RealLine} from "./realLine.ts";

/** A place, the momentum there and the velocity Σp. */
export interface Phase {
  place: Place;
  p: Float64Array;
  velocity: Float64Array;
}

export interface Hamiltonian {
  /** A new momentum of law N(0, Σ⁻¹). */
  push(place: Place, draws: Draws): Phase;
  energy(phase: Phase): number;
  /** One leapfrog step: of second order, keeps volumes, and a step back undoes it. */
  step(from: Phase, size: number): Asking<Phase>;
  /** Takes another Σ, d × d by rows. */
  reshape(covariance: Float64Array): void;
}

export function makeHamiltonian(
  prior: Prior,
  line: RealLine,
  covariance: Float64Array
): Hamiltonian {
  const d = prior.names.length;
  let shape = covariance;
  let factor = toFactor(shape, d);

  const velocityOf = (p: Float64Array): Float64Array => {
    const velocity = new Float64Array(d);
    for (let j = 0; j < d; j++) for (let k = 0; k < d; k++) velocity[j] += shape[j * d + k] * p[k];
    return velocity;
  };
  return {
    push(place, draws) {
      const p = new Float64Array(d);
      for (let j = 0; j < d; j++) p[j] = draws.normal();
      // L⁻ᵀz
      for (let j = d - 1; j >= 0; j--) {
        for (let k = j + 1; k < d; k++) p[j] -= factor[k * d + j] * p[k];
        p[j] /= factor[j * d + j];
      }
      return {place, p, velocity: velocityOf(p)};
    },
    energy({place, p, velocity}) {
      let kinetic = 0;
      for (let j = 0; j < d; j++) kinetic += 0.5 * p[j] * velocity[j];
      const energy = kinetic - place.logDensity;
      return Number.isNaN(energy) ? Infinity : energy;
    },
    *step({place, p}, size) {
      const half = p.map((value, j) => value + 0.5 * size * place.gradient[j]);
      const velocity = velocityOf(half);
      const next = yield* visit(
        place.u.map((value, j) => value + size * velocity[j]),
        prior,
        line
      );
      const end = half.map((value, j) => value + 0.5 * size * next.gradient[j]);
      return {place: next, p: end, velocity: velocityOf(end)};
    },
    reshape(next) {
      shape = next;
      factor = toFactor(shape, d);
    }
  };
}
