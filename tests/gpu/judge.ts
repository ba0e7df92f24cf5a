// The stated error of a model on the GPU: |gpu − f64| is at most SPREAD times what careless f32 arithmetic
// differs from f64 by, and a few units in the last place. Where f32 cannot decide (a branch goes either way, a
// number is out of its range) nothing is claimed.
import type {Model} from "../../worker/compiler/ir.ts";
import {makeRandom} from "./modelJobs.ts";
import {carelessly, exactly, interpretRounded} from "./roundedInterpreter.ts";

const SPREAD = 4;
const UNITS = 4 * 2 ** -23;
/** What flushed subnormals may leave. */
const LEAST = 2 ** -120;
const RUNS = 8;

export interface Verdict {
  /** numbers of which something is claimed. */
  decided: number;
  all: number;
  /** what is wrong, if anything. */
  why: string;
}

/** Judges one point's answer. */
export function judge(model: Model, inputs: readonly ArrayLike<number>[], got: number[]): Verdict {
  const random = makeRandom(1);
  const wanted = interpretRounded(model, inputs, exactly);
  const runs = Array.from({length: RUNS}, () =>
    interpretRounded(model, inputs, carelessly(random))
  );
  const verdict: Verdict = {decided: 0, all: got.length, why: ""};
  got.forEach((value, row) => {
    const likely = runs.map((run) => run[row]);
    if (likely.some((other) => kindOf(other) !== kindOf(wanted[row]))) return;
    verdict.decided += 1;
    const error = errorOf(value, wanted[row], likely);
    if (error > 1)
      verdict.why = `row ${row}: GPU ${value}, f64 ${wanted[row]}, careless f32 ${likely.join()}`;
  });
  return verdict;
}

/** In units of what is allowed. */
function errorOf(value: number, wanted: number, likely: readonly number[]): number {
  if (kindOf(value) !== kindOf(wanted)) return Infinity;
  if (!Number.isFinite(wanted)) return 0;
  const spread = Math.max(...likely.map((other) => Math.abs(other - wanted)));
  return Math.abs(value - wanted) / (SPREAD * spread + UNITS * Math.abs(wanted) + LEAST);
}

function kindOf(value: number): string {
  return Number.isFinite(value) ? "finite" : String(value);
}
