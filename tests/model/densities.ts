// Log densities, other numbers to minimise, and formulas with a branch or an iteration in them.
import {spread, type RealModel} from "./realModel.ts";

type Vector = readonly number[];

declare const y: Vector;
declare const sd: Vector;
declare const x: readonly Vector[];
declare const times: Vector;
declare const isObserved: Vector;
declare const erf: (x: number) => number;
declare const lgamma: (x: number) => number;

const rows = (count: number, columns: number, seed: number) => {
  const values = spread(count * columns, seed);
  return Array.from({length: count}, (_, i) => values.slice(i * columns, (i + 1) * columns));
};

/** The first argument is theta: eight effects, then the mean and the logarithm of the spread. */
export const eightSchools: RealModel = {
  name: "eight schools",
  model: (theta: Vector) => {
    const mu = theta[8];
    const logTau = theta[9];
    const tau = Math.exp(logTau);
    let sum = logTau - (mu * mu) / 50 - Math.log(1 + (tau * tau) / 25);
    for (let i = 0; i < 8; i++) {
      const misfit = (y[i] - mu - tau * theta[i]) / sd[i];
      sum -= 0.5 * (misfit * misfit + theta[i] * theta[i]);
    }
    return sum;
  },
  sizes: {theta: 10},
  constants: {y: [28, 8, -3, 7, -1, 1, 18, 12], sd: [15, 10, 16, 11, 9, 11, 10, 18]},
  points: [
    [[0.4, 0.1, -0.3, 0, -0.2, 0.1, 0.7, 0.3, 4.4, 1.1]],
    [[-1, 2, 0.5, 0.25, -0.125, 1.5, -0.7, 0.9, -3, 3]]
  ]
};

