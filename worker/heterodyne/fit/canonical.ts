// The same correlation in the form that is agreed on: which component is the sample, the velocity's sign, and the angle.
import {strictMath} from "../../math.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Canonical, CanonicalContext} from "./model.ts";

const [D0_REF, D0_SAMPLE, V0, F0, F3, PHI0] = [0, 3, 6, 9, 12, 13];

/** The middle of the measured times by their logarithms, where J and v are told best: √(dt·t_max) of a scan from 0 on. */
export function toReferenceTime({grid: {dt, frames, times}}: TakenScan): number {
  return Math.sqrt(Math.max(times[0], dt) * times[frames - 1]);
}

/** amplitude·t^exponent + offset of the three numbers from `at` on. */
export function toRate(theta: Float64Array, at: number, t: number): number {
  return theta[at] * strictMath.pow(t, theta[at + 1]) + theta[at + 2];
}

export function canonicalise(theta: Float64Array, context: CanonicalContext): Canonical {
  const notes: string[] = [];
  let found = theta;
  for (const change of [exchangeLabels, turnVelocity, turnAngle]) {
    const wish = change(found, context);
    if (!wish) continue;
    const kept = whyKept(found, wish.theta, context);
    notes.push(kept === "" ? wish.done : `${wish.kept}: kept as found, because ${kept}`);
    if (kept === "") found = wish.theta;
  }
  return {theta: found, notes};
}

interface Wish {
  theta: Float64Array;
  done: string;
  kept: string;
}

function exchangeLabels(theta: Float64Array, {taken, labels}: CanonicalContext): Wish | undefined {
  const t = toReferenceTime(taken);
  if (labels === "keep" || toRate(theta, D0_SAMPLE, t) >= toRate(theta, D0_REF, t)) return;
  const other = theta.slice();
  for (let i = 0; i < 3; i++) {
    other[D0_REF + i] = theta[D0_SAMPLE + i];
    other[D0_SAMPLE + i] = theta[D0_REF + i];
  }
  other[F0] = theta[F0] === 0 ? 0 : -theta[F0];
  other[F3] = 1 - theta[F3];
  return {
    theta: other,
    done: "Reference and sample changed places, x with 1 − x, which leaves the correlation as it is: the faster one is called the sample (labels).",
    kept: "The reference is faster than the sample, which could change places with it"
  };
}

function turnVelocity(theta: Float64Array, {taken}: CanonicalContext): Wish | undefined {
  if (toRate(theta, V0, toReferenceTime(taken)) >= 0) return;
  const other = theta.slice();
  for (const i of [V0, V0 + 2]) other[i] = theta[i] === 0 ? 0 : -theta[i];
  return {
    theta: other,
    done: "The velocity's sign was changed, which leaves the correlation as it is: v is positive.",
    kept: "The velocity is negative, and its sign cannot be told"
  };
}

function turnAngle(theta: Float64Array): Wish | undefined {
  const turns = Math.ceil(theta[PHI0] / 180 - 0.5);
  if (turns === 0) return;
  const other = theta.slice();
  other[PHI0] -= 180 * turns;
  return {
    theta: other,
    done: "phi0 was turned by 180°, which leaves the correlation as it is: it is above −90 and at most 90.",
    kept: "phi0 and phi0 ± 180 cannot be told apart"
  };
}

/** Why a change may not be made; empty where it may. */
function whyKept(
  from: Float64Array,
  to: Float64Array,
  {isActive, bounds, taken}: CanonicalContext
): string {
  const moved = Array.from(from.keys()).filter((i) => from[i] !== to[i]);
  if (moved.some((i) => !isActive[i])) return "some of the parameters are held";
  if (moved.some((i) => to[i] < bounds[i][0] || to[i] > bounds[i][1]))
    return "the bounds exclude the other form";
  // its fraction is bent towards 0 and 1, and not by the same at both
  const isBent = taken.grid.semantics === "xpcsjax" && moved.includes(F3);
  return isBent ? "with semantics xpcsjax it is not quite the same" : "";
}
