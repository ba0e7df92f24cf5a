// Real models: what the compiler makes of them gives the bits of the functions themselves.
import {describe, expect, it} from "vitest";
import {countOps, type Op} from "../../../worker/compiler/ir.ts";
import {expectSame, type Case} from "./direct.ts";

const wave = (n: number, a = 1, b = 0): number[] =>
  Array.from({length: n}, (_, k) => Math.round(Math.sin(a * k + b) * 1e6) / 1e6);

const CASES: Record<string, [string, Case]> = {
  "Lotka–Volterra": [
    "(u, p, t) => [p[0]*u[0] - p[1]*u[0]*u[1], -p[2]*u[1] + p[3]*u[0]*u[1]]",
    {
      sizes: {u: 2, p: 4, t: 1},
      points: [
        {u: [1, 2], p: [1.5, 1, 3, 1], t: 0},
        {u: [-0, NaN], p: [1, 2, 3, 4], t: 1}
      ]
    }
  ],
  "eight schools": [
    `function logDensity(theta) {
      const [mu, logTau, ...eta] = theta;
      const tau = Math.exp(logTau);
      let sum = -0.5 * (mu / 5) ** 2 - Math.log(1 + (tau / 5) ** 2) + logTau;
      for (let i = 0; i < y.length; i++) {
        const school = mu + tau * eta[i];
        sum -= 0.5 * eta[i] * eta[i];
        sum -= 0.5 * ((y[i] - school) / sigma[i]) ** 2;
      }
      return sum;
    }`,
    {
      sizes: {theta: 10},
      constants: {y: [28, 8, -3, 7, -1, 1, 18, 12], sigma: [15, 10, 16, 11, 9, 11, 10, 18]},
      points: [{theta: wave(10)}, {theta: wave(10, 2, 1)}]
    }
  ],
  "logistic regression": [
    `(beta) => {
      let sum = 0;
      for (let i = 0; i < X.length; i++) {
        let eta = 0;
        for (let j = 0; j < beta.length; j++) eta += X[i][j] * beta[j];
        sum += y[i] * eta - softplus(eta);
      }
      for (const b of beta) sum -= b * b / (2 * scale * scale);
      return sum;
    }`,
    {
      sizes: {beta: 3},
      constants: {
        X: Array.from({length: 200}, (_, i) => wave(3, 0.7, i)),
        y: Array.from({length: 200}, (_, i) => (i * 7) % 2),
        scale: 2.5
      },
      points: [{beta: [0.1, -2, 3]}, {beta: [0, 0, 0]}]
    }
  ],
  SIR: [
    "([S, I, R], [beta, gamma]) => { const N = S + I + R; const flow = beta * S * I / N; return [-flow, flow - gamma * I, gamma * I]; }",
    {sizes: {u: 3, p: 2}, points: [{u: [990, 10, 0], p: [0.3, 0.1]}]}
  ],
  "Van der Pol": [
    "(u, p) => { const {x, y} = {x: u[0], y: u[1]}; return [y, p * ((1 - x ** 2) * y - x)]; }",
    {sizes: {u: 2, p: 1}, points: [{u: [2, 0.1], p: 5}]}
  ],
  "Brusselator in space": [
    `(u, p) => {
      const n = 32;
      const du = new Float64Array(2 * n);
      const [A, B, D] = p;
      for (let i = 0; i < n; i++) {
        const left = (i - 1 + n) % n, right = (i + 1) % n;
        const x = u[i], y = u[n + i];
        const reaction = x * x * y;
        du[i] = A + reaction - (B + 1) * x + D * (u[left] - 2 * x + u[right]);
        du[n + i] = B * x - reaction + D * (u[n + left] - 2 * y + u[n + right]);
      }
      return du;
    }`,
    {sizes: {u: 64, p: 3}, points: [{u: wave(64), p: [1, 3, 0.02]}]}
  ],
  "heat with walls": [
    `(u) => {
      const n = u.length, du = new Array(n).fill(0);
      for (let i = 0; i < n; i++) {
        const left = i > 0 ? u[i - 1] : u[0];
        const right = i < n - 1 ? u[i + 1] : u[n - 1];
        du[i] = left - 2 * u[i] + right;
      }
      return du;
    }`,
    {sizes: {u: 300}, points: [{u: wave(300)}]}
  ],
  "mixture density": [
    `(x, p) => {
      const logs = [];
      for (let k = 0; k < 3; k++) {
        const z = (x - p[k]) / Math.exp(p[3 + k]);
        logs.push(p[6 + k] - 0.5 * z * z - p[3 + k] - 0.5 * Math.log(2 * Math.PI));
      }
      return logsumexp(logs) - logsumexp(p.slice(6));
    }`,
    {
      sizes: {x: 1, p: 9},
      points: [
        {x: 0.3, p: wave(9)},
        {x: Infinity, p: wave(9)}
      ]
    }
  ],
  "Gauss elimination with pivots": [
    `(a, b) => {
      const m = [[a[0], a[1], a[2], b[0]], [a[3], a[4], a[5], b[1]], [a[6], a[7], a[8], b[2]]];
      for (let k = 0; k < 3; k++) {
        for (let i = k + 1; i < 3; i++)
          if (Math.abs(m[i][k]) > Math.abs(m[k][k])) [m[i], m[k]] = [m[k], m[i]];
        for (let i = k + 1; i < 3; i++) {
          const f = m[i][k] / m[k][k];
          for (let j = k; j < 4; j++) m[i][j] -= f * m[k][j];
        }
      }
      const x = [0, 0, 0];
      for (let i = 2; i >= 0; i--) {
        let s = m[i][3];
        for (let j = i + 1; j < 3; j++) s -= m[i][j] * x[j];
        x[i] = s / m[i][i];
      }
      return x;
    }`,
    {
      sizes: {a: 9, b: 3},
      points: [
        {a: wave(9), b: [1, 2, 3]},
        {a: [0, 1, 2, 3, 0, 1, 4, 5, 0], b: [1, 0, 2]}
      ]
    }
  ],
  "LU in place with a kept loop": [
    `(a) => {
      const n = 12, m = a.slice();
      for (let k = 0; k < n; k++)
        for (let i = k + 1; i < n; i++) {
          m[i * n + k] /= m[k * n + k];
          for (let j = k + 1; j < n; j++) m[i * n + j] -= m[i * n + k] * m[k * n + j];
        }
      let logDet = 0;
      for (let k = 0; k < n; k++) logDet += Math.log(Math.abs(m[k * (n + 1)]));
      return logDet;
    }`,
    {sizes: {a: 144}, points: [{a: wave(144, 1.3)}]}
  ],
  "Newton iteration": [
    `(x, tol) => {
      let a = x, step = 1, k = 0;
      while (Math.abs(step) > tol && k < 60) { step = (a * a - x) / (2 * a); a -= step; k++; }
      return [a, k];
    }`,
    {
      sizes: {x: 1, tol: 1},
      points: [
        {x: 2, tol: 1e-9},
        {x: 1e6, tol: 1e-3},
        {x: NaN, tol: 1}
      ]
    }
  ],
  "bisection that breaks": [
    `(c) => {
      let lo = 0, hi = 10;
      for (let k = 0; k < 100; k++) {
        const mid = (lo + hi) / 2;
        if (hi - lo < 1e-6) break;
        if (mid * mid * mid - c > 0) hi = mid; else lo = mid;
      }
      return lo;
    }`,
    {sizes: {c: 1}, points: [{c: 2}, {c: 500}, {c: -1}]}
  ],
  "cumulative sums at a computed place": [
    `(x, k) => {
      const sums = [];
      let s = 0;
      for (const v of x) { s += v; sums.push(s); }
      return sums[Math.floor(k)] - sums[0];
    }`,
    {
      sizes: {x: 8, k: 1},
      points: [
        {x: wave(8), k: 3.7},
        {x: wave(8), k: 0}
      ]
    }
  ],
  "a table by value": [
    `(x) => {
      const i = Math.min(Math.max(Math.floor(x), 0), grid.length - 2);
      const w = x - i;
      return grid[i] * (1 - w) + grid[i + 1] * w;
    }`,
    {sizes: {x: 1}, constants: {grid: wave(20)}, points: [{x: 3.3}, {x: -5}, {x: 100}, {x: 19}]}
  ],
  "histogram of values": [
    `(x) => {
      const counts = new Float64Array(5);
      for (let i = 0; i < x.length; i++) {
        const bin = Math.floor((x[i] + 1) * 2.5);
        if (bin >= 0 && bin < 5) counts[bin] += 1;
      }
      return counts;
    }`,
    {sizes: {x: 100}, points: [{x: wave(100)}]}
  ],
  "early returns": [
    `(x, y) => {
      if (x < 0) return [-1, 0];
      for (let i = 0; i < 4; i++) { if (x < i) { if (y > 0) return [i, 1]; y += 1; } }
      const f = (z) => { if (z > 10) return z - 10; if (z > 5) { return z - 5; } else return z; };
      return [f(x), f(y)];
    }`,
    {
      sizes: {x: 1, y: 1},
      points: [-1, 0.5, 2.5, 7, 12].flatMap((x) => [-9, -0.5, 1, 6].map((y) => ({x, y})))
    }
  ],
  "closures that count": [
    `(x) => {
      let n = 0;
      const add = (v) => { n += v; return n; };
      const twice = (f) => (v) => f(f(v));
      const sums = x.map((v) => add(v * v));
      x.forEach((v, i) => { if (v > 0) add(i); });
      return [...sums, twice(add)(1), n];
    }`,
    {sizes: {x: 4}, points: [{x: [1, -2, 3, 0.5]}]}
  ],
  "swaps under conditions": [
    `(x) => {
      let [a, b, c] = x;
      if (a > b) [a, b] = [b, a];
      if (b > c) [b, c] = [c, b];
      if (a > b) [a, b] = [b, a];
      return [a, b, c];
    }`,
    {sizes: {x: 3}, points: [{x: [3, 1, 2]}, {x: [1, 2, 3]}, {x: [3, 2, 1]}]}
  ],
  "Runge–Kutta by whole arrays": [
    `(u0, p) => {
      const f = (u) => [u[1], -p * Math.sin(u[0])];
      const axpy = (a, x, y) => x.map((v, i) => y[i] + a * v);
      let u = [...u0];
      const h = 0.01;
      for (let k = 0; k < 500; k++) {
        const k1 = f(u), k2 = f(axpy(h / 2, k1, u)), k3 = f(axpy(h / 2, k2, u)), k4 = f(axpy(h, k3, u));
        u = u.map((v, i) => v + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
      }
      return u;
    }`,
    {sizes: {u0: 2, p: 1}, points: [{u0: [1, 0], p: 9.81}]}
  ],
  "state changed in place": [
    `(u0) => {
      const u = [u0[0], u0[1]];
      for (let k = 0; k < 1000; k++) { u[0] += 0.01 * u[1]; u[1] -= 0.01 * u[0]; }
      return u;
    }`,
    {sizes: {u0: 2}, points: [{u0: [1, 0.5]}]}
  ],
  "matrix product in kept loops": [
    `(a, b) => {
      const n = 9, c = new Array(n * n).fill(0);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          let s = 0;
          for (let k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j];
          c[i * n + j] = s;
        }
      return c;
    }`,
    {sizes: {a: 81, b: 81}, points: [{a: wave(81), b: wave(81, 3)}]}
  ],
  "triangular loops downwards": [
    `(x) => {
      let s = 0;
      for (let i = x.length - 1; i >= 0; i--) for (let j = i; j > 0; j--) s += x[j] * x[i - j] - j;
      return s;
    }`,
    {sizes: {x: 40}, points: [{x: wave(40)}]}
  ],
  "red and black": [
    `(u) => {
      const v = u.slice(), n = 20;
      for (let sweep = 0; sweep < 10; sweep++)
        for (let parity = 0; parity < 2; parity++)
          for (let i = 1 + parity; i < n - 1; i += 2) v[i] = 0.5 * (v[i - 1] + v[i + 1]);
      return v;
    }`,
    {sizes: {u: 20}, points: [{u: wave(20)}]}
  ],
  "rows of a table built by index": [
    `(x) => {
      const A = Array.from({length: 20}, (_, i) => Array.from({length: 20}, (_, j) => 1 / (i + j + x)));
      let s = 0;
      for (let i = 0; i < 20; i++) for (let j = 0; j < 20; j++) s += A[i][j] * A[j][i] * (i % 3 - j / 7);
      return s;
    }`,
    {sizes: {x: 1}, points: [{x: 1}]}
  ],
  "helpers and constants": [
    "(x) => { let s = 0; for (let k = 0; k < order; k++) s += term(x, k) * weights[k]; return s; }",
    {
      sizes: {x: 1},
      constants: {order: 3, weights: [1, -0.5, 0.25]},
      helpers: {
        half: "x => x / 2",
        term: "function (x, k) { return half(x) ** k }"
      },
      points: [{x: 3}]
    }
  ],
  "do, while and flags": [
    `(x) => {
      let n = 0, y = x, done = false;
      do { y = y > 1 ? y / 2 : y * 3; n++; done = Math.abs(y - 1) < 0.4; } while (!done && n < 30);
      while (n-- > 3) y += 1;
      return done ? y : -y;
    }`,
    {sizes: {x: 1}, points: [{x: 100}, {x: 1}, {x: 0.01}]}
  ],
  "an array returned from a while loop": [
    `(x, steps) => {
      let a = x, k = 0;
      while (k < steps) {
        const next = (a + x / a) / 2;
        if (Math.abs(next - a) < 1e-12) return [next, k];
        a = next;
        k++;
      }
      return [a, -1];
    }`,
    {
      sizes: {x: 1, steps: 1},
      points: [
        {x: 2, steps: 50},
        {x: 2, steps: 3},
        {x: 7, steps: 0}
      ]
    }
  ],
  "an array returned from loops inside loops": [
    `(x, most) => {
      let a = x;
      while (true) {
        for (let k = 0; k < 50; k++) {
          a += x;
          if (a > most + k) return [a, k, [1, 2][k % 2]];
        }
        do { a *= 2; if (a > 100) return [a, -1, 0]; } while (a < 10);
      }
      return [a, -2, 0];
    }`,
    {
      sizes: {x: 1, most: 1},
      points: [
        {x: 1, most: 5},
        {x: 0.01, most: 20},
        {x: 0.125, most: 1e9}
      ]
    }
  ],
  "powers in place": [
    `(x, i) => {
      const a = [x, 2, 3];
      a[0] **= 2; a[1] **= x; a[Math.floor(i)] **= 3;
      let y = a[1]; y **= 4;
      return [...a, y, x ** i, (-x) ** 3];
    }`,
    {
      sizes: {x: 1, i: 1},
      points: [
        {x: 1.7, i: 1},
        {x: -1.3, i: 2}
      ]
    }
  ]
};

describe("models", () => {
  it.each(Object.entries(CASES))("%s", (_name, [source, one]) => {
    expectSame(source, one);
  });

  it("keeps long loops", () => {
    const [source, one] = CASES["logistic regression"];
    const {program} = expectSame(source, one);
    expect(countOps(program.body)).toBeLessThan(80);
    expect(program.body.ops.some((op: Op) => op.kind === "for")).toBe(true);
  });
});