export const densities: readonly RealModel[] = [
  eightSchools,
  {
    name: "logistic regression",
    model: (beta: Vector) => {
      let sum = 0;
      for (let i = 0; i < 200; i++) {
        let eta = beta[0];
        for (let j = 0; j < 3; j++) eta += x[i][j] * beta[j + 1];
        sum += y[i] * eta - (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))));
      }
      return sum;
    },
    sizes: {beta: 4},
    constants: {x: rows(200, 3, 11), y: spread(200, 12).map((v) => (v > 0.2 ? 1 : 0))},
    points: [[[0.2, -0.6, 1.3, 0.05]]]
  },
  {
    name: "Poisson regression",
    model: (beta: Vector) => {
      let sum = 0;
      for (let i = 0; i < 60; i++) {
        const eta = beta[0] + beta[1] * x[i][0] + beta[2] * x[i][1];
        sum += y[i] * eta - Math.exp(eta) - lgamma(y[i] + 1);
      }
      return sum;
    },
    sizes: {beta: 3},
    constants: {x: rows(60, 2, 21), y: spread(60, 22).map((v) => Math.floor(3 + 3 * v))},
    points: [[[0.9, 0.3, -0.4]]]
  },
  {
    name: "Gaussian mixture",
    model: (mean: Vector, logSd: Vector, weight: number) => {
      let sum = 0;
      for (let i = 0; i < 40; i++) {
        const a = (y[i] - mean[0]) / Math.exp(logSd[0]);
        const b = (y[i] - mean[1]) / Math.exp(logSd[1]);
        const first = Math.log(weight) - 0.5 * a * a - logSd[0];
        const second = Math.log1p(-weight) - 0.5 * b * b - logSd[1];
        const most = Math.max(first, second);
        sum += most + Math.log(Math.exp(first - most) + Math.exp(second - most));
      }
      return sum;
    },
    sizes: {mean: 2, logSd: 2, weight: 1},
    constants: {y: spread(40, 31).map((v, i) => (i % 3 === 0 ? 2 + 0.4 * v : v - 1))},
    points: [[[-0.9, 2.1], [-0.2, -0.8], 0.6]]
  },
  {
    name: "Student t regression",
    model: (theta: Vector) => {
      const [intercept, slope, logScale, logNu] = theta;
      const nu = Math.exp(logNu);
      const scale = Math.exp(logScale);
      const constant =
        lgamma((nu + 1) / 2) - lgamma(nu / 2) - 0.5 * Math.log(Math.PI * nu) - logScale;
      let sum = 0;
      for (let i = 0; i < 30; i++) {
        const z = (y[i] - intercept - slope * times[i]) / scale;
        sum += constant - ((nu + 1) / 2) * Math.log1p((z * z) / nu);
      }
      return sum;
    },
    sizes: {theta: 4},
    constants: {times: Array.from({length: 30}, (_, i) => i / 10), y: spread(30, 41)},
    points: [[[0.1, 0.2, -0.7, 1.4]]]
  },
  {
    name: "AR(1) likelihood",
    model: (phi: number, logSd: number) => {
      const variance = Math.exp(2 * logSd);
      let sum = 0.5 * Math.log(1 - phi * phi) - (0.5 * (1 - phi * phi) * y[0] * y[0]) / variance;
      for (let i = 1; i < 50; i++) {
        const e = y[i] - phi * y[i - 1];
        sum -= (0.5 * e * e) / variance;
      }
      return sum - 50 * logSd;
    },
    sizes: {phi: 1, logSd: 1},
    constants: {y: spread(50, 51)},
    points: [[0.6, -0.4]]
  },
  {
    name: "Kalman filter",
    model: (logQ: number, logR: number) => {
      const q = Math.exp(logQ);
      const r = Math.exp(logR);
      let mean = 0;
      let variance = 10;
      let sum = 0;
      for (let i = 0; i < 48; i++) {
        variance += q;
        const s = variance + r;
        const innovation = y[i] - mean;
        const gain = variance / s;
        sum -= 0.5 * (Math.log(2 * Math.PI * s) + (innovation * innovation) / s);
        mean += gain * innovation;
        variance *= 1 - gain;
      }
      return sum;
    },
    sizes: {logQ: 1, logR: 1},
    constants: {y: spread(48, 61)},
    points: [[-2, -1]]
  },
  {
    name: "Rosenbrock",
    model: (v: Vector) => {
      let sum = 0;
      for (let i = 0; i + 1 < 6; i++) {
        const a = v[i + 1] - v[i] * v[i];
        const b = 1 - v[i];
        sum += 100 * a * a + b * b;
      }
      return sum;
    },
    sizes: {v: 6},
    points: [[[-1.2, 1, 0.3, 0.5, 2, -0.7]]]
  },
  {
    name: "Himmelblau",
    model: (a: number, b: number) => {
      const first = a * a + b - 11;
      const second = a + b * b - 7;
      return first * first + second * second;
    },
    sizes: {a: 1, b: 1},
    points: [[2.9, 2.1]]
  },
  {
    name: "Black–Scholes",
    model: (spot: number, strike: number, rate: number, volatility: number, time: number) => {
      const width = volatility * Math.sqrt(time);
      const d1 = (Math.log(spot / strike) + (rate + (volatility * volatility) / 2) * time) / width;
      const d2 = d1 - width;
      const below = (z: number) => 0.5 * (1 + erf(z / Math.SQRT2));
      return spot * below(d1) - strike * Math.exp(-rate * time) * below(d2);
    },
    sizes: {spot: 1, strike: 1, rate: 1, volatility: 1, time: 1},
    points: [
      [100, 95, 0.02, 0.3, 0.75],
      [40, 60, 0.05, 0.2, 2]
    ]
  },
  {
    name: "Kepler's equation",
    model: (anomaly: number, e: number) => {
      let angle = anomaly;
      let step = 1;
      while (Math.abs(step) > 1e-13) {
        step = (angle - e * Math.sin(angle) - anomaly) / (1 - e * Math.cos(angle));
        angle -= step;
      }
      return angle;
    },
    sizes: {anomaly: 1, e: 1},
    points: [
      [1.2, 0.3],
      [0.4, 0.8]
    ]
  },
  {
    name: "Weibull survival",
    model: (logShape: number, logScale: number) => {
      const shape = Math.exp(logShape);
      let sum = 0;
      for (let i = 0; i < 25; i++) {
        const logTime = Math.log(times[i]) - logScale;
        if (isObserved[i] === 1) sum += logShape - logScale + (shape - 1) * logTime;
        sum -= Math.exp(shape * logTime);
      }
      return sum;
    },
    sizes: {logShape: 1, logScale: 1},
    constants: {
      times: spread(25, 71).map((v) => 2 + v),
      isObserved: spread(25, 72).map((v) => (v > -0.5 ? 1 : 0))
    },
    points: [[0.3, 0.8]]
  }
];
