// How likely data are under a model, its parameters integrated away: exact where the correlation is linear in them around
// the fit, the priors normal, and the noise known.
import {strictMath} from "../../math.ts";
import {apartOf} from "../scan/apart.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Normal} from "../sums/types.ts";
import type {AngleChi2} from "../types.ts";
import {toEigen} from "./eigen.ts";

const {log} = strictMath;
const LOG_TWO_PI = log(2 * Math.PI);
/** Below this share of the elements the correlation is flat: contrast and offset are not both told. */
const FLAT = 1e-12;

export interface EvidenceInput {
  taken: TakenScan;
  places: readonly number[];
  angles: readonly AngleChi2[];
  /** of all the model's numbers, at theta. */
  normal: Normal;
  theta: Float64Array;
  active: Int32Array;
  /** mean and standard deviation of all the model's numbers. */
  priors: readonly (readonly [number, number])[];
}

export interface Evidence {
  logEvidence: number;
  /** Σ of squared residuals by the noise, over independent elements. */
  chi2: number;
  /** how many those are. */
  points: number;
}

export function toEvidence(input: EvidenceInput): Evidence {
  const {taken, places, angles, normal, theta} = input;
  const {frames} = taken.grid;
  const n = theta.length;
  let [chi2, points, logEvidence] = [0, 0, 0];
  for (const [a, angle] of angles.entries()) {
    const {pairs} = apartOf(taken.angles[places[a]], frames);
    const variance = angle.noise * angle.noise;
    const own = angle.noiseReduced * Math.max(pairs - n - 2, 1);
    chi2 += own;
    points += pairs;
    logEvidence -= 0.5 * (own + pairs * (LOG_TWO_PI + log(variance)));
    logEvidence += toScaling(taken.angles[places[a]].total, normal.stt[a], variance);
  }
  return {logEvidence: logEvidence + toParameters(input), chi2, points};
}

/** ln ∫ over contrast and offset, both evenly likely over a range of 1; each pair stands twice in the sums. */
function toScaling(total: number, stt: number, variance: number): number {
  if (!(stt > FLAT * total)) return 0;
  return LOG_TWO_PI - 0.5 * log((total * stt) / (4 * variance * variance));
}

/**
 * ln ∫ exp(−½(θ − θ̂)ᵀA(θ − θ̂)) of a normal law of θ: with B = SAS + 1 and z = (θ̂ − mean)/S, S its standard deviations,
 * −½ ln det B − ½(zᵀz − zᵀB⁻¹z). Directions that the data do not tell cost nothing.
 */
function toParameters({angles, normal, theta, active, priors}: EvidenceInput): number {
  const n = theta.length;
  const k = active.length;
  const B = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    B[i * k + i] = 1;
    for (let j = 0; j < k; j++) {
      let sum = 0;
      for (let a = 0; a < angles.length; a++) {
        const {noise} = angles[a];
        sum += normal.normal[(a * n + active[i]) * n + active[j]] / (2 * noise * noise);
      }
      B[i * k + j] += priors[active[i]][1] * priors[active[j]][1] * sum;
    }
  }
  const {values, vectors} = toEigen(B, k);
  let result = 0;
  for (let m = 0; m < k; m++) {
    let along = 0;
    for (let i = 0; i < k; i++) {
      const [mean, sd] = priors[active[i]];
      along += (vectors[i * k + m] * (theta[active[i]] - mean)) / sd;
    }
    // rounding may take a little of the 1
    const value = Math.max(values[m], 1);
    result -= 0.5 * (log(value) + along * along * (1 - 1 / value));
  }
  return result;
}
