// SciPy on the same problem, where it is installed: Lotka–Volterra to t = 10, one set of parameters after the other.
import {execFileSync} from "node:child_process";

/** Sets that are solved; each takes milliseconds. */
const SETS = 200;

const SCRIPT = `
import time
import numpy as np
from scipy.integrate import solve_ivp
rng = np.random.default_rng(1)
sets = np.array([1.1, 0.4, 0.4, 0.1]) * (1 + 0.05 * rng.standard_normal((${SETS}, 4)))
def rhs(t, u, a, b, c, d):
    meet = u[0] * u[1]
    return [a * u[0] - b * meet, -c * u[1] + d * meet]
def solve(p):
    solve_ivp(rhs, (0, 10), [10, 5], method="RK45", rtol=1e-6, atol=1e-9, args=tuple(p))
solve(sets[0])
began = time.perf_counter()
for p in sets:
    solve(p)
print((time.perf_counter() - began) * 1e6 / ${SETS})
`;

/** Microseconds a solution takes by `solve_ivp`; undefined where there is no SciPy. */
export function measureScipy(): number | undefined {
  try {
    return Number(execFileSync("python3", ["-c", SCRIPT], {stdio: ["ignore", "pipe", "ignore"]}));
  } catch {
    return undefined;
  }
}
