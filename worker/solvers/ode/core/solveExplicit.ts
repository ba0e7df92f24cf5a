// A whole solve by an explicit method, as one function of numbers: what solveMany runs in SIMD lanes.
import {CALM, nextStep, scaledNorm, shortestStep, startingStep} from "./control.ts";
import {combineStages, fillStages, weightsWithin} from "./explicit.ts";
import type {Field, Vector} from "./shapes.ts";

/**
 * Returns the states at `times` one after the other (NaN where it did not get), then: how it ended (as in
 * outcomes.ts), the time reached, steps taken, steps rejected. `count` times, ordered from span[0] to span[1].
 */
export function solveExplicit(
  rhs: Field,
  A: Vector,
  C: Vector,
  E: Vector,
  P: Vector,
  width: number,
  main: number,
  degree: number,
  q: number,
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
  const k = new Array<number>(width * n).fill(0);
  for (let i = 0; i < n; i++) u[i] = u0[i];
  let t = span[0];
  const first = rhs(u, p, t);
  for (let i = 0; i < n; i++) k[i] = first[i];
  let h = startingStep(rhs, u, first, p, t, end, q, rtol, atol, n);
  let saved = 0;
  while (saved < count && (times[saved] - t) * direction <= 0) {
    for (let i = 0; i < n; i++) out[saved * n + i] = u[i];
    saved += 1;
  }
  let status = t === end ? 1 : 0;
  let steps = 0;
  let rejected = 0;
  let logBefore = CALM;
  let most = 10;
  while (status === 0) {
    const isLast = (t + 1.01 * h - end) * direction >= 0;
    h = isLast ? end - t : h;
    const after = isLast ? end : t + h;
    const v = fillStages(rhs, A, C, width, 1, main, k, u, p, t, h, n);
    const e = combineStages(k, E, main, h, n);
    const error = scaledNorm(e, u, v, rtol, atol, n);
    const accepted = error <= 1;
    let needed = accepted && saved < count && (times[saved] - after) * direction <= 0;
    // A loop of one pass: lanes that need no value within this step do not compute these stages.
    while (needed) {
      if (width > main) fillStages(rhs, A, C, width, main, width, k, u, p, t, h, n);
      let inside = true;
      while (inside) {
        const weights = weightsWithin(P, degree, width, (times[saved] - t) / h);
        const change = combineStages(k, weights, width, h, n);
        const isEnd = times[saved] === after;
        for (let i = 0; i < n; i++) out[saved * n + i] = isEnd ? v[i] : u[i] + change[i];
        saved += 1;
        inside = saved < count && (times[saved] - after) * direction <= 0;
      }
      needed = false;
    }
    for (let i = 0; i < n; i++) {
      u[i] = accepted ? v[i] : u[i];
      k[i] = accepted ? k[(main - 1) * n + i] : k[i];
    }
    t = accepted ? after : t;
    steps += accepted ? 1 : 0;
    rejected += accepted ? 0 : 1;
    [h, logBefore, most] = nextStep(error, h, logBefore, most, 10, q);
    const isStuck = Math.abs(h) <= shortestStep(t, end - span[0]);
    const failure = error < 1e300 ? 3 : 4;
    status = t === end ? 1 : isStuck ? failure : steps + rejected >= maxSteps ? 2 : 0;
  }
  const tail = count * n;
  out[tail] = status;
  out[tail + 1] = t;
  out[tail + 2] = steps;
  out[tail + 3] = rejected;
  return out;
}
