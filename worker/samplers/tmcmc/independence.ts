// The independence move: x′ from a t law of four degrees of freedom around the weighted mean, shaped by the weighted
// covariance. Its tails are heavier than a Gaussian's, so that no particle stays where the proposal never comes.
import {strictMath} from "../../math.ts";
import {chiSquare4, fillNormals} from "../draws.ts";
import {offer} from "./proposals.ts";
import {shapeOf, TURN, type Step, type Walk} from "./walk.ts";

const FREEDOM = 4;

export function* proposeAfresh(walk: Walk): Generator<Step, void> {
  const {prior, cloud, proposals, scale, words} = walk;
  const d = cloud.theta.length;
  const n = cloud.logPrior.length;
  const z = new Float64Array(d);
  const point = new Float64Array(d);
  const [density] = cloud.density;
  const [proposed] = proposals.cloud.density;
  proposals.count = 0;
  for (let i = 0; i < n; i++) {
    const {mean, factor} = shapeOf(walk, i);
    fillNormals(words, i, z);
    const stretch = Math.sqrt(FREEDOM / chiSquare4(words, i));
    let norm = 0;
    for (let j = 0; j < d; j++) {
      z[j] *= stretch;
      norm += z[j] * z[j];
    }
    for (let j = 0; j < d; j++) {
      let step = 0;
      for (let k = 0; k <= j; k++) step += factor[j * d + k] * z[k];
      point[j] = mean[j] + scale * step;
    }
    const log = logTail(norm, d);
    const at = offer(proposals, i, point, prior.logDensity(point), density[i] - log);
    if (at >= 0) proposed[at] = log;
    if (i % TURN === TURN - 1) yield;
  }
}

/** The log-density that proposes, at each particle: once a stage. */
export function* fillDensity(
  walk: Pick<Walk, "cloud" | "shapes" | "split" | "scale">
): Generator<Step, void> {
  const {cloud, scale} = walk;
  const {theta} = cloud;
  const [density] = cloud.density;
  const d = theta.length;
  const y = new Float64Array(d);
  for (let i = 0; i < density.length; i++) {
    const {mean, factor} = shapeOf(walk, i);
    let norm = 0;
    for (let j = 0; j < d; j++) {
      let rest = (theta[j][i] - mean[j]) / scale;
      for (let k = 0; k < j; k++) rest -= factor[j * d + k] * y[k];
      y[j] = rest / factor[j * d + j];
      norm += y[j] * y[j];
    }
    density[i] = logTail(norm, d);
    if (i % TURN === TURN - 1) yield;
  }
}

/** But for a constant. */
function logTail(norm: number, d: number): number {
  return -0.5 * (FREEDOM + d) * strictMath.log1p(norm / FREEDOM);
}
