import {WEIGHTS} from "../weights.ts";

interface Arguments {
  spread: Float64Array;
  target: Float64Array;
  first: Int32Array;
  last: Int32Array;
  times: Float64Array;
  inverse: number;
  shape: number;
}

/** Sums over the even and over the odd points of a window. */
const sums = [new Float64Array(5), new Float64Array(5)];
const squares = [new Float64Array(2), new Float64Array(2)];

export function localSpreadReference(args: Arguments, begin: number, end: number): void {
  const {spread, target, first, last, times, inverse, shape} = args;
  const weigh = WEIGHTS[shape];
  for (let i = begin; i < end; i++) {
    const from = first[i];
    const to = last[i];
    const tau = target[i];
    // 1 moments of the weights
    for (const sum of sums) sum.fill(0);
    for (let j = from; j < to; j++) {
      const z = (times[j] - tau) * inverse;
      let a = weigh(z);
      const sum = sums[(j - from) & 1];
      for (let m = 0; m < 5; m++) {
        sum[m] += a;
        a *= z;
      }
    }
    const [s0, s1, s2, s3, s4] = sums[0].map((even, m) => even + sums[1][m]);
    // 2 what a weight is multiplied by
    const c22 = s0 * s2 - s1 * s1;
    const c01 = s2 * s3 - s1 * s4;
    const c11 = s0 * s4 - s2 * s2;
    const c12 = s1 * s2 - s0 * s3;
    const det = s0 * (s2 * s4 - s3 * s3) + s1 * c01 + s2 * (s1 * s3 - s2 * s2);
    const line = [s2 / c22, -s1 / c22];
    const parabola = [c01 / det, c11 / det, c12 / det];
    // 3 squares
    for (const square of squares) square.fill(0);
    for (let j = from; j < to; j++) {
      const z = (times[j] - tau) * inverse;
      const w = weigh(z);
      const u = w * (line[0] + line[1] * z);
      const d = w * (parabola[0] + z * (parabola[1] + parabola[2] * z));
      const square = squares[(j - from) & 1];
      square[0] += u * u;
      square[1] += d * d;
    }
    spread[2 * i] = squares[0][0] + squares[1][0];
    spread[2 * i + 1] = (squares[0][1] + squares[1][1]) * (inverse * inverse);
  }
}
