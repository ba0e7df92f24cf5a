// How long the steps are and how many sweeps a stage gets.
import {strictMath} from "../../math.ts";
import type {MoveKind} from "../types.ts";

/** Settings of a kind of move. */
export interface MoveHabit {
  /** the scale to start from, by dimension. */
  scale: (d: number) => number;
  /** the share of accepted proposals that the scale is steered to; absent where the scale stays. */
  acceptance?: number;
  needsGradient: boolean;
}

/** Powers of a dimension by which the best steps shrink: G. Roberts and J. Rosenthal 2001; A. Beskos and others 2013. */
export const HABITS: Record<MoveKind, MoveHabit> = {
  "random-walk": {
    scale: (d) => 2.38 / Math.sqrt(d),
    acceptance: 0.234,
    needsGradient: false
  },
  independence: {scale: () => 1, needsGradient: false},
  mala: {scale: (d) => 1.65 * strictMath.pow(d, -1 / 6), acceptance: 0.574, needsGradient: true},
  hmc: {scale: (d) => strictMath.pow(d, -1 / 4), acceptance: 0.65, needsGradient: true},
  // Ching and Chen's β² = 0.04
  basis: {scale: () => 0.2, needsGradient: false}
};

export const MOVE_KINDS = Object.keys(HABITS) as MoveKind[];

const LEAST_SWEEPS = 3;
const MOST_SWEEPS = 25;
/** The share of particles that may be left where they were. */
const LEFT = 0.01;

/** Enough sweeps for 99 % of the particles to move, if each is accepted with this probability. */
export function toSweeps(acceptance: number): number {
  const sweeps = Math.ceil(strictMath.log(LEFT) / strictMath.log1p(-acceptance));
  return Math.min(MOST_SWEEPS, Math.max(LEAST_SWEEPS, sweeps));
}

/** The scale's logarithm after sweep k = 1, 2, … of a stage. */
export function steer(logScale: number, acceptance: number, wish: number, k: number): number {
  return logScale + (acceptance - wish) / Math.sqrt(k);
}
