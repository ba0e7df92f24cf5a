// What a sweep works on, and what it asks of whoever evaluates.
import type {StreamWords} from "../../../kernels-as/random/counter.ts";
import type {Prior} from "../types.ts";
import type {Cloud} from "./cloud.ts";
import type {Proposals} from "./proposals.ts";
import type {Halves, Shape} from "./shape.ts";

/** Log-likelihoods of the first `count` points of a cloud, into it: exact with derivatives where it has them, or screened. */
export interface Request {
  kind: "exact" | "screen";
  cloud: Cloud;
  count: number;
}

/** A sweep stops for what it asks, and between, for others to have their turn. */
export type Step = Request | undefined;

/** How many particles are worked on before others may have their turn. */
export const TURN = 512;

export interface Tally {
  evaluations: number;
  /** evaluations that gave no number below infinity. */
  failed: number;
  screened: number;
  rescored: number;
  /** sum and largest of |screened − exact|. */
  error: number;
  maxError: number;
}

export function makeTally(): Tally {
  return {evaluations: 0, failed: 0, screened: 0, rescored: 0, error: 0, maxError: 0};
}

export interface Walk {
  prior: Prior;
  /** the particles; a sweep changes them only where it accepts. */
  cloud: Cloud;
  proposals: Proposals;
  shapes: Halves;
  /** how many of the particles are of the lower half. */
  split: number;
  beta: number;
  scale: number;
  /** of this sweep. */
  words: StreamWords;
  tally: Tally;
}

/** What particle i moves by. */
export function shapeOf({shapes, split}: Pick<Walk, "shapes" | "split">, i: number): Shape {
  return i < split ? shapes.lower : shapes.upper;
}

/** Asks for the proposals' log-likelihoods; what is not a number below infinity counts as failed and as zero likelihood. */
export function* evaluate(walk: Pick<Walk, "proposals" | "tally">): Generator<Step, void> {
  const {proposals, tally} = walk;
  const {cloud, count} = proposals;
  if (count === 0) return;
  yield {kind: "exact", cloud, count};
  tally.evaluations += count;
  for (let k = 0; k < count; k++) {
    if (cloud.logLikelihood[k] < Infinity) continue;
    tally.failed++;
    cloud.logLikelihood[k] = -Infinity;
  }
}
