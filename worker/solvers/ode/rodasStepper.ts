// Steps by the Rosenbrock method; the arithmetic is that of core/.
import {CALM, nextStep, scaledNorm, startingStep} from "./core/control.ts";
import {factoriseShifted, rodasEnd, rodasStages, rodasWithin} from "./core/rodas.ts";
import type {Field, Vector} from "./core/shapes.ts";
import {RODAS_A, RODAS_ALPHA, RODAS_C, RODAS_D, RODAS_GAMMA, RODAS_H} from "./rodasTables.ts";
import {isStuck, REJECTED, toFailure, type Start, type Stepper} from "./stepper.ts";

/** The derivatives at the beginning of a step, which its attempts share. */
interface Slopes {
  jacobian: Vector;
  inTime: Vector;
  coupling: Vector;
}

export function makeRodas({blocks, t: from, z: start, end: whole, rtol, atol}: Start): Stepper {
  const {size, count, system} = blocks;
  const {n, p, counts} = system;
  const hasMass = system.mass !== undefined;
  const mass = system.mass ?? [];
  const rhs: Field = (u, _, t) => blocks.field(u, t);
  const matrix = new Array<number>(n * n).fill(0);
  const swaps = new Array<number>(n).fill(0);

  let t = from;
  let u = start;
  let slopes: Slopes | undefined;
  let h = startingStep(rhs, u, Array.from(rhs(u, p, t)), p, t, whole, 5, rtol, atol, size);
  let logBefore = CALM;
  let most = 6;

  return {
    method: "rodas",
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
      slopes ??= {
        jacobian: Array.from(system.jacobian(u.slice(0, n), t)),
        inTime: Array.from(blocks.inTime(u, t)),
        coupling: blocks.coupling(u, t)
      };
      const {jacobian, inTime, coupling} = slopes;
      const shift = 1 / (tried * RODAS_GAMMA);
      const pivot = factoriseShifted(matrix, swaps, jacobian, mass, hasMass, shift, n);
      counts.factorisation++;
      const stages = rodasStages(
        rhs, RODAS_A, RODAS_C, RODAS_ALPHA, RODAS_D, matrix, swaps, inTime, mass, hasMass, coupling, count,
        u, p, t, tried, n
      ); // prettier-ignore
      const v = rodasEnd(RODAS_A, stages, u, size);
      const error = scaledNorm(stages.slice(7 * size), u, v, rtol, atol, size);
      const next = nextStep(error, tried, logBefore, most, 6, 5);
      [, logBefore, most] = next;
      if (!(error <= 1)) {
        h = next[0];
        if (!isStuck(h, t, whole - from)) return REJECTED;
        return pivot === 0 ? {kind: "failed", status: "singular"} : toFailure(error);
      }
      const [u0, came, length] = [u, t, tried];
      const within = (time: number): number[] => {
        if (time === after) return v.slice();
        return rodasWithin(RODAS_H, stages, u0, v, (time - came) / length, size);
      };
      h = isLast && Math.abs(tried) < Math.abs(h) ? h : next[0];
      u = v;
      t = after;
      slopes = undefined;
      return {kind: "accepted", segment: {from: came, to: after, at: within}};
    }
  };
}
