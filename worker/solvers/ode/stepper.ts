// What all methods have in common towards the driver: one step at a time.
import type {Blocks} from "./augmented.ts";
import {shortestStep} from "./core/control.ts";
import type {Vector} from "./core/shapes.ts";
import type {OdeMethod, OdeStatus} from "./types.ts";

/** The solution from one time to another, as far as a step went. */
export interface Segment {
  from: number;
  to: number;
  /** all blocks. */
  at: (t: number) => number[];
}

/** What became of one attempt. */
export type Attempt =
  {kind: "accepted"; segment: Segment} | {kind: "rejected"} | {kind: "failed"; status: OdeStatus};

export interface Stepper {
  readonly method: Exclude<OdeMethod, "auto">;
  /** Where it is. */
  readonly t: number;
  readonly z: number[];
  /** Tries one step, to `end` at most. */
  attempt(end: number): Attempt;
}

/** What a stepper starts from. */
export interface Start {
  blocks: Blocks;
  t: number;
  z: number[];
  /** which way and how far it will go. */
  end: number;
  rtol: number;
  /** of all blocks. */
  atol: Vector;
}

export const REJECTED: Attempt = {kind: "rejected"};

/** Whether a step is so short that time hardly moves on. */
export function isStuck(h: number, t: number, span: number): boolean {
  return !(Math.abs(h) > shortestStep(t, span));
}

/** Why a solve is stuck: the last error was no number, or just too large. */
export function toFailure(error: number): Attempt {
  return {kind: "failed", status: error < 1e300 ? "diverged" : "nonfinite"};
}
