// The random-walk move: x′ = x + s·L·z.
import {fillNormals} from "../draws.ts";
import {offer} from "./proposals.ts";
import {shapeOf, TURN, type Step, type Walk} from "./walk.ts";

export function* proposeWalks(walk: Walk): Generator<Step, void> {
  const {prior, cloud, proposals, scale, words} = walk;
  const {theta} = cloud;
  const d = theta.length;
  const n = cloud.logPrior.length;
  const z = new Float64Array(d);
  const point = new Float64Array(d);
  proposals.count = 0;
  for (let i = 0; i < n; i++) {
    const {factor} = shapeOf(walk, i);
    fillNormals(words, i, z);
    for (let j = 0; j < d; j++) {
      let step = 0;
      for (let k = 0; k <= j; k++) step += factor[j * d + k] * z[k];
      point[j] = theta[j][i] + scale * step;
    }
    offer(proposals, i, point, prior.logDensity(point), 0);
    if (i % TURN === TURN - 1) yield;
  }
}
