// What the model does at a point: φ̇, ẏ and γ, and how γ depends on φ and y.
// Twin: kernels-as/programs/biofilmAdaptive/rates.as.ts.
import type {Equations} from "./linearize.ts";
import type {Halves} from "./increments.ts";

export interface Rates extends Halves {
  gamma: number;
  /** ∂γ/∂φ, ∂γ/∂y and ∂γ/∂b. */
  gammaByPhi: Float64Array;
  gammaByLiving: Float64Array;
  gammaByDecay: Float64Array;
}

export function makeRates(n: number): Rates {
  const vector = (): Float64Array => new Float64Array(n);
  return {
    phi: vector(), living: vector(), gamma: 0,
    gammaByPhi: vector(), gammaByLiving: vector(), gammaByDecay: vector()
  }; // prettier-ignore
}

export function findRates(equations: Equations, {phi, living}: Halves, rates: Rates): void {
  const {species: n, penalty, matrix, fluidity, growth, loss, toxicity} = equations;
  const {gammaByPhi, gammaByLiving, gammaByDecay} = rates;
  let free = 1;
  let total = 0;
  let resistance = 1;
  for (let i = 0; i < n; i++) {
    const f = phi[i];
    const y = living[i];
    const u = 1 / f;
    const s = y * u;
    const a = f * (1 - f);
    const b = s * ((f - y) * u);
    const ra = 1 / a;
    const rb = 1 / b;
    const a2 = ra * ra;
    const b2 = rb * rb;
    const W = (penalty * (4 * s - 2) * (b2 * rb) + loss[i] * s) * u;
    const V = (penalty * (6 - 20 * b) * (b2 * b2) + loss[i]) * u;
    const X = W + s * V;
    const U = s * W - penalty * (4 * f - 2) * (a2 * ra);
    let grown = 0;
    for (let j = 0; j < n; j++) grown += matrix[i * n + j] * living[j];
    rates.phi[i] = U;
    rates.living[i] = growth[i] * grown - W;
    gammaByPhi[i] = -(s * u * (W + X) + penalty * (6 - 20 * a) * (a2 * a2));
    gammaByLiving[i] = X * u;
    gammaByDecay[i] = s * (toxicity[i] * (s * u));
    free -= f;
    total += U;
    resistance += fluidity[i];
  }
  const a = free * (1 - free);
  const ra = 1 / a;
  const a2 = ra * ra;
  const stiff = penalty * (6 - 20 * a) * (a2 * a2);
  const share = 1 / resistance;
  rates.gamma = (total - penalty * (4 * free - 2) * (a2 * ra)) * share;
  for (let i = 0; i < n; i++) {
    rates.phi[i] -= fluidity[i] * rates.gamma;
    gammaByPhi[i] = (gammaByPhi[i] + stiff) * share;
    gammaByLiving[i] *= share;
    gammaByDecay[i] *= share;
  }
}
