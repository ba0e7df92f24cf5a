// Right-hand sides of textbook differential equations: what swings, fires or wanders.
import {spread, type RealModel} from "./realModel.ts";

declare const cells: number;
declare const dx: number;

type Vector = readonly number[];

export const oscillators: readonly RealModel[] = [
  {
    name: "FitzHugh–Nagumo",
    model: (u: Vector, p: Vector) => {
      const [v, w] = u;
      const [a, b, tau, current] = p;
      return [v - (v * v * v) / 3 - w + current, (v + a - b * w) / tau];
    },
    sizes: {u: 2, p: 4},
    points: [
      [
        [-1, 1],
        [0.7, 0.8, 12.5, 0.5]
      ]
    ]
  },
  {
    name: "Van der Pol",
    model: (u: Vector, mu: number) => [u[1], mu * (1 - u[0] * u[0]) * u[1] - u[0]],
    sizes: {u: 2, mu: 1},
    points: [
      [[2, 0], 1000],
      [[-0.4, 1.2], 5]
    ]
  },
  {
    name: "Brusselator",
    model: (u: Vector, a: number, b: number) => {
      const reaction = u[0] * u[0] * u[1];
      return [a + reaction - (b + 1) * u[0], b * u[0] - reaction];
    },
    sizes: {u: 2, a: 1, b: 1},
    points: [[[1.2, 3.1], 1, 3]]
  },
  {
    name: "Brusselator in space",
    model: (u: Vector, p: Vector) => {
      const du = new Array<number>(2 * cells).fill(0);
      const spreading = p[2] / (dx * dx);
      for (let i = 0; i < cells; i++) {
        const x = u[i];
        const y = u[cells + i];
        const left = i === 0 ? 1 : u[i - 1];
        const right = i === cells - 1 ? 1 : u[i + 1];
        const below = i === 0 ? 3 : u[cells + i - 1];
        const above = i === cells - 1 ? 3 : u[cells + i + 1];
        const reaction = x * x * y;
        du[i] = p[0] + reaction - (p[1] + 1) * x + spreading * (left - 2 * x + right);
        du[cells + i] = p[1] * x - reaction + spreading * (below - 2 * y + above);
      }
      return du;
    },
    sizes: {u: 64, p: 3},
    constants: {cells: 32, dx: 1 / 33},
    points: [[spread(64, 7).map((x) => 2 + x), [1, 3, 0.02]]]
  },
  {
    name: "Hodgkin–Huxley",
    model: ([v, m, h, n]: Vector, p: Vector) => {
      const x = (v + 40) / 10;
      const y = (v + 55) / 10;
      const alphaM = x === 0 ? 1 : x / (1 - Math.exp(-x));
      const alphaN = y === 0 ? 0.1 : (0.1 * y) / (1 - Math.exp(-y));
      const betaM = 4 * Math.exp(-(v + 65) / 18);
      const alphaH = 0.07 * Math.exp(-(v + 65) / 20);
      const betaH = 1 / (1 + Math.exp(-(v + 35) / 10));
      const betaN = 0.125 * Math.exp(-(v + 65) / 80);
      const sodium = p[0] * m * m * m * h * (v - 50);
      const potassium = p[1] * n * n * n * n * (v + 77);
      const leak = p[2] * (v + 54.387);
      return [
        p[3] - sodium - potassium - leak,
        alphaM * (1 - m) - betaM * m,
        alphaH * (1 - h) - betaH * h,
        alphaN * (1 - n) - betaN * n
      ];
    },
    sizes: {u: 4, p: 4},
    points: [
      [
        [-65, 0.05, 0.6, 0.32],
        [120, 36, 0.3, 10]
      ],
      [
        [20.5, 0.9, 0.1, 0.7],
        [120, 36, 0.3, 0]
      ]
    ]
  },
  {
    name: "pendulum",
    model: (u: Vector, p: Vector) => [u[1], -p[0] * Math.sin(u[0]) - p[1] * u[1]],
    sizes: {u: 2, p: 2},
    points: [
      [
        [0.7, -0.2],
        [9.81, 0.1]
      ]
    ]
  },
  {
    name: "double pendulum",
    model: ([a, b, va, vb]: Vector, [m1, m2, l1, l2, g]: Vector) => {
      const difference = a - b;
      const shared = 2 * m1 + m2 - m2 * Math.cos(2 * a - 2 * b);
      const pull = -g * (2 * m1 + m2) * Math.sin(a) - m2 * g * Math.sin(a - 2 * b);
      const swing = vb * vb * l2 + va * va * l1 * Math.cos(difference);
      const outer = va * va * l1 * (m1 + m2) + g * (m1 + m2) * Math.cos(a);
      const inner = vb * vb * l2 * m2 * Math.cos(difference);
      return [
        va,
        vb,
        (pull - 2 * Math.sin(difference) * m2 * swing) / (l1 * shared),
        (2 * Math.sin(difference) * (outer + inner)) / (l2 * shared)
      ];
    },
    sizes: {u: 4, p: 5},
    points: [
      [
        [1.1, -0.4, 0.3, 2],
        [1, 0.7, 1, 0.5, 9.81]
      ]
    ]
  },
  {
    name: "Lorenz",
    model: ([x, y, z]: Vector, [sigma, rho, beta]: Vector) => [
      sigma * (y - x),
      x * (rho - z) - y,
      x * y - beta * z
    ],
    sizes: {u: 3, p: 3},
    points: [
      [
        [1, -2, 20],
        [10, 28, 8 / 3]
      ]
    ]
  },
  {
    name: "Rössler",
    model: ([x, y, z]: Vector, [a, b, c]: Vector) => [-y - z, x + a * y, b + z * (x - c)],
    sizes: {u: 3, p: 3},
    points: [
      [
        [1, 1.5, 0.3],
        [0.2, 0.2, 5.7]
      ]
    ]
  },
  {
    name: "Oregonator",
    model: ([x, y, z]: Vector, [s, q, w]: Vector) => [
      s * (y + x * (1 - q * x - y)),
      (z - (1 + x) * y) / s,
      w * (x - z)
    ],
    sizes: {u: 3, p: 3},
    points: [
      [
        [1, 2, 3],
        [77.27, 8.375e-6, 0.161]
      ]
    ]
  },
  {
    name: "Goodwin oscillator",
    model: ([x, y, z]: Vector, [a, k, n, b]: Vector) => [
      a / (1 + Math.pow(z / k, n)) - b * x,
      x - b * y,
      y - b * z
    ],
    sizes: {u: 3, p: 4},
    points: [
      [
        [0.4, 1.1, 2.2],
        [3, 1, 10, 0.5]
      ]
    ]
  },
  {
    name: "repressilator",
    model: (u: Vector, [alpha, alpha0, beta, n]: Vector) => {
      const du = [0, 0, 0, 0, 0, 0];
      for (let i = 0; i < 3; i++) {
        const repressor = u[3 + ((i + 2) % 3)];
        du[i] = -u[i] + alpha / (1 + Math.pow(repressor, n)) + alpha0;
        du[3 + i] = -beta * (u[3 + i] - u[i]);
      }
      return du;
    },
    sizes: {u: 6, p: 4},
    points: [
      [
        [1, 2, 0.5, 3, 0.2, 1.7],
        [216, 0.216, 5, 2]
      ]
    ]
  }
];
