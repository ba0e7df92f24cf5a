// What is simulated: all that a measurement of this geometry can tell, or what a reader believes.
import {makeDraws, type Draws} from "../../../kernels-as/random/draws.ts";
import {strictMath} from "../../math.ts";
import {PARAMETERS} from "../parameters.ts";
import {
  COUNT, F1, fromScaled, J_REF, J_SAMPLE, PHI0, toScaled, V, X_FIRST, X_LAST, type Scales
} from "./scaled.ts"; // prettier-ignore

const {log} = strictMath;

/** Streams of the seed's numbers. */
export const STREAMS = {truth: 0x6c656101, noise: 0x6c656102, cases: 0x6c656103};

/** Decays e^(−q²JT) of 1 − this are hardly seen. */
const SLOWEST = 0.05;
/** Phases qvT below this are hardly seen. */
const LEAST_PHASE = 0.5;
/** Radians from one frame to the next that fringes can be followed at. */
const MOST_TURN = 1.8;
/** Standard deviations of exponents of J and v, of offsets as shares, of f1 times the duration, and of φ0 in degrees. */
const [ALPHA, BETA, SHARE, RATE, DEGREES] = [0.5, 0.4, 0.12, 2.5, 6];
/** A normal law is cut here. */
const REACH = 2.5;

export interface LawWish {
  scales: Scales;
  frames: number;
  /** by place among the parameters. */
  prior: ReadonlyMap<number, readonly [number, number]>;
}

/** θ of semantics "exact" in the form that is agreed on; `index` counts the draws of a stream. */
export function drawTruth(
  {scales, frames, prior}: LawWish,
  seed: number,
  stream: number,
  index: number
): Float64Array {
  const draws = makeDraws(seed, stream, index);
  const theta = fromScaled(drawScaled(draws, frames), scales, "exact");
  for (const [place, [mean, sd]] of prior) {
    const [low, high] = PARAMETERS[place].bounds;
    theta[place] = Math.min(Math.max(mean + sd * cutNormal(draws), low), high);
  }
  // the same correlation in the form that is agreed on
  return fromScaled(toScaled(theta, scales, "exact"), scales, "exact");
}

function drawScaled(draws: Draws, frames: number): Float64Array {
  const scaled = new Float64Array(COUNT);
  const within = (low: number, high: number): number => low + (high - low) * draws.uniform();
  const fastest = Math.max(20, frames / 8);
  const rates = [0, 1].map(() => within(log(SLOWEST), log(fastest)));
  scaled[J_REF] = Math.min(...rates);
  scaled[J_SAMPLE] = Math.max(...rates);
  scaled[V] = within(log(LEAST_PHASE), log(MOST_TURN * frames));
  for (const [at, sd] of [
    [J_REF, ALPHA],
    [J_SAMPLE, ALPHA],
    [V, BETA]
  ]) {
    scaled[at + 1] = sd * cutNormal(draws);
    scaled[at + 2] = SHARE * cutNormal(draws);
  }
  scaled[X_FIRST] = within(0.05, 0.95);
  scaled[X_LAST] = within(0.05, 0.95);
  scaled[F1] = RATE * cutNormal(draws);
  scaled[PHI0] = DEGREES * cutNormal(draws);
  return scaled;
}

function cutNormal(draws: Draws): number {
  let z = draws.normal();
  while (Math.abs(z) > REACH) z = draws.normal();
  return z;
}
