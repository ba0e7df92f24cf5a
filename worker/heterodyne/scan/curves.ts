// From sums along diagonals to a one-time correlation with its errors.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import type {G2Curve} from "./g2Types.ts";
import type {DiagonalSums} from "./diagonals.ts";
import type {LagGroup} from "./lags.ts";

export interface Bootstrap {
  replicates: number;
  seed: number;
  stream: number;
}

/** What a group of lags comes to. */
interface Value {
  points: number;
  mean: number;
  error: number;
}

export function toCurve(
  sums: DiagonalSums,
  groups: readonly LagGroup[],
  dt: number,
  bootstrap: Bootstrap | undefined
): G2Curve {
  const values = groups.map((group) => toValue(sums, group));
  if (bootstrap) drawErrors(sums, groups, values, bootstrap);
  const used = groups.map((_, g) => g).filter((g) => values[g].points > 0);
  const column = (f: (g: number) => number): Float64Array => Float64Array.from(used, f);
  return {
    tau: column((g) => groups[g].lag * dt),
    lags: column((g) => groups[g].lag),
    g2: column((g) => values[g].mean),
    error: column((g) => values[g].error),
    points: column((g) => values[g].points)
  };
}

/** The weighted mean of the lags' fair means, so that a group stands for its middle. Its error is of independent elements. */
function toValue({counts, means, squares}: DiagonalSums, {first, weights}: LagGroup): Value {
  let points = 0;
  let total = 0;
  let sum = 0;
  let thinness = 0;
  for (let k = 0; k < weights.length; k++) {
    const n = counts[first + k];
    if (n === 0) continue;
    points += n;
    total += weights[k];
    sum += weights[k] * means[first + k];
    thinness += (weights[k] * weights[k]) / n;
  }
  const mean = sum / total;
  let spread = 0;
  for (let k = 0; k < weights.length; k++) {
    const n = counts[first + k];
    if (n === 0) continue;
    const away = means[first + k] - mean;
    spread += weights[k] * (squares[first + k] / n + away * away);
  }
  return {points, mean, error: (Math.sqrt(spread / total) * Math.sqrt(thinness)) / total};
}

/** Replaces the errors: the deviation of means over blocks drawn with replacement, the same ones for all lags. */
function drawErrors(
  sums: DiagonalSums,
  groups: readonly LagGroup[],
  values: Value[],
  {replicates, seed, stream}: Bootstrap
): void {
  const {blocks} = sums;
  const totals = groups.map((group) => blockTotals(sums, group));
  const drawn = new Int32Array(blocks);
  const moments = groups.map(() => ({n: 0, mean: 0, squares: 0}));
  for (let r = 0; r < replicates; r++) {
    const draws = makeDraws(seed, stream, r);
    for (let b = 0; b < blocks; b++) drawn[b] = draws.integer(blocks);
    for (let g = 0; g < groups.length; g++) {
      const mean = meanOfDrawn(totals[g], drawn);
      if (!Number.isNaN(mean)) addTo(moments[g], mean);
    }
  }
  // The deviation over b blocks drawn from b falls short by this.
  const repair = blocks / (blocks - 1);
  for (let g = 0; g < groups.length; g++) {
    const {n, squares} = moments[g];
    values[g].error = n > 1 ? Math.sqrt((squares / (n - 1)) * repair) : 0;
  }
}

/** An element of a lag has its lag's weight by their number, so that all of them make the group's mean. */
function blockTotals(
  {blocks, counts, blockCounts, blockSums}: DiagonalSums,
  {first, weights}: LagGroup
): {counts: Float64Array; sums: Float64Array} {
  const totals = {counts: new Float64Array(blocks), sums: new Float64Array(blocks)};
  for (let k = 0; k < weights.length; k++) {
    if (counts[first + k] === 0) continue;
    const weight = weights[k] / counts[first + k];
    const row = (first + k) * blocks;
    for (let b = 0; b < blocks; b++) {
      totals.counts[b] += weight * blockCounts[row + b];
      totals.sums[b] += weight * blockSums[row + b];
    }
  }
  return totals;
}

/** NaN where none of the drawn blocks has an element. */
function meanOfDrawn(
  {counts, sums}: {counts: Float64Array; sums: Float64Array},
  drawn: Int32Array
): number {
  let count = 0;
  let sum = 0;
  for (let b = 0; b < drawn.length; b++) {
    count += counts[drawn[b]];
    sum += sums[drawn[b]];
  }
  return count > 0 ? sum / count : NaN;
}

/** Running mean and squares about it. */
function addTo(moments: {n: number; mean: number; squares: number}, value: number): void {
  moments.n++;
  const away = value - moments.mean;
  moments.mean += away / moments.n;
  moments.squares += away * (value - moments.mean);
}
