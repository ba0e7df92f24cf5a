// Multiple shooting. First the gaps between segments count as residuals like the data's, and for more from round to
// round: the data keep every segment near them while the parameters settle. Then the segments are joined exactly.
import {drive} from "../../optimize/drive.ts";
import {levenbergMarquardt} from "../../optimize/levenbergMarquardt.ts";
import {makeReducer} from "../../optimize/reduce.ts";
import type {SquaresProbe} from "../../optimize/search.ts";
import type {TraceRow} from "../../optimize/types.ts";
import type {Pace} from "../../pace.ts";
import type {FitProblem} from "./asked.ts";
import {joinExactly} from "./joinExactly.ts";
import type {Tell} from "./hooks.ts";
import {
  eachResidual,
  link,
  startChain,
  toSegments,
  type Chain,
  type Links,
  type Segment
} from "./segments.ts";
import type {Shooter} from "./shoot.ts";

/** What a gap counts for against a segment's data, round by round. */
const ROUNDS = [1, 10, 100, 1000];
/** A round need not be exact: the next one starts from it. */
const LOOSE = 1e-4;

export interface Joined {
  /** p, and u0 where it is fitted. */
  x: Float64Array;
  trace: TraceRow[];
}

export async function fitSegments(
  problem: FitProblem,
  shooter: Shooter,
  pace: Pace,
  tell: Tell
): Promise<Joined> {
  const {observed} = problem;
  const segments = toSegments(problem);
  let chain = startChain(problem, segments);
  const trace: TraceRow[] = [];
  for (const [round, factor] of ROUNDS.entries()) {
    tell({phase: "segments", done: round, total: ROUNDS.length});
    const squares = makeSquares(problem, segments, chain, gapWeights(problem, factor));
    const search = levenbergMarquardt({
      ...squares,
      steps: problem.steps,
      ftol: LOOSE,
      gtol: problem.gtol,
      xtol: LOOSE
    });
    const evaluate = (probe: SquaresProbe) => squares.evaluate(shooter, probe);
    const driven = await drive(search, evaluate, {pace, steps: problem.steps});
    trace.push(...driven.trace);
    chain = squares.toChain(driven.x);
    if (pace.isCancelled || driven.status === "nonfinite") return {x: chain.x, trace};
  }
  tell({phase: "joining", done: 0, total: 1});
  const weights = gapWeights(problem, ROUNDS[ROUNDS.length - 1]);
  const follow = (one: Chain) => link(shooter, observed, segments, one);
  const joined = await joinExactly(problem, segments, follow, chain, weights);
  return {x: joined.x, trace};
}

/** A gap in the units of the data's residuals: as if each segment's points had measured it. */
function gapWeights({observed, segments}: FitProblem, factor: number): Float64Array {
  const {weights, t} = observed;
  const points = t.length / segments;
  return Float64Array.from(weights, (row) => {
    const mean = row.reduce((sum, w) => sum + w * w, 0) / row.length;
    return factor * Math.sqrt(mean * points);
  });
}

/** The squares of data and gaps over p, u0 where it is fitted, and all later nodes. */
function makeSquares(
  problem: FitProblem,
  segments: readonly Segment[],
  first: Chain,
  gap: Float64Array
) {
  const {observed, m, k, scale, start, box} = problem;
  const {n} = observed;
  const size = k + (segments.length - 1) * n;
  const unit = (j: number) => (j < k ? scale[j] : scale[m + ((j - k) % n)]);
  /** where a segment's node begins among the unknowns; −1: it is not among them. */
  const placeOf = (s: number) => (s > 0 ? k + (s - 1) * n : k > m ? m : -1);
  const reducer = makeReducer(size);
  const row = new Float64Array(size);
  let known: {x: Float64Array; links: Links} | undefined;

  const toChain = (y: Float64Array): Chain => {
    const x = y.map((value, j) => value * unit(j));
    return {
      x: x.slice(0, k),
      nodes: segments.map((_, s) =>
        placeOf(s) < 0 ? start.slice(m) : x.slice(placeOf(s), placeOf(s) + n)
      )
    };
  };
  /** A row of the derivative of state i at a place of a segment. */
  const fillRow = (
    {slopes}: Links["shots"][number],
    s: number,
    i: number,
    place: number,
    weight: number
  ) => {
    row.fill(0);
    for (let j = 0; j < m; j++) row[j] = slopes[j][i][place] * weight * scale[j];
    const at = placeOf(s);
    if (at < 0) return;
    for (let j = 0; j < n; j++) row[at + j] = slopes[m + j][i][place] * weight * unit(at + j);
  };
  const reduce = ({shots, gaps}: Links): void => {
    reducer.clear();
    segments.forEach((segment, s) => {
      eachResidual(observed, segment, ({i, place, value, weight}) => {
        fillRow(shots[s], s, i, place, weight);
        reducer.add(row, [(shots[s].u[i][place] - value) * weight]);
      });
      if (s + 1 === segments.length) return;
      for (let i = 0; i < n; i++) {
        fillRow(shots[s], s, i, segment.times.length - 1, gap[i]);
        const next = placeOf(s + 1) + i;
        row[next] = -gap[i] * unit(next);
        reducer.add(row, [gaps[s][i] * gap[i]]);
      }
    });
  };
  const fill = (side: Float64Array, limit: number) =>
    Float64Array.from({length: size}, (_, j) => (j < k ? side[j] / scale[j] : limit));
  const whole = [...first.x, ...first.nodes.slice(1).flatMap((node) => Array.from(node))];
  return {
    start: Float64Array.from(whole, (value, j) => value / unit(j)),
    bounds: {lower: fill(box.lower, -Infinity), upper: fill(box.upper, Infinity)},
    toChain,
    async evaluate(shooter: Shooter, probe: SquaresProbe): Promise<void> {
      const isKnown = known?.x.every((value, j) => value === probe.x[j]);
      const links = isKnown
        ? known!.links
        : await link(shooter, observed, segments, toChain(probe.x));
      probe.value = Infinity;
      if (links === undefined) return;
      known = {x: probe.x.slice(), links};
      reduce(links);
      reducer.write(probe);
    }
  };
}
