// Random walks whose steps learn from the chains: as long and as oblique as what is sampled at one power of the likelihood.
import {strictMath} from "../../math.ts";
import type {Draws} from "../types.ts";
import {toFactor} from "./factor.ts";
import type {Points} from "./points.ts";
import {makeRunningCovariance} from "./runningCovariance.ts";

/** The best acceptance of a random walk in one dimension and in many (Roberts, Gelman and Gilks 1997). */
const ACCEPTANCE_ONE = 0.44;
const ACCEPTANCE_MANY = 0.234;
/** Standard deviations that a step of many dimensions spans in all. */
const SPAN = 2.38;
/** Steers the scale slower and slower, yet never to a halt. */
const GAIN = 2;

export interface Walk {
  /** Point i of `from` plus a step, to point k of `to`. */
  propose(from: Points, i: number, draws: Draws, to: Points, k: number): void;
  /** What became of proposals: their mean acceptance. */
  steer(acceptance: number): void;
  /** One point that was sampled. */
  learn(theta: readonly Float64Array[], i: number): void;
  /** Takes on what was learnt since the last time. */
  adopt(): void;
}

/** Begins with the covariance given. */
export function makeWalk(d: number, covariance: Float64Array): Walk {
  let factor = toFactor(covariance, d);
  const goal = d === 1 ? ACCEPTANCE_ONE : ACCEPTANCE_MANY;
  const learnt = makeRunningCovariance(d);
  const z = new Float64Array(d);
  let logScale = strictMath.log(SPAN / Math.sqrt(d));
  let scale = strictMath.exp(logScale);
  let steered = 0;
  return {
    propose(from, i, draws, to, k) {
      for (let j = 0; j < d; j++) z[j] = draws.normal();
      for (let j = 0; j < d; j++) {
        let step = 0;
        for (let l = 0; l <= j; l++) step += factor[j * d + l] * z[l];
        to.theta[j][k] = from.theta[j][i] + scale * step;
      }
    },
    steer(acceptance) {
      logScale += (GAIN * (acceptance - goal)) / Math.sqrt(++steered + 3);
      scale = strictMath.exp(logScale);
    },
    learn(theta, i) {
      for (let j = 0; j < d; j++) z[j] = theta[j][i];
      learnt.add(z);
    },
    adopt() {
      const next =
        learnt.count > 1 ? toFactor(towardsAxes(learnt.covariance(), d, learnt.count), d) : factor;
      // chains that stood still have nothing to teach
      if (next.some((value) => value !== 0)) {
        factor = next;
        logScale = strictMath.log(SPAN / Math.sqrt(d));
        steered = 0;
      }
      learnt.reset();
    }
  };
}

/** Few points make directions look flat that are not: those of d points count as much as the axes do. */
function towardsAxes(covariance: Float64Array, d: number, count: number): Float64Array {
  const share = count / (count + d);
  return covariance.map((value, i) => (i % (d + 1) === 0 ? value : share * value));
}
