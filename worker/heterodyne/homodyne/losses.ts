// How much a squared residual costs, in units of its scale squared.
import {strictMath} from "../../math.ts";
import type {Loss} from "../types.ts";

export interface LossLaw {
  /** ρ(z). */
  cost: (z: number) => number;
  /** ρ′(z): the factor that squares get instead. */
  factor: (z: number) => number;
}

export const LOSSES: Readonly<Record<Exclude<Loss, "squares">, LossLaw>> = {
  soft_l1: {
    cost: (z) => 2 * (Math.sqrt(1 + z) - 1),
    factor: (z) => 1 / Math.sqrt(1 + z)
  },
  huber: {
    cost: (z) => (z <= 1 ? z : 2 * Math.sqrt(z) - 1),
    factor: (z) => (z <= 1 ? 1 : 1 / Math.sqrt(z))
  },
  cauchy: {
    cost: (z) => strictMath.log1p(z),
    factor: (z) => 1 / (1 + z)
  }
};
