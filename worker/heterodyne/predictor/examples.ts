// The simulations that a predictor is trained by: features of their curves, and the scaled numbers behind them.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {strictMath} from "../../math.ts";
import type {Pace} from "../../pace.ts";
import type {Asked} from "./asked.ts";
import {featuresOf} from "./features.ts";
import {drawTruth, STREAMS} from "./laws.ts";
import {COUNT, toScaled} from "./scaled.ts";
import {addNoise, makeSimulator, type Simulator} from "./simulate.ts";

const {exp, log} = strictMath;

export interface Simulations {
  count: number;
  /** features of each. */
  size: number;
  /** by rows. */
  features: Float64Array;
  scaled: Float64Array;
}

export function simulatorOf({q, dt, firstFrame, phi, layout}: Asked): Simulator {
  return makeSimulator({q, dt, firstFrame, phi, layout});
}

/** Undefined where it was cancelled. */
export async function simulateAll(asked: Asked, pace: Pace): Promise<Simulations | undefined> {
  const {simulations: count, seed, scales, phi, layout} = asked;
  const simulator = simulatorOf(asked);
  const scaled = new Float64Array(count * COUNT);
  let features = new Float64Array(0);
  let size = 0;
  for (let m = 0; m < count; m++) {
    const truth = drawTruth(asked, seed, STREAMS.truth, m);
    scaled.set(toScaled(truth, scales, "exact"), m * COUNT);
    const curves = simulator.curves(truth);
    const noise = drawNoise(asked, m);
    addNoise(curves, noise, seed, STREAMS.noise, m);
    const own = featuresOf(curves, new Float64Array(phi.length).fill(noise), phi, layout);
    if (m === 0) {
      size = own.length;
      features = new Float64Array(count * size);
    }
    features.set(own, m * size);
    if (!pace.isDue()) continue;
    await pace.rest(() => ({phase: "simulations", done: m, total: count}));
    if (pace.isCancelled) return undefined;
  }
  return {count, size, features, scaled};
}

/** Evenly along the logarithm; its stream is that of the noise itself, from a place it does not reach. */
function drawNoise({noise: [low, high], seed}: Asked, m: number): number {
  const u = makeDraws(seed, STREAMS.noise, m, 1e9).uniform();
  return low * exp(u * log(high / low));
}
