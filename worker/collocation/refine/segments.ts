// The span cut into segments, each with an initial state of its own: a trial's errors grow over one segment only, and
// the data say where each begins.
import type {FitProblem} from "./asked.ts";
import {toTimes} from "./objective.ts";
import {interpolate, type Observed} from "./observed.ts";
import type {Shooter, Shot} from "./shoot.ts";

export interface Segment {
  /** the different times of its data, and where the next one begins. */
  times: number[];
  /** which data are its own: from here to before there, in the order of time. */
  from: number;
  to: number;
}

/** Where all segments begin and the parameters they share. */
export interface Chain {
  /** p first, then u0 where it is fitted. */
  x: Float64Array;
  /** a state a segment. */
  nodes: Float64Array[];
}

/** A chain with its trajectories. */
export interface Links {
  chain: Chain;
  shots: Shot[];
  /** Σ r² of the data. */
  sse: number;
  /** what each segment's end misses the next one's start by: end − start. */
  gaps: Float64Array[];
}

/** As many times in each as can be; a time that begins a segment belongs to it and ends the one before. */
export function toSegments({observed, segments}: FitProblem): Segment[] {
  const {times, places} = toTimes(observed.t);
  const last = times.length - 1;
  const cuts = Array.from({length: segments + 1}, (_, s) => Math.round((s * last) / segments));
  const firstAt = (place: number) => places.findIndex((one) => one >= place);
  return Array.from({length: segments}, (_, s) => ({
    times: times.slice(cuts[s], cuts[s + 1] + 1),
    from: firstAt(cuts[s]),
    to: s + 1 === segments ? places.length : firstAt(cuts[s + 1])
  }));
}

/** Nodes on the data; a state that was not observed starts from its u0 everywhere. */
export function startChain(problem: FitProblem, segments: readonly Segment[]): Chain {
  const {m, k, start, observed} = problem;
  const nodes = segments.map(({times}, s) => {
    if (s === 0) return start.slice(m);
    return Float64Array.from(interpolate(observed, times[0]), (value, i) =>
      Number.isNaN(value) ? start[m + i] : value
    );
  });
  return {x: start.slice(0, k), nodes};
}

/** Follows every segment; undefined where one does not get to its end. */
export async function link(
  shooter: Shooter,
  observed: Observed,
  segments: readonly Segment[],
  chain: Chain
): Promise<Links | undefined> {
  const shots: Shot[] = [];
  for (const [s, {times}] of segments.entries()) {
    const shot = await shooter.shoot(chain.x, chain.nodes[s], times, true);
    if (shot.status !== "converged") return undefined;
    shots.push(shot);
  }
  let sse = 0;
  segments.forEach((segment, s) =>
    eachResidual(observed, segment, ({i, place, value, weight}) => {
      const r = (shots[s].u[i][place] - value) * weight;
      sse += r * r;
    })
  );
  const gaps = chain.nodes.slice(1).map((node, s) => node.map((u, i) => shots[s].u[i].at(-1) - u));
  return {chain, shots, sse, gaps};
}

/** One observed number: its state, its time's place in the segment, itself and its weight. */
export interface Datum {
  i: number;
  place: number;
  value: number;
  weight: number;
}

export function eachResidual(
  {values, weights, t}: Observed,
  {times, from, to}: Segment,
  visit: (datum: Datum) => void
): void {
  values.forEach((row, i) => {
    let place = 0;
    for (let at = from; at < to; at++) {
      while (times[place] !== t[at]) place++;
      if (!Number.isNaN(row[at])) visit({i, place, value: row[at], weight: weights[i][at]});
    }
  });
}
