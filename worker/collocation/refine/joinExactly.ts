// Gauss–Newton steps on the data with the gaps closed to first order, Bock's way: a step of the first node and the
// parameters gives that of every later node, segment by segment, so only k unknowns are left ("condensing").
import {project} from "../../optimize/bounds.ts";
import {makeReducer} from "../../optimize/reduce.ts";
import {makeDampedSquares} from "../../optimize/dampedSquares.ts";
import type {FitProblem} from "./asked.ts";
import {eachResidual, type Chain, type Links, type Segment} from "./segments.ts";

const MOST_STEPS = 30;
const SHORTEST = 1 / 128;
/** A step this small in units of scale moves nothing that a fit could tell. */
const CLOSED = 1e-10;

type Follow = (chain: Chain) => Promise<Links | undefined>;

/** The chain with its gaps closed as far as they can be. */
export async function joinExactly(
  problem: FitProblem,
  segments: readonly Segment[],
  follow: Follow,
  first: Chain,
  gap: Float64Array
): Promise<Chain> {
  const merit = ({sse, gaps}: Links) =>
    gaps.reduce(
      (sum, one) => sum + one.reduce((part, g, i) => part + g * gap[i] * (g * gap[i]), 0),
      sse
    );
  let links = await follow(first);
  for (let step = 0; links !== undefined && step < MOST_STEPS; step++) {
    const moves = condense(problem, segments, links);
    if (moves === undefined) break;
    let next: Links | undefined;
    for (let share = 1; share >= SHORTEST && next === undefined; share /= 2) {
      const trial = await follow(move(problem, links.chain, moves, share));
      if (trial !== undefined && merit(trial) <= merit(links)) next = trial;
    }
    if (next === undefined) break;
    links = next;
    if (isSmall(problem, moves)) break;
  }
  return links?.chain ?? first;
}

/** The full step of p (with u0, where it is fitted) and of every node; undefined where it is not determined. */
interface Moves {
  x: Float64Array;
  nodes: Float64Array[];
}

function condense(
  {m, k, scale, observed}: FitProblem,
  segments: readonly Segment[],
  {shots, gaps}: Links
): Moves | undefined {
  const {n} = observed;
  // Δnode = rest + slope·Δx, here of the first node
  let rest = new Float64Array(n);
  let slope = new Float64Array(n * k);
  for (let i = 0; i < n && k > m; i++) slope[i * k + m + i] = 1;
  const lines: {rest: Float64Array; slope: Float64Array}[] = [];
  const reducer = makeReducer(k);
  const row = new Float64Array(k);

  segments.forEach((segment, s) => {
    lines.push({rest, slope});
    const {u, slopes} = shots[s];
    const [from, by] = [rest, slope];
    /** The change of state i at a place: what is left of it in the answer, its slope in `row`. */
    const through = (i: number, place: number): number => {
      let sum = 0;
      for (let j = 0; j < k; j++) row[j] = j < m ? slopes[j][i][place] : 0;
      for (let l = 0; l < n; l++) {
        const share = slopes[m + l][i][place];
        sum += share * from[l];
        for (let j = 0; j < k; j++) row[j] += share * by[l * k + j];
      }
      return sum;
    };
    eachResidual(observed, segment, ({i, place, value, weight}) => {
      const change = through(i, place);
      reducer.add(
        row.map((one, j) => one * weight * scale[j]),
        [(u[i][place] + change - value) * weight]
      );
    });
    if (s + 1 === segments.length) return;
    rest = new Float64Array(n);
    slope = new Float64Array(n * k);
    for (let i = 0; i < n; i++) {
      rest[i] = gaps[s][i] + through(i, segment.times.length - 1);
      slope.set(row, i * k);
    }
  });

  const {factor, projected} = reducer.finish();
  const squares = makeDampedSquares(k);
  squares.reduce(
    factor,
    Int32Array.from({length: k}, (_, j) => j),
    k,
    projected
  );
  const x = new Float64Array(k);
  if (!squares.solve(new Float64Array(k), x).isFull) return undefined;
  for (let j = 0; j < k; j++) x[j] *= scale[j];
  const nodes = lines.map((line) =>
    line.rest.map((one, i) => {
      let sum = one;
      for (let j = 0; j < k; j++) sum += line.slope[i * k + j] * x[j];
      return sum;
    })
  );
  return x.every(Number.isFinite) ? {x, nodes} : undefined;
}

function move({box, m, k}: FitProblem, chain: Chain, moves: Moves, share: number): Chain {
  const x = chain.x.map((value, j) => value + share * moves.x[j]);
  project(x, box);
  const nodes = chain.nodes.map((node, s) =>
    node.map((value, i) => value + share * moves.nodes[s][i])
  );
  if (k > m) nodes[0] = x.slice(m);
  return {x, nodes};
}

function isSmall({m, scale}: FitProblem, {x, nodes}: Moves): boolean {
  const isStill = (value: number, j: number) => Math.abs(value) <= CLOSED * scale[j];
  return x.every(isStill) && nodes.every((node) => node.every((one, i) => isStill(one, m + i)));
}
