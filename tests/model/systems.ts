// One model for each of the systems that the notebook is for.
import {spread, type RealModel} from "./realModel.ts";

type Vector = readonly number[];

declare const before: Vector;
declare const dt: number;
declare const c: number;
declare const alpha: number;
declare const q: number;
declare const phi: number;
declare const spend: readonly Vector[];
declare const penalty: (x: number) => number;
declare const fraction: (t: number, f0: number, f1: number, f2: number, f3: number) => number;
declare const integral: (t: number, scale: number, power: number, offset: number) => number;
declare const hill: (x: number, slope: number, half: number) => number;

export const systems: readonly RealModel[] = [
  {
    name: "biofilm residual",
    // two species of one biofilm, one step of backward Euler: volumes, free volume, living fractions, multiplier
    model: (g: Vector, theta: Vector) => {
      const a = [theta[0], theta[1], theta[1], theta[2]];
      const b = [theta[3], theta[4]];
      const r = [0, 0, 0, 0, 0, 0];
      const gamma = g[5];
      for (let i = 0; i < 2; i++) {
        const volume = g[i];
        const living = g[3 + i];
        const dVolume = (volume - before[i]) / dt;
        const dLiving = (living - before[3 + i]) / dt;
        let growth = 0;
        for (let j = 0; j < 2; j++) growth += a[2 * i + j] * g[j] * g[3 + j];
        r[i] =
          penalty(volume) +
          gamma +
          (1 + living * living) * dVolume +
          volume * living * dLiving -
          c * living * growth;
        r[3 + i] =
          penalty(living) +
          b[i] * alpha * living +
          volume * living * dVolume +
          volume * volume * dLiving -
          c * volume * growth;
      }
      r[2] = gamma + penalty(g[2]) + (g[2] - before[2]) / dt;
      r[5] = g[0] + g[1] + g[2] - 1;
      return r;
    },
    sizes: {g: 6, theta: 5},
    constants: {before: [0.2, 0.2, 0.6, 0.95, 0.9, 1e-6], dt: 1e-5, c: 100, alpha: 100},
    helpers: {
      penalty: (v: number) => {
        const w = v * (1 - v);
        return (1e-4 * (4 * v - 2)) / (w * w * w);
      }
    },
    points: [
      [
        [0.2001, 0.2002, 0.5997, 0.949, 0.899, 0.01],
        [0.8, 2, 1, 0.1, 0.2]
      ]
    ]
  },
  {
    name: "heterodyne correlation",
    // what two components that flow past each other show at a pair of times
    model: (theta: Vector, t1: number, t2: number) => {
      const reference =
        integral(t2, theta[0], theta[1], theta[2]) - integral(t1, theta[0], theta[1], theta[2]);
      const sample =
        integral(t2, theta[3], theta[4], theta[5]) - integral(t1, theta[3], theta[4], theta[5]);
      const way =
        integral(t2, theta[6], theta[7], theta[8]) - integral(t1, theta[6], theta[7], theta[8]);
      const s1 = fraction(t1, theta[9], theta[10], theta[11], theta[12]);
      const s2 = fraction(t2, theta[9], theta[10], theta[11], theta[12]);
      const r1 = 1 - s1;
      const r2 = 1 - s2;
      const first = r1 * r2 * Math.exp(-0.5 * q * q * reference);
      const second = s1 * s2 * Math.exp(-0.5 * q * q * sample);
      const angle = ((theta[13] - phi) * Math.PI) / 180;
      const phase = q * Math.cos(angle) * way;
      const norm = (s1 * s1 + r1 * r1) * (s2 * s2 + r2 * r2);
      return (first * first + second * second + 2 * first * second * Math.cos(phase)) / norm;
    },
    sizes: {theta: 14, t1: 1, t2: 1},
    constants: {q: 0.0054, phi: 30},
    helpers: {
      fraction: (t: number, f0: number, f1: number, f2: number, f3: number) =>
        Math.min(1, Math.max(0, f0 * Math.exp(f1 * (t - f2)) + f3)),
      integral: (t: number, scale: number, power: number, offset: number) =>
        offset * t +
        (power === -1 ? scale * Math.log(t) : (scale * Math.pow(t, power + 1)) / (power + 1))
    },
    points: [
      [[2000, -0.3, 50, 8000, -0.2, 100, 5000, -0.4, 20, 0.4, -0.2, 1, 0.1, -3], 1.05, 3.15],
      [[100, 0, 10, 100, 0, 10, 1, 0, 0, 0.25, 0.25, 0.25, 0.25, 0], 0.05, 6.35]
    ]
  },
  {
    name: "neural net",
    model: (weights: Vector, input: Vector) => {
      let answer = weights[32];
      for (let i = 0; i < 8; i++) {
        const sum = weights[2 * i] * input[0] + weights[2 * i + 1] * input[1] + weights[16 + i];
        answer += weights[24 + i] * Math.tanh(sum);
      }
      return answer;
    },
    sizes: {weights: 33, input: 2},
    points: [[spread(33, 81), [0.4, -1.3]]]
  },
  {
    name: "budget",
    // sales from spending that lingers and saturates, three channels over a year of weeks
    model: (beta: Vector, decay: Vector, half: Vector) => {
      let sales = 0;
      for (let channel = 0; channel < 3; channel++) {
        let stock = 0;
        for (let week = 0; week < 52; week++) {
          stock = spend[channel][week] + decay[channel] * stock;
          sales += beta[channel] * hill(stock, 1.8, half[channel]);
        }
      }
      return sales;
    },
    sizes: {beta: 3, decay: 3, half: 3},
    constants: {spend: [91, 92, 93].map((seed) => spread(52, seed).map((v) => 10 + 8 * v))},
    helpers: {
      hill: (v: number, slope: number, middle: number) => {
        const power = Math.pow(v, slope);
        return power / (power + Math.pow(middle, slope));
      }
    },
    points: [
      [
        [3, 1.5, 0.7],
        [0.1, 0.25, 0.05],
        [12, 8, 20]
      ]
    ]
  }
];
