// The right-hand sides of the fixture's problems, and the fixture.
import {readFileSync} from "node:fs";

type Rhs = (u: number[], p: number[], t: number) => number[];

export interface Reference {
  name: string;
  stiff: boolean;
  u0: number[];
  p: number[];
  t: number[];
  /** [state][time]. */
  u: number[][];
}

const file = new URL("../fixtures/ode/problems.json", import.meta.url);
export const {problems, linear} = JSON.parse(readFileSync(file, "utf8")) as {
  problems: Reference[];
  linear: Omit<Reference, "name" | "stiff">[];
};

export const rightHandSides: Record<string, Rhs> = {
  lotkaVolterra: (u, p) => [p[0] * u[0] - p[1] * u[0] * u[1], -p[2] * u[1] + p[3] * u[0] * u[1]],
  vanDerPol: (u, p) => [u[1], p[0] * (1 - u[0] * u[0]) * u[1] - u[0]],
  robertson: (u, p) => {
    const a = p[0] * u[0];
    const b = p[1] * u[1] * u[2];
    const c = p[2] * u[1] * u[1];
    return [-a + b, a - b - c, c];
  },
  brusselator: (u, p) => [
    p[0] + u[0] * u[0] * u[1] - (p[1] + 1) * u[0],
    p[1] * u[0] - u[0] * u[0] * u[1]
  ],
  lorenz: (u, p) => [p[0] * (u[1] - u[0]), u[0] * (p[1] - u[2]) - u[1], u[0] * u[1] - p[2] * u[2]],
  pendulum: (u, p) => [u[1], -p[0] * Math.sin(u[0]) - p[1] * u[1]],
  hires: (x) => {
    const r = 280 * x[5] * x[7];
    return [
      -1.71 * x[0] + 0.43 * x[1] + 8.32 * x[2] + 0.0007,
      1.71 * x[0] - 8.75 * x[1],
      -10.03 * x[2] + 0.43 * x[3] + 0.035 * x[4],
      8.32 * x[1] + 1.71 * x[2] - 1.12 * x[3],
      -1.745 * x[4] + 0.43 * x[5] + 0.43 * x[6],
      -r + 0.69 * x[3] + 1.71 * x[4] - 0.43 * x[5] + 0.69 * x[6],
      r - 1.81 * x[6],
      -r + 1.81 * x[6]
    ];
  },
  oregonator: (u, p) => [
    p[0] * (u[1] + u[0] * (1 - p[1] * u[0] - u[1])),
    (u[2] - (1 + u[0]) * u[1]) / p[0],
    p[2] * (u[0] - u[2])
  ],
  seasons: (u, p, t) => [-p[0] * (u[0] - Math.cos(t))]
};

export function problem(name: string): Reference & {rhs: Rhs} {
  return {...problems.find((item) => item.name === name)!, rhs: rightHandSides[name]};
}

/** The largest error over states and times, each state's as a share of its largest value. */
export function errorOf(u: readonly ArrayLike<number>[], expected: readonly number[][]): number {
  const errors = expected.map((row, i) => {
    const size = Math.max(...row.map(Math.abs));
    return Math.max(...row.map((value, k) => Math.abs(u[i][k] - value) / size));
  });
  return Math.max(...errors);
}

/** The slope of log error over log h. */
export function slopeOf(h: readonly number[], errors: readonly number[]): number {
  const last = h.length - 1;
  return Math.log(errors[0] / errors[last]) / Math.log(h[0] / h[last]);
}
