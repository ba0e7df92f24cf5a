// What a block's windows have in common, summed once: moments about the block's middle of the points that all windows
// hold before all targets and after them. Twin: shared.as.ts.
import {ROW, binomial, innerPower, outerPower} from "../constants.ts";

/** The first index in [from, to) of a time that is at least `value`; with `after`, that is more. */
export function findTime(
  times: Float64Array,
  from: number,
  to: number,
  value: number,
  after: boolean
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < value || (after && times[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const four = [new Float64Array(4), new Float64Array(4)];

/** Σ f z^q for four powers from `power` on, over points [from, to); f = 1 where `row` is below 0. */
function gatherFour(
  out: Float64Array,
  at: number,
  from: number,
  to: number,
  times: Float64Array,
  data: Float64Array,
  row: number,
  power: number,
  tau: number,
  inverse: number
): void {
  for (const sum of four) sum.fill(0);
  for (let j = from; j < to; j++) {
    const z = (times[j] - tau) * inverse;
    const z2 = z * z;
    const z4 = z2 * z2;
    let a = row < 0 ? 1 : data[row + j];
    for (let k = 0; k < power; k += 4) a *= z4;
    const sum = four[(j - from) & 1];
    for (let q = 0; q < 4; q++) {
      sum[q] += a;
      a *= z;
    }
  }
  for (let q = 0; q < 4; q++) out[at + 2 * q] = four[0][q] + four[1][q];
}

/** Moments of the weights and of each series over [l0, l1) and [r0, r1), one side beside the other. */
export function gatherShared(
  moments: Float64Array,
  [l0, l1, r0, r1]: readonly number[],
  {
    times,
    data,
    count,
    series
  }: {times: Float64Array; data: Float64Array; count: number; series: number},
  degree: number,
  middle: number,
  inverse: number
): void {
  for (let k = -1; k < series; k++) {
    const row = k < 0 ? -1 : k * count;
    for (let power = 0; power <= degree + (k < 0 ? 4 : 2); power += 4) {
      const at = ROW * (k + 1) + 2 * power;
      gatherFour(moments, at, l0, l1, times, data, row, power, middle, inverse);
      gatherFour(moments, at + 1, r0, r1, times, data, row, power, middle, inverse);
    }
  }
}

const room = new Float64Array(ROW);

/** Moments to the power `top` about another point, `shift` further back: (z + shift)^q by Pascal's triangle. */
function moveMoments(moments: Float64Array, from: number, top: number, shift: number): void {
  for (let m = 0; m < 2 * (top + 1); m++) room[m] = moments[from + m];
  for (let step = 1; step <= top; step++)
    for (let m = 2 * top + 1; m >= 2 * step; m--) room[m] += shift * room[m - 2];
}

/** Σ K z^q of both sides, q from 0 to `count` − 1: the kernel is a polynomial on either side. */
function weighMoments(out: Float64Array, at: number, count: number, a: number, b: number): void {
  for (let q = 0; q < count; q++) {
    let before = room[2 * q];
    let after = room[2 * q + 1];
    for (let k = 1; k <= b; k++) {
      const c = binomial(b, k);
      const m = 2 * (q + a * k);
      before += (((a * k) & 1) === 0 ? c : -c) * room[m];
      after += c * room[m + 1];
    }
    out[at + q] = before + after;
  }
}

/** What the shared points add to the sums of one target: S0 to S4, then R0 to R2 of each series. */
export function shareSums(
  out: Float64Array,
  moments: Float64Array,
  series: number,
  shape: number,
  offset: number
): void {
  const a = innerPower(shape);
  const b = outerPower(shape);
  for (let k = -1; k < series; k++) {
    moveMoments(moments, ROW * (k + 1), a * b + (k < 0 ? 4 : 2), offset);
    weighMoments(out, k < 0 ? 0 : 5 + 3 * k, k < 0 ? 5 : 3, a, b);
  }
}
