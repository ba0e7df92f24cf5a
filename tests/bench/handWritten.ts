// What a careful programmer would write by hand, in plain JavaScript: what compiled models are measured against.
import {TSIT5_A as A, TSIT5_E as E} from "../../worker/solvers/ode/tsit5Tables.ts";

export const SCHOOLS = {
  y: [28, 8, -3, 7, -1, 1, 18, 12],
  sigma: [15, 10, 16, 11, 9, 11, 10, 18]
};
const {y, sigma} = SCHOOLS;

/** The log density of the eight schools, non-centred: μ, log τ, then η of each school. Text, which no bundler renames. */
export const EIGHT_SCHOOLS = `(q) => {
  const [mu, logTau] = q;
  const tau = Math.exp(logTau);
  let sum = logTau - (mu * mu) / 50 - Math.log(1 + (tau * tau) / 25);
  for (let j = 0; j < y.length; j++) {
    const eta = q[2 + j];
    const z = (y[j] - mu - tau * eta) / sigma[j];
    sum -= (eta * eta + z * z) / 2;
  }
  return sum;
}`;

/** Its value and gradient in one pass: out[0], then the ten derivatives. */
export function eightSchoolsByHand(q: ArrayLike<number>, out: Float64Array): void {
  const mu = q[0];
  const tau = Math.exp(q[1]);
  const spread = 1 + (tau * tau) / 25;
  let sum = q[1] - (mu * mu) / 50 - Math.log(spread);
  let byMu = -mu / 25;
  let byTau = -(2 * tau) / 25 / spread;
  for (let j = 0; j < 8; j++) {
    const eta = q[2 + j];
    const scale = 1 / sigma[j];
    const z = (y[j] - mu - tau * eta) * scale;
    const slope = z * scale;
    sum -= (eta * eta + z * z) / 2;
    byMu += slope;
    byTau += slope * eta;
    out[3 + j] = slope * tau - eta;
  }
  out[0] = sum;
  out[1] = byMu;
  out[2] = 1 + byTau * tau;
}

/** Lotka–Volterra as a model. */
export const LOTKA_VOLTERRA = `(u, p) => [
  p[0] * u[0] - p[1] * u[0] * u[1],
  -p[2] * u[1] + p[3] * u[0] * u[1]
]`;

const [, , , , , , , a21] = A;
const [a31, a32] = A.slice(14);
const [a41, a42, a43] = A.slice(21);
const [a51, a52, a53, a54] = A.slice(28);
const [a61, a62, a63, a64, a65] = A.slice(35);
const [b1, b2, b3, b4, b5, b6] = A.slice(42);
const [e1, e2, e3, e4, e5, e6, e7] = E;

/**
 * Lotka–Volterra to t = end by Tsit5, written out for two states: the same steps by the same rules as
 * `ode.solveMany` takes (worker/solvers/ode/core), with the language's own Math. Leaves the end state in `out`.
 */
export function lotkaVolterraByHand(
  x0: number,
  y0: number,
  [a, b, c, d]: ArrayLike<number> & Iterable<number>,
  end: number,
  rtol: number,
  atol: number,
  out: Float64Array
): number {
  let x = x0;
  let y = y0;
  let t = 0;
  let kx1 = a * x - b * x * y;
  let ky1 = -c * y + d * x * y;
  const norm = (ex: number, ey: number, vx: number, vy: number) => {
    const rx = ex / (atol + rtol * Math.max(Math.abs(x), Math.abs(vx)));
    const ry = ey / (atol + rtol * Math.max(Math.abs(y), Math.abs(vy)));
    return Math.sqrt((rx * rx + ry * ry) / 2);
  };
  const trial = Math.min(end, (0.01 * norm(x, y, x, y)) / norm(kx1, ky1, x, y));
  const px = x + trial * kx1;
  const py = y + trial * ky1;
  const bend = norm(a * px - b * px * py - kx1, -c * py + d * px * py - ky1, x, y) / trial;
  const most = Math.max(norm(kx1, ky1, x, y), bend);
  let h = Math.min(end, 100 * trial, (0.01 / most) ** (1 / 5));
  let previous = 1e-4;
  let limit = 10;
  let steps = 0;
  while (t < end) {
    const isLast = t + 1.01 * h >= end;
    if (isLast) h = end - t;
    let vx = x + h * a21 * kx1;
    let vy = y + h * a21 * ky1;
    const kx2 = a * vx - b * vx * vy;
    const ky2 = -c * vy + d * vx * vy;
    vx = x + h * (a31 * kx1 + a32 * kx2);
    vy = y + h * (a31 * ky1 + a32 * ky2);
    const kx3 = a * vx - b * vx * vy;
    const ky3 = -c * vy + d * vx * vy;
    vx = x + h * (a41 * kx1 + a42 * kx2 + a43 * kx3);
    vy = y + h * (a41 * ky1 + a42 * ky2 + a43 * ky3);
    const kx4 = a * vx - b * vx * vy;
    const ky4 = -c * vy + d * vx * vy;
    vx = x + h * (a51 * kx1 + a52 * kx2 + a53 * kx3 + a54 * kx4);
    vy = y + h * (a51 * ky1 + a52 * ky2 + a53 * ky3 + a54 * ky4);
    const kx5 = a * vx - b * vx * vy;
    const ky5 = -c * vy + d * vx * vy;
    vx = x + h * (a61 * kx1 + a62 * kx2 + a63 * kx3 + a64 * kx4 + a65 * kx5);
    vy = y + h * (a61 * ky1 + a62 * ky2 + a63 * ky3 + a64 * ky4 + a65 * ky5);
    const kx6 = a * vx - b * vx * vy;
    const ky6 = -c * vy + d * vx * vy;
    vx = x + h * (b1 * kx1 + b2 * kx2 + b3 * kx3 + b4 * kx4 + b5 * kx5 + b6 * kx6);
    vy = y + h * (b1 * ky1 + b2 * ky2 + b3 * ky3 + b4 * ky4 + b5 * ky5 + b6 * ky6);
    const kx7 = a * vx - b * vx * vy;
    const ky7 = -c * vy + d * vx * vy;
    const ex = h * (e1 * kx1 + e2 * kx2 + e3 * kx3 + e4 * kx4 + e5 * kx5 + e6 * kx6 + e7 * kx7);
    const ey = h * (e1 * ky1 + e2 * ky2 + e3 * ky3 + e4 * ky4 + e5 * ky5 + e6 * ky6 + e7 * ky7);
    const error = norm(ex, ey, vx, vy);
    const power = 0.04 * Math.log(previous) - (1 / 5 - 0.03) * Math.log(Math.max(error, 1e-10));
    const factor = Math.min(limit, Math.max(0.2, 0.9 * Math.exp(power)));
    if (error <= 1) {
      t = isLast ? end : t + h;
      x = vx;
      y = vy;
      kx1 = kx7;
      ky1 = ky7;
      previous = Math.max(error, 1e-4);
      limit = 10;
      h *= factor;
      steps += 1;
    } else {
      limit = 1;
      h *= Math.min(factor, 0.9);
    }
  }
  out[0] = x;
  out[1] = y;
  return steps;
}
