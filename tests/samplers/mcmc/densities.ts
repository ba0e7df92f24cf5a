// Log-likelihoods whose posteriors are known.
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {Distribution} from "../../../worker/samplers/types.ts";
import type {Density} from "./fakeEvaluator.ts";

export interface Known extends Density {
  prior: Record<string, Distribution>;
  mean?: number[];
  sd?: number[];
  logEvidence?: number;
}

/** Two unknowns that go together: sd 1 and 2, correlation 0.95; the flat prior is far wider. */
export const oblique: Known = {
  prior: {a: prior.uniform(-40, 40), b: prior.uniform(-40, 40)},
  value: ([x, y]) => {
    const [u, v] = [x - 1, (y + 2) / 2];
    return -0.5 * ((u * u - 2 * 0.95 * u * v + v * v) / (1 - 0.95 ** 2));
  },
  gradient: ([x, y]) => {
    const [u, v] = [x - 1, (y + 2) / 2];
    const w = 1 - 0.95 ** 2;
    return [-(u - 0.95 * v) / w, -(v - 0.95 * u) / w / 2];
  },
  mean: [1, -2],
  sd: [1, 2],
  logEvidence: Math.log((2 * Math.PI * 2 * Math.sqrt(1 - 0.95 ** 2)) / 6400)
};

/** UQpy's test: log-evidence and moments by quadrature. */
export const banana: Known = {
  prior: {x: prior.uniform(-20, 20), y: prior.uniform(-20, 20)},
  value: ([x, y]) => -(100 * (y - x * x) ** 2 + (1 - x) ** 2) / 20,
  gradient: ([x, y]) => [(400 * x * (y - x * x) + 2 * (1 - x)) / 20, (-200 * (y - x * x)) / 20],
  mean: [0.50352515],
  sd: [2.22679708],
  logEvidence: -5.7357985733
};

/** Two narrow hills, as heavy as one another. */
export const twoHills: Known = {
  prior: {x: prior.uniform(-2, 2), y: prior.uniform(-2, 2)},
  value: ([x, y]) =>
    Math.log(
      0.5 * bump(x - 1, 0.02) * bump(y - 1, 0.05) + 0.5 * bump(x + 0.8, 0.05) * bump(y + 0.8, 0.02)
    ),
  mean: [0.1, 0.1],
  sd: [Math.sqrt(0.035 + 0.81), Math.sqrt(0.035 + 0.81)],
  logEvidence: -2.7725906784
};

function bump(x: number, variance: number): number {
  return Math.exp((-0.5 * x * x) / variance) / Math.sqrt(2 * Math.PI * variance);
}

/** A unit normal density of ten parameters, under a flat prior. */
export const tenNormals: Known = {
  prior: Object.fromEntries(
    Array.from({length: 10}, (_, j) => [`x${j}`, prior.uniform(-5, 5)] as const)
  ),
  value: (theta) => -0.5 * theta.reduce((sum, x) => sum + x * x, 10 * Math.log(2 * Math.PI)),
  gradient: (theta) => Array.from(theta, (x) => -x),
  mean: new Array<number>(10).fill(0),
  sd: new Array<number>(10).fill(1),
  logEvidence: -23.025856663
};

/** 50 ones and 50 zeros: the posterior is Beta(51, 51). */
export const coin: Known = {
  prior: {p: prior.beta(1, 1)},
  value: ([p]) => 50 * Math.log(p) + 50 * Math.log(1 - p),
  gradient: ([p]) => [50 / p - 50 / (1 - p)],
  mean: [0.5],
  sd: [Math.sqrt(0.25 / 103)],
  logEvidence: -71.3989622
};

/** Two natural frequencies of a shear building (Beck and Au 2002): two hills again, under lognormal priors. */
export const building: Known = {
  prior: {
    stiffness1: prior.lognormal(0.5102367348, 0.4978679246),
    stiffness2: prior.lognormal(0.1695776862, 0.6266747462)
  },
  value: ([a, b]) => {
    const [m1, m2, k1, k2] = [16.5e3, 16.1e3, 29.7e6 * a, 29.7e6 * b];
    const trace = (k1 + k2) / m1 + k2 / m2;
    const root = Math.sqrt(trace * trace - (4 * k1 * k2) / (m1 * m2));
    const misfit = (square: number, frequency: number) =>
      (square / (2 * Math.PI * frequency) ** 2 - 1) ** 2;
    const j = misfit((trace - root) / 2, 3.13) + misfit((trace + root) / 2, 9.83);
    return -j / (2 * 0.5 ** 8);
  },
  mean: [1.117, 0.59344],
  sd: [0.66237, 0.32995],
  logEvidence: -6.49597
};
