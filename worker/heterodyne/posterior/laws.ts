// Laws that wide and bounded parameters have, besides those of worker/samplers/priors.
import {erf, erfc, strictMath} from "../../math.ts";
import type {Distribution, Draws} from "../../samplers/types.ts";

const {exp, log} = strictMath;
const LOG_ROOT_TWO_PI = 0.5 * log(2 * Math.PI);
/** Densities below e^−37 of the largest are never drawn. */
const UNSEEN = 74;
/** A plain normal draw is within the bounds at least this often, or evenly spread ones are tried. */
const OFTEN = 0.25;

/** A normal law within [lower, upper]; throws where next to nothing of it is there. */
export function truncatedNormal(
  what: string,
  [mean, sd]: readonly [number, number],
  [lower, upper]: readonly [number, number]
): Distribution {
  const [a, b] = [(lower - mean) / sd, (upper - mean) / sd];
  const mass = massOf(a, b);
  if (!(mass > 1e-280))
    throw new RangeError(
      `${what}: expected bounds nearer to the law's mean, ${mean} ± ${sd}, got ${lower} to ${upper}`
    );
  const top = -log(sd) - LOG_ROOT_TWO_PI - log(mass);
  const [pa, pb] = [density(a) / mass, density(b) / mass];
  const shift = pa - pb;
  const ends = (pa === 0 ? 0 : a * pa) - (pb === 0 ? 0 : b * pb);
  return Object.freeze({
    kind: "truncatedNormal",
    lower,
    upper,
    mean: mean + sd * shift,
    sd: sd * Math.sqrt(Math.max(1 + ends - shift * shift, 0)),
    logDensity: (x: number) => {
      if (!(x >= lower && x <= upper)) return -Infinity;
      const z = (x - mean) / sd;
      return top - 0.5 * z * z;
    },
    slope: (x: number) => (mean - x) / sd / sd,
    sample: (draws) => {
      const z = mass > OFTEN ? drawPlainly(a, b, draws) : drawFar(a, b, draws);
      return Math.min(Math.max(mean + sd * z, lower), upper);
    }
  } satisfies Distribution);
}

/** Even along the logarithm from `lower` above 0 to `upper`. */
export function logUniform(lower: number, upper: number): Distribution {
  const [from, span] = [log(lower), log(upper / lower)];
  const height = -log(span);
  const mean = (upper - lower) / span;
  const square = ((upper - lower) * (upper + lower)) / (2 * span);
  return Object.freeze({
    kind: "logUniform",
    lower,
    upper,
    mean,
    sd: Math.sqrt(Math.max(square - mean * mean, 0)),
    logDensity: (x: number) => (x >= lower && x <= upper ? height - log(x) : -Infinity),
    slope: (x: number) => -1 / x,
    sample: (draws) => Math.min(Math.max(exp(from + span * draws.uniform()), lower), upper)
  } satisfies Distribution);
}

/** Of a standard normal law between a and b; by the nearer tail, so that nothing cancels. */
function massOf(a: number, b: number): number {
  const root = Math.SQRT1_2;
  if (a > 0) return 0.5 * (erfc(a * root) - erfc(b * root));
  if (b < 0) return 0.5 * (erfc(-b * root) - erfc(-a * root));
  return 0.5 * (erf(b * root) - erf(a * root));
}

function density(z: number): number {
  return exp(-0.5 * z * z - LOG_ROOT_TWO_PI);
}

function drawPlainly(a: number, b: number, draws: Draws): number {
  for (;;) {
    const z = draws.normal();
    if (z >= a && z <= b) return z;
  }
}

/** Even draws, kept as often as the density there is to the largest one. */
function drawFar(a: number, b: number, draws: Draws): number {
  const nearest = Math.min(Math.max(0, a), b);
  const reach = Math.sqrt(nearest * nearest + UNSEEN);
  const [from, to] = [Math.max(a, -reach), Math.min(b, reach)];
  for (;;) {
    const z = from + (to - from) * draws.uniform();
    if (draws.uniform() <= exp(0.5 * (nearest - z) * (nearest + z))) return z;
  }
}
