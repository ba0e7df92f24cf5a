// NumPy on the heterodyne row, where it is installed: the whole correlation by broadcasting, then contrast and offset.
import {execFileSync} from "node:child_process";
import {PHI, TRIAL} from "./heterodyneRows.ts";

const script = (n: number) => `
import time
import numpy as np
n = ${n}
q, dt, phi = 0.0054, 0.1, ${PHI}
theta = np.array(${JSON.stringify([...TRIAL])})
t = dt * np.arange(n)
def rate(a, p, off):
    safe = np.where(t > 1e-10, t, 1.0)
    return np.where(t > 1e-10, a * safe ** p + off, off)
def correlate(th):
    r = dt * np.cumsum(np.maximum(rate(th[0], th[1], th[2]), 1e-10))
    s = dt * np.cumsum(np.maximum(rate(th[3], th[4], th[5]), 1e-10))
    v = dt * np.cumsum(rate(th[6], th[7], th[8]))
    x = np.clip(th[9] * np.exp(th[10] * (t - th[11])) + th[12], 0, 1)
    y = 1 - x
    a = np.outer(y, y) * np.exp(-0.5 * q * q * np.abs(r[:, None] - r[None, :]))
    b = np.outer(x, x) * np.exp(-0.5 * q * q * np.abs(s[:, None] - s[None, :]))
    turn = q * np.cos(np.deg2rad(th[13] - phi)) * (v[:, None] - v[None, :])
    norm = x * x + y * y
    return (a * a + b * b + 2 * a * b * np.cos(turn)) / np.outer(norm, norm)
def chi2(th, e, sigma):
    c = correlate(th)
    mean = c.mean()
    d = c - mean
    contrast = (d * (e - e.mean())).sum() / (d * d).sum()
    r = e - (contrast * c + e.mean() - contrast * mean)
    return (r * r).sum() / sigma ** 2
e = 1 + 0.3 * correlate(theta * 0.97)
chi2(theta, e, 0.01)
times = []
for _ in range(9):
    began = time.perf_counter()
    chi2(theta, e, 0.01)
    times.append(time.perf_counter() - began)
print(sorted(times)[4] * 1e3)
`;

/** Milliseconds of one χ² of n×n points; undefined where there is no NumPy. */
export function measureNumpyChi2(n = 1000): number | undefined {
  try {
    const out = execFileSync("python3", ["-c", script(n)], {stdio: ["ignore", "pipe", "ignore"]});
    return Number(out);
  } catch {
    return undefined;
  }
}
