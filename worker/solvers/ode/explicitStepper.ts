// Steps by an explicit Runge–Kutta method; the arithmetic is that of core/.
import {CALM, nextStep, scaledNorm, startingStep} from "./core/control.ts";
import {combineStages, fillStages, weightsWithin} from "./core/explicit.ts";
import type {Field, Vector} from "./core/shapes.ts";
import {EXPLICIT, type ExplicitMethod} from "./explicitMethods.ts";
import {isStuck, REJECTED, toFailure, type Segment, type Start, type Stepper} from "./stepper.ts";

/** Sees each accepted step: its stages, where it came from and got to, and its length. */
export type Watch = (k: Vector, u: Vector, v: Vector, h: number) => void;

export function makeExplicit(
  method: keyof typeof EXPLICIT,
  {blocks, t: from, z: start, end: whole, rtol, atol}: Start,
  watch?: Watch
): Stepper {
  const table: ExplicitMethod = EXPLICIT[method];
  const {A, C, E, width, main, q} = table;
  const n = blocks.size;
  const {p} = blocks.system;
  const rhs: Field = (u, _, t) => blocks.field(u, t);

  let t = from;
  let u = start;
  let slope = Array.from(rhs(u, p, t));
  let h = startingStep(rhs, u, slope, p, t, whole, q, rtol, atol, n);
  let logBefore = CALM;
  let most = 10;

  return {
    method,
    get t() {
      return t;
    },
    get z() {
      return u;
    },
    attempt(end) {
      const direction = end >= t ? 1 : -1;
      const isLast = (t + 1.01 * h - end) * direction >= 0;
      const tried = isLast ? end - t : h;
      const after = isLast ? end : t + h;
      const k = new Array<number>(width * n).fill(0);
      for (let i = 0; i < n; i++) k[i] = slope[i];
      const v = fillStages(rhs, A, C, width, 1, main, k, u, p, t, tried, n);
      const error = scaledNorm(combineStages(k, E, main, tried, n), u, v, rtol, atol, n);
      const next = nextStep(error, tried, logBefore, most, 10, q);
      [, logBefore, most] = next;
      if (!(error <= 1)) {
        h = next[0];
        return isStuck(h, t, whole - from) ? toFailure(error) : REJECTED;
      }
      const segment = toSegment(table, rhs, k, {u, v, p, from: t, to: after, h: tried, n});
      watch?.(k, u, v, tried);
      // A last step cut short says little about how long the next one may be.
      h = isLast && Math.abs(tried) < Math.abs(h) ? h : next[0];
      slope = k.slice((main - 1) * n, main * n);
      u = v;
      t = after;
      return {kind: "accepted", segment};
    }
  };
}

interface Step {
  u: number[];
  v: number[];
  p: Vector;
  from: number;
  to: number;
  h: number;
  n: number;
}

/** The stages that only values within the step need are computed when the first is asked for. */
function toSegment(
  {A, C, P, width, main, degree}: ExplicitMethod,
  rhs: Field,
  k: number[],
  {u, v, p, from, to, h, n}: Step
): Segment {
  let isFull = width === main;
  return {
    from,
    to,
    at: (t) => {
      if (t === from) return u.slice();
      if (t === to) return v.slice();
      if (!isFull) fillStages(rhs, A, C, width, main, width, k, u, p, from, h, n);
      isFull = true;
      const weights = weightsWithin(P, degree, width, (t - from) / h);
      const change = combineStages(k, weights, width, h, n);
      return u.map((value, i) => value + change[i]);
    }
  };
}
