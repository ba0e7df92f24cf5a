// Right-hand sides of textbook differential equations: populations and reactions that come to rest.
import type {RealModel} from "./realModel.ts";

type Vector = readonly number[];

export const dynamics: readonly RealModel[] = [
  {
    name: "Lotka–Volterra",
    model: (u: Vector, p: Vector, _t: number) => [
      p[0] * u[0] - p[1] * u[0] * u[1],
      -p[2] * u[1] + p[3] * u[0] * u[1]
    ],
    sizes: {u: 2, p: 4, _t: 1},
    points: [
      [[1, 1], [1.5, 1, 3, 1], 0],
      [[0.3, 4.1], [0.67, 1.33, 1, 1], 2.5]
    ]
  },
  {
    name: "SIR",
    model: (u: Vector, p: Vector) => {
      const infections = (p[0] * u[0] * u[1]) / (u[0] + u[1] + u[2]);
      const recoveries = p[1] * u[1];
      return [-infections, infections - recoveries, recoveries];
    },
    sizes: {u: 3, p: 2},
    points: [
      [
        [990, 10, 0],
        [0.4, 0.1]
      ]
    ]
  },
  {
    name: "SEIR",
    model: ([s, e, i, r]: Vector, [beta, sigma, gamma, mu]: Vector) => {
      const n = s + e + i + r;
      const exposed = (beta * s * i) / n;
      return [
        mu * n - exposed - mu * s,
        exposed - (sigma + mu) * e,
        sigma * e - (gamma + mu) * i,
        gamma * i - mu * r
      ];
    },
    sizes: {u: 4, p: 4},
    points: [
      [
        [900, 50, 40, 10],
        [0.5, 0.2, 0.1, 0.01]
      ]
    ]
  },
  {
    name: "Robertson",
    model: (y: Vector, k: Vector) => {
      const slow = k[0] * y[0];
      const fast = k[2] * y[1] * y[2];
      const square = k[1] * y[1] * y[1];
      return [fast - slow, slow - fast - square, square];
    },
    sizes: {y: 3, k: 3},
    points: [
      [
        [0.9, 2e-5, 0.1],
        [0.04, 3e7, 1e4]
      ]
    ]
  },
  {
    name: "Michaelis–Menten",
    model: ([s, e, c, _product]: Vector, [kOn, kOff, kCat]: Vector) => {
      const binding = kOn * s * e;
      const release = kOff * c;
      const turnover = kCat * c;
      return [
        release - binding,
        release + turnover - binding,
        binding - release - turnover,
        turnover
      ];
    },
    sizes: {u: 4, k: 3},
    points: [
      [
        [10, 1, 0.2, 3],
        [1.2, 0.5, 0.3]
      ]
    ]
  },
  {
    name: "Gompertz",
    model: (n: number, a: number, k: number) => -a * n * Math.log(n / k),
    sizes: {n: 1, a: 1, k: 1},
    points: [[3.5, 0.2, 10]]
  },
  {
    name: "logistic growth",
    model: (t: number, [n0, r, k]: Vector) => k / (1 + ((k - n0) / n0) * Math.exp(-r * t)),
    sizes: {t: 1, p: 3},
    points: [[4, [0.5, 0.8, 12]]]
  },
  {
    name: "HIRES",
    model: (y: Vector) => {
      const meeting = 280 * y[5] * y[7];
      return [
        -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007,
        1.71 * y[0] - 8.75 * y[1],
        -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4],
        8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3],
        -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6],
        -meeting + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6],
        meeting - 1.81 * y[6],
        -meeting + 1.81 * y[6]
      ];
    },
    sizes: {y: 8},
    points: [[[1, 0.2, 0.1, 0.3, 0.02, 0.1, 0.001, 0.0057]]]
  }
];
