// Tsit5 until the problem turns out stiff, then an implicit method. The sign is Hairer's (DOPRI5): its last two stages
// look at the same time at places v₆ and v, so |k₇ − k₆|/|v − v₆| is about the fastest rate of the problem;
// a step that this rate keeps at the limit of stability, again and again, is shorter than accuracy asks for.
import type {Vector} from "./core/shapes.ts";
import {makeBdf} from "./bdfStepper.ts";
import {makeExplicit} from "./explicitStepper.ts";
import {makeRodas} from "./rodasStepper.ts";
import type {Attempt, Start, Stepper} from "./stepper.ts";
import {TSIT5_A} from "./tsit5Tables.ts";

/** Where a real negative h·λ is about to leave Tsit5's region of stability, |h·λ| ≈ 3.5. */
const LIMIT = 3.2;
/** Steps at the limit that make a problem stiff, and steps below it that take one such sign back. */
const STIFF = 15;
const CALM = 6;

export function makeAuto(start: Start): Stepper {
  let signs = 0;
  let calm = 0;
  const watch = (k: Vector, u: Vector, v: Vector, h: number): void => {
    if (Math.abs(h) * findRate(k, u, v, h) > LIMIT) {
      signs++;
      calm = 0;
    } else if (signs > 0 && ++calm === CALM) {
      signs = 0;
      calm = 0;
    }
  };
  let stepper = makeExplicit("tsit5", start, watch);
  const change = (): void => {
    const {system, count} = start.blocks;
    const make = count > 1 && system.second === undefined ? makeBdf : makeRodas;
    stepper = make({...start, t: stepper.t, z: stepper.z});
  };
  return {
    get method() {
      return stepper.method;
    },
    get t() {
      return stepper.t;
    },
    get z() {
      return stepper.z;
    },
    attempt(end): Attempt {
      if (stepper.method === "tsit5" && signs >= STIFF) change();
      const attempt = stepper.attempt(end);
      if (attempt.kind !== "failed" || stepper.method !== "tsit5") return attempt;
      change();
      return {kind: "rejected"};
    }
  };
}

/** |k₇ − k₆|/|v − v₆|; 0 where both are at rest. */
function findRate(k: Vector, u: Vector, v: Vector, h: number): number {
  const n = u.length;
  let above = 0;
  let below = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < 5; j++) sum += TSIT5_A[35 + j] * k[j * n + i];
    const rise = k[6 * n + i] - k[5 * n + i];
    const run = v[i] - (u[i] + h * sum);
    above += rise * rise;
    below += run * run;
  }
  return below > 0 ? Math.sqrt(above / below) : 0;
}
