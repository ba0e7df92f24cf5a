// NumPy on the collocation row, where it is installed: a window at a time, weights, and both fits in matrix form.
import {execFileSync} from "node:child_process";
import {WINDOW} from "./collocationRows.ts";

/** Targets that are measured, evenly spread; the time is scaled to all of them. */
const TARGETS = 1000;

const script = (n: number) => `
import time
import numpy as np
n = ${n}
t = np.arange(n) / (n - 1)
y = np.vstack([np.sin(20 * t), np.cos(20 * t)])
span = t[-1] - t[0]
h = ${WINDOW / 2} / (n - 1)
def fit(tau):
    a, b = np.searchsorted(t, [tau - h * span, tau + h * span])
    d = t[a:b] - tau
    x = d / span / h
    w = np.where(np.abs(x) <= 1, 0.75 * (1 - x * x), 0) / h
    line = np.column_stack([np.ones_like(d), d])
    parabola = np.column_stack([line, d * d])
    series = y[:, a:b].T
    answers = []
    for columns, which in (line, 0), (parabola, 1):
        weighted = (columns * w[:, None]).T
        answers.append(np.linalg.solve(weighted @ columns, weighted @ series)[which])
    return answers
chosen = t[np.linspace(0, n - 1, ${TARGETS}).astype(int)]
for tau in chosen[:50]:
    fit(tau)
began = time.perf_counter()
for tau in chosen:
    fit(tau)
print((time.perf_counter() - began) * 1e3 * n / len(chosen))
`;

/** Milliseconds for all n targets, from 1,000 of them; undefined where there is no NumPy. */
export function measureNumpy(n = 100_000): number | undefined {
  try {
    const out = execFileSync("python3", ["-c", script(n)], {stdio: ["ignore", "pipe", "ignore"]});
    return Number(out);
  } catch {
    return undefined;
  }
}
