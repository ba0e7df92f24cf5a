import {LEAST_SHARED, LEAST_WEIGHT, ROW, innerPower, outerPower} from "../constants.ts";
import {WEIGHTS} from "../weights.ts";
import {findTime, gatherShared, shareSums} from "./shared.ts";

interface Arguments {
  fits: Float64Array;
  own: Float64Array;
  condition: Float64Array;
  target: Float64Array;
  first: Int32Array;
  last: Int32Array;
  times: Float64Array;
  data: Float64Array;
  count: number;
  series: number;
  inverse: number;
  shape: number;
}

export function localFitReference(args: Arguments, begin: number, end: number): void {
  const {target, first, last, series, inverse, shape} = args;
  const moments = new Float64Array(ROW * (series + 1));
  const sums = new Float64Array(5 + 3 * series);
  const {shares, middle, cuts} = share(args, moments, begin, end);
  const {fits, own, condition} = args;
  const fit = (i: number, parts: readonly number[][]) => {
    const s0 = args.series > 0 ? gather(args, i, parts, sums) : 0;
    describe(sums, own.subarray(2 * i), condition.subarray(2 * i));
    for (let k = 0; k < series; k++)
      solve(sums, 5 + 3 * k, inverse, fits.subarray(3 * (i * series + k)));
    return s0;
  };
  for (let i = begin; i < end; i++) {
    sums.fill(0);
    if (shares) {
      const [l0, l1, r0, r1] = cuts;
      shareSums(sums, moments, series, shape, (middle - target[i]) * inverse);
      const s0 = fit(i, [[first[i], l0], [l1, r0], [r1, last[i]]]); // prettier-ignore
      if (s0 > LEAST_WEIGHT * (last[i] - first[i])) continue;
      sums.fill(0);
    }
    fit(i, [[first[i], last[i]]]);
  }
}

/** Moments of what all windows of a block hold, if it is worth it, and where that lies. */
function share(args: Arguments, moments: Float64Array, begin: number, end: number) {
  const {target, first, last, times, inverse, shape} = args;
  let l0 = 0;
  let r1 = args.count;
  let low = Infinity;
  let high = -Infinity;
  // 1 what all windows hold
  for (let i = begin; i < end; i++) {
    l0 = Math.max(l0, first[i]);
    r1 = Math.min(r1, last[i]);
    low = Math.min(low, target[i]);
    high = Math.max(high, target[i]);
  }
  // 2 of that, what lies before all targets, and what after
  const middle = low + (high - low) * 0.5;
  if (innerPower(shape) === 0 || l0 >= r1) return {shares: false, middle, cuts: []};
  const l1 = findTime(times, l0, r1, low, false);
  const r0 = findTime(times, l1, r1, high, true);
  const cuts = [l0, l1, r0, r1];
  const shares = l1 - l0 + (r1 - r0) >= LEAST_SHARED;
  const degree = innerPower(shape) * outerPower(shape);
  if (shares) gatherShared(moments, cuts, args, degree, middle, inverse);
  return {shares, middle, cuts};
}

const pair = [new Float64Array(8), new Float64Array(8)];

/** Adds the sums over some parts of a window to those that are there; returns S0. */
function gather(
  {target, times, data, count, series, inverse, shape}: Arguments,
  i: number,
  parts: readonly (readonly number[])[],
  sums: Float64Array
): number {
  const weigh = WEIGHTS[shape];
  const tau = target[i];
  for (let k = 0; k < series; k++) {
    for (const sum of pair) sum.fill(0);
    for (const [from, to] of parts) {
      for (let j = from; j < to; j++) {
        const sum = pair[(j - from) & 1];
        // 1 place in the window, weight, moments of the weights
        const z = (times[j] - tau) * inverse;
        let a = weigh(z);
        // 2 moments of the series
        const y = data[k * count + j];
        for (let m = 0; m < 5; m++) {
          sum[m] += a;
          if (m < 3) sum[5 + m] += y * a;
          a *= z;
        }
      }
    }
    if (k === 0) for (let m = 0; m < 5; m++) sums[m] = pair[0][m] + pair[1][m] + sums[m];
    for (let m = 0; m < 3; m++) {
      const at = 5 + 3 * k + m;
      sums[at] = pair[0][5 + m] + pair[1][5 + m] + sums[at];
    }
  }
  return sums[0];
}

/** Cofactors of the parabola's normal matrix, and its determinant. */
function toCofactors([s0, s1, s2, s3, s4]: Float64Array) {
  const c00 = s2 * s4 - s3 * s3;
  const c01 = s2 * s3 - s1 * s4;
  const c02 = s1 * s3 - s2 * s2;
  const c11 = s0 * s4 - s2 * s2;
  const c12 = s1 * s2 - s0 * s3;
  const c22 = s0 * s2 - s1 * s1;
  return {c00, c01, c02, c11, c12, c22, det: s0 * c00 + s1 * c01 + s2 * c02};
}

/** What the moments alone tell: leverages and conditions. */
function describe(sums: Float64Array, own: Float64Array, condition: Float64Array): void {
  const {c00, c01, c02, c11, c12, c22, det} = toCofactors(sums);
  const [s0, s1, s2, s3, s4] = sums;
  own[0] = s2 / c22;
  own[1] = c00 / det;
  const line = norm([s0, s1], [s1, s2]);
  const matrix = norm([s0, s1, s2], [s1, s2, s3], [s2, s3, s4]);
  const adjoint = norm([c00, c01, c02], [c01, c11, c12], [c02, c12, c22]);
  condition[0] = Math.abs(c22) / (line * line);
  condition[1] = Math.abs(det) / (matrix * adjoint);
}

/** One series: value of the line, value and slope of the parabola. */
function solve(sums: Float64Array, at: number, inverse: number, fit: Float64Array): void {
  const {c00, c01, c02, c11, c12, c22, det} = toCofactors(sums);
  const [r0, r1, r2] = sums.subarray(at, at + 3);
  fit[0] = (sums[2] * r0 - sums[1] * r1) / c22;
  fit[1] = (r0 * c00 + r1 * c01 + r2 * c02) / det;
  fit[2] = ((r0 * c01 + r1 * c11 + r2 * c12) / det) * inverse;
}

/** The largest sum of magnitudes in a column. */
function norm(...columns: readonly number[][]): number {
  return Math.max(...columns.map((column) => column.map(Math.abs).reduce((sum, x) => sum + x)));
}
