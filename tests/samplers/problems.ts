// Problems with known evidence and moments: research dossier 5.2, computed there by quadrature or in closed form.
// Plain functions, so that any sampler and any evaluator can take them.
import {prior} from "../../worker/samplers/priors/priors.ts";
import type {Distribution, Prior} from "../../worker/samplers/types.ts";

export interface Problem {
  name: string;
  prior: Prior;
  logLikelihood: (theta: ArrayLike<number>) => number;
  /** where the problem is smooth and a gradient is at hand. */
  gradient?: (theta: ArrayLike<number>, out: Float64Array) => void;
  logEvidence: number;
  /** of the posterior, parameter by parameter. */
  mean?: readonly number[];
  sd?: readonly number[];
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** x0, x1, …, all alike. */
export function box(d: number, a: number, b: number): Prior {
  const laws: Record<string, Distribution> = {};
  for (let j = 0; j < d; j++) laws[`x${j}`] = prior.uniform(a, b);
  return prior.independent(laws);
}

/** ln of a sum of exponentials. */
function logSum(logs: readonly number[]): number {
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
}

function logNormal(x: ArrayLike<number>, mean: readonly number[], variance: readonly number[]) {
  return mean.reduce((sum, m, j) => {
    const z2 = ((x[j] - m) * (x[j] - m)) / variance[j];
    return sum - 0.5 * (z2 + Math.log(variance[j]) + LOG_TWO_PI);
  }, 0);
}

export const gauss2: Problem = {
  name: "two-dimensional Gaussian",
  prior: box(2, -5, 5),
  logLikelihood: (x) => -0.5 * ((x[0] - 1) * (x[0] - 1) + (x[1] - 2) * (x[1] - 2)),
  gradient: (x, out) => out.set([1 - x[0], 2 - x[1]]),
  logEvidence: -2.7686756023,
  mean: [0.99986617, 1.99556216],
  sd: [0.99973227, 0.99331102]
};

/** The unit Gaussian's density within (−5, 5)^d. */
export function gaussian(d: number): Problem {
  const logEvidence = {5: -11.5129283315, 10: -23.025856663, 20: -46.0517133259}[d];
  if (logEvidence === undefined) throw new RangeError(`no evidence known for ${d} dimensions`);
  return {
    name: `unit Gaussian in ${d} dimensions`,
    prior: box(d, -5, 5),
    logLikelihood: (x) => {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += x[j] * x[j] + LOG_TWO_PI;
      return -0.5 * sum;
    },
    gradient: (x, out) => {
      for (let j = 0; j < d; j++) out[j] = -x[j];
    },
    logEvidence,
    mean: new Array<number>(d).fill(0),
    sd: new Array<number>(d).fill(1)
  };
}

export const wideLine: Problem = {
  name: "unit Gaussian on a wide line",
  prior: box(1, -20, 20),
  logLikelihood: (x) => logNormal(x, [0], [1]),
  gradient: (x, out) => out.set([-x[0]]),
  logEvidence: -3.6888794541,
  mean: [0],
  sd: [1]
};

export const bimodal: Problem = {
  name: "two Gaussians of equal mass",
  prior: box(2, -2, 2),
  logLikelihood: (x) =>
    Math.log(0.5) +
    logSum([logNormal(x, [1, 1], [0.02, 0.05]), logNormal(x, [-0.8, -0.8], [0.05, 0.02])]),
  logEvidence: -2.7725906784
};

/** A tenth of the mass around +½, the rest around −½. */
export function unequal(d: number): Problem {
  const at = (m: number) => new Array<number>(d).fill(m);
  return {
    name: `two Gaussians of unequal mass in ${d} dimensions`,
    prior: box(d, -2, 2),
    logLikelihood: (x) =>
      logSum([
        Math.log(0.1) + logNormal(x, at(0.5), at(0.01)),
        Math.log(0.9) + logNormal(x, at(-0.5), at(0.01))
      ]),
    gradient: (x, out) => {
      const right = Math.log(0.1) + logNormal(x, at(0.5), at(0.01));
      const left = Math.log(0.9) + logNormal(x, at(-0.5), at(0.01));
      const share = 1 / (1 + Math.exp(left - right));
      for (let j = 0; j < d; j++) out[j] = (share * 0.5 - (1 - share) * 0.5 - x[j]) / 0.01;
    },
    logEvidence: -d * Math.log(4),
    mean: at(-0.4),
    sd: at(Math.sqrt(0.01 + 0.09))
  };
}

function valley(x: ArrayLike<number>): number {
  const bend = x[1] - x[0] * x[0];
  return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
}

function valleySlope(x: ArrayLike<number>, factor: number, out: Float64Array): void {
  const bend = x[1] - x[0] * x[0];
  out[0] = factor * (400 * bend * x[0] + 2 * (1 - x[0]));
  out[1] = factor * -200 * bend;
}

export const rosenbrockWide: Problem = {
  name: "Rosenbrock's valley over 20, wide",
  prior: box(2, -20, 20),
  logLikelihood: (x) => -valley(x) / 20,
  gradient: (x, out) => valleySlope(x, 1 / 20, out),
  logEvidence: -5.7357985733
};

export const rosenbrockNarrow: Problem = {
  ...rosenbrockWide,
  name: "Rosenbrock's valley over 20, narrow",
  prior: box(2, -2, 2),
  logEvidence: -2.0484311438
};

export const rosenbrockSharp: Problem = {
  name: "Rosenbrock's valley itself",
  prior: box(2, -5, 5),
  logLikelihood: (x) => -valley(x),
  gradient: (x, out) => valleySlope(x, 1, out),
  logEvidence: -5.8041323638
};

/** Beck and Au's two-storey building: stiffnesses from two measured frequencies. */
export const building: Problem = {
  name: "two-storey shear building",
  prior: prior.independent({
    theta1: prior.lognormal(0.5102367348, 0.4978679246),
    theta2: prior.lognormal(0.1695776862, 0.6266747462)
  }),
  logLikelihood: (x) => {
    const m1 = 16.5e3;
    const m2 = 16.1e3;
    const k1 = 29.7e6 * x[0];
    const k2 = 29.7e6 * x[1];
    // eigenvalues of M⁻¹K: half the trace, and the root of its square less the determinant
    const half = ((k1 + k2) / m1 + k2 / m2) / 2;
    const root = Math.sqrt(half * half - (k1 * k2) / (m1 * m2));
    const misfit = [half - root, half + root].reduce((sum, eigenvalue, j) => {
      const f = Math.sqrt(eigenvalue) / (2 * Math.PI) / [3.13, 9.83][j];
      return sum + (f * f - 1) * (f * f - 1);
    }, 0);
    return -misfit / (2 * Math.pow(0.5, 8));
  },
  logEvidence: -6.49597,
  mean: [1.117, 0.59344],
  sd: [0.66237, 0.32995]
};

/** Fifty ones and fifty zeros, as a sequence. */
export function coin(a: number, b: number, logEvidence: number): Problem {
  const sd = Math.sqrt(0.25 / (100 + a + b + 1));
  return {
    name: `coin with prior (${a}, ${b})`,
    prior: prior.independent({p: prior.beta(a, b)}),
    logLikelihood: (x) => 50 * (Math.log(x[0]) + Math.log1p(-x[0])),
    gradient: (x, out) => out.set([50 / x[0] - 50 / (1 - x[0])]),
    logEvidence,
    mean: [0.5],
    sd: [sd]
  };
}

export const fairCoin = coin(1, 1, -71.3989622);
export const sureCoin = coin(20, 20, -69.9455632);

export const shells: Problem = {
  name: "Gaussian shells",
  prior: box(2, -6, 6),
  logLikelihood: (x) => {
    const shell = (c: number) => {
      const r = Math.sqrt((x[0] - c) * (x[0] - c) + x[1] * x[1]) - 2;
      return -0.5 * (r / 0.1) * (r / 0.1) - 0.5 * LOG_TWO_PI - Math.log(0.1);
    };
    return logSum([shell(3.5), shell(-3.5)]);
  },
  logEvidence: -1.745642
};

export const eggbox: Problem = {
  name: "egg box",
  prior: box(2, 0, 10 * Math.PI),
  logLikelihood: (x) => Math.pow(2 + Math.cos(x[0] / 2) * Math.cos(x[1] / 2), 5),
  logEvidence: 235.85594
};

export const all: readonly Problem[] = [
  gauss2, gaussian(5), gaussian(10), gaussian(20), wideLine, bimodal, unequal(2), unequal(4), unequal(8), unequal(10),
  rosenbrockWide, rosenbrockNarrow, rosenbrockSharp, building, fairCoin, sureCoin, shells, eggbox
]; // prettier-ignore
