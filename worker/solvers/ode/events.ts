// Finds where conditions pass zero within a step, on the step's own interpolant.
import type {Segment} from "./stepper.ts";
import type {OdeEvent} from "./types.ts";

/** A condition that passes zero at t; what is at t is already past it. */
export interface Crossing {
  t: number;
  index: number;
}

/** Pieces of a step in which a change of sign is looked for: two zeros within a piece go unseen. */
const PIECES = 4;
/** How near a root is found, in steps. */
const NEAR = 1e-13;
/** Halvings that get there, and one more. */
const HALVINGS = 45;

export interface Finder {
  /** The crossings within a step, in time's order. */
  find: (segment: Segment) => Crossing[];
  /** Told that an event made the solve go on from another state: the event's own zero is behind. */
  restart: (t: number, u: number[], index: number) => void;
}

export function makeFinder(
  events: readonly OdeEvent[],
  n: number,
  p: number[],
  start: {t: number; u: number[]}
): Finder {
  const evaluate = ({condition}: OdeEvent, u: number[], t: number): number => {
    const value = condition(u, p, t);
    return typeof value === "number" ? value : value[0];
  };
  const look = (t: number, u: number[]) => events.map((event) => Math.sign(evaluate(event, u, t)));
  /** Each condition's sign when last seen, 0 until it has one. */
  let signs = look(start.t, start.u);

  const find = (segment: Segment): Crossing[] => {
    const {from, to} = segment;
    const crossings: Crossing[] = [];
    const points = Array.from({length: PIECES}, (_, k) =>
      k + 1 === PIECES ? to : from + ((to - from) * (k + 1)) / PIECES
    );
    const states = points.map((t) => segment.at(t).slice(0, n));
    events.forEach((event, index) => {
      const {direction = 0} = event;
      let before = from;
      points.forEach((t, k) => {
        const sign = Math.sign(evaluate(event, states[k], t));
        const was = signs[index];
        const isCrossing = was !== 0 && sign === -was && (direction === 0 || sign === direction);
        // A zero exactly at a point counts when the sign beyond it shows.
        if (isCrossing) {
          const at = (time: number) => evaluate(event, segment.at(time).slice(0, n), time);
          crossings.push({t: findRoot(at, before, t, sign), index});
        }
        if (sign !== 0) {
          signs[index] = sign;
          before = t;
        }
      });
    });
    return crossings.sort((a, b) => (a.t - b.t) * (to >= from ? 1 : -1));
  };
  const restart = (t: number, u: number[], index: number): void => {
    signs = look(t, u);
    signs[index] = 0;
  };
  return {find, restart};
}

/**
 * The end of a bracket of NEAR steps at which the condition has its new sign: the ITP method (I. F. D. Oliveira,
 * R. H. C. Takahashi, ACM Trans. Math. Softw. 47 (2020)), never slower than halving by more than a step.
 */
export function findRoot(
  condition: (t: number) => number,
  from: number,
  to: number,
  sign: number
): number {
  let a = from;
  let b = to;
  let low = -sign * Math.abs(condition(a));
  let high = sign * Math.abs(condition(b));
  const width = Math.abs(to - from);
  const near = Math.max(NEAR * width, 2 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to)));
  for (let k = 0; k < HALVINGS && Math.abs(b - a) > near; k++) {
    const middle = (a + b) / 2;
    const secant = low === high ? middle : (high * a - low * b) / (high - low);
    const toMiddle = Math.sign(middle - secant);
    const nudge = Math.min((0.2 / width) * (b - a) * (b - a), Math.abs(middle - secant));
    const radius = Math.max(0, (near / 2) * doubled(HALVINGS - k) - Math.abs(b - a) / 2);
    const truncated = secant + toMiddle * nudge;
    const isWithin = Math.abs(truncated - middle) <= radius;
    const t = isWithin ? truncated : middle - toMiddle * radius;
    const value = condition(t);
    if (Math.sign(value) === sign) {
      b = t;
      high = value;
    } else {
      a = t;
      low = value;
    }
  }
  return b;
}

/** 2^k for k ≥ 0. */
function doubled(k: number): number {
  let value = 1;
  for (let i = 0; i < k; i++) value *= 2;
  return value;
}
