// A whole solve by the Rosenbrock method, as one function of numbers: what solveMany runs in SIMD lanes.
import {CALM, nextStep, scaledNorm, shortestStep, startingStep} from "./control.ts";
import {factoriseShifted, rodasEnd, rodasStages, rodasWithin} from "./rodas.ts";
import type {Field, Vector} from "./shapes.ts";

/** Returns what solveExplicit returns; `slopeInTime` is ∂f/∂t. */
export function solveRodas(
  rhs: Field,
  jacobian: Field,
  slopeInTime: Field,
  A: Vector,
  C: Vector,
  alpha: Vector,
  d: Vector,
  H: Vector,
  gamma: number,
  mass: Vector,
  hasMass: boolean | number,
  n: number,
  count: number,
  u0: Vector,
  p: Vector,
  span: Vector,
  times: Vector,
  rtol: number,
  atol: Vector,
  maxSteps: number
): number[] {
  const out = new Array<number>(count * n + 4).fill(NaN);
  const end = span[1];
  const direction = end >= span[0] ? 1 : -1;
  const u = new Array<number>(n).fill(0);
  const matrix = new Array<number>(n * n).fill(0);
  const swaps = new Array<number>(n).fill(0);
  const e = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) u[i] = u0[i];
  let t = span[0];
  let h = startingStep(rhs, u, rhs(u, p, t), p, t, end, 5, rtol, atol, n);
  let saved = 0;
  while (saved < count && (times[saved] - t) * direction <= 0) {
    for (let i = 0; i < n; i++) out[saved * n + i] = u[i];
    saved += 1;
  }
  let status = t === end ? 1 : 0;
  let steps = 0;
  let rejected = 0;
  let logBefore = CALM;
  let most = 6;
  while (status === 0) {
    const isLast = (t + 1.01 * h - end) * direction >= 0;
    h = isLast ? end - t : h;
    const after = isLast ? end : t + h;
    const shift = 1 / (h * gamma);
    const pivot = factoriseShifted(matrix, swaps, jacobian(u, p, t), mass, hasMass, shift, n);
    const inTime = slopeInTime(u, p, t);
    const stages = rodasStages(
      rhs, A, C, alpha, d, matrix, swaps, inTime, mass, hasMass, mass, 1, u, p, t, h, n
    ); // prettier-ignore
    const v = rodasEnd(A, stages, u, n);
    for (let i = 0; i < n; i++) e[i] = stages[7 * n + i];
    const error = scaledNorm(e, u, v, rtol, atol, n);
    const accepted = error <= 1;
    while (accepted && saved < count && (times[saved] - after) * direction <= 0) {
      const within = rodasWithin(H, stages, u, v, (times[saved] - t) / h, n);
      const isEnd = times[saved] === after;
      for (let i = 0; i < n; i++) out[saved * n + i] = isEnd ? v[i] : within[i];
      saved += 1;
    }
    for (let i = 0; i < n; i++) u[i] = accepted ? v[i] : u[i];
    t = accepted ? after : t;
    steps += accepted ? 1 : 0;
    rejected += accepted ? 0 : 1;
    [h, logBefore, most] = nextStep(error, h, logBefore, most, 6, 5);
    const isStuck = Math.abs(h) <= shortestStep(t, end - span[0]);
    const failure = pivot === 0 ? 5 : error < 1e300 ? 3 : 4;
    status = t === end ? 1 : isStuck ? failure : steps + rejected >= maxSteps ? 2 : 0;
  }
  const tail = count * n;
  out[tail] = status;
  out[tail + 1] = t;
  out[tail + 2] = steps;
  out[tail + 3] = rejected;
  return out;
}
