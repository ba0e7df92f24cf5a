// Two components in equilibrium: constant diffusion, velocity and fraction, so that only the lag counts.
import {checkVector, show} from "../../check.ts";
import {strictMath} from "../../math.ts";
import type {EquilibriumWish} from "./componentTypes.ts";

const {PI, cos, exp} = strictMath;
const WHAT = "heterodyne.equilibrium";

/**
 * (1 − X)²·e^(−6q²D_ref·τ) + X²·e^(−6q²D_sample·τ) + 2X(1 − X)·e^(−3q²(D_ref + D_sample)τ)·cos(q·v·cosφ·τ), before contrast and
 * offset; `tau` in seconds.
 */
export function equilibrium(wish: EquilibriumWish, tau: ArrayLike<number>): Float64Array {
  if (typeof wish !== "object" || wish === null)
    throw new TypeError(`${WHAT}: expected {D_ref, D_sample, v, X, q, phi}, got ${show(wish)}`);
  checkVector(WHAT, "tau", tau);
  const {D_ref, D_sample, v, X, q, phi = 0} = wish;
  for (const [name, value] of Object.entries({D_ref, D_sample, v, X, q, phi})) {
    if (typeof value !== "number")
      throw new TypeError(`${WHAT}: expected ${name} as a number, got ${show(value)}`);
    const isLow = value < 0 && name !== "v" && name !== "phi";
    if (!Number.isFinite(value) || isLow || (name === "X" && value > 1))
      throw new RangeError(
        `${WHAT}: expected ${name} finite${name === "X" ? " from 0 to 1" : isLow ? ", at least 0" : ""}, got ${value}`
      );
  }
  const rate = 3 * q * q;
  const turn = q * v * cos((phi * PI) / 180);
  return Float64Array.from(tau, (lag) => {
    const reference = (1 - X) * exp(-rate * D_ref * lag);
    const sample = X * exp(-rate * D_sample * lag);
    return reference * reference + sample * sample + 2 * reference * sample * cos(turn * lag);
  });
}
