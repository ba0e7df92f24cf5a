// What a correlation is made of, frame by frame: c_ij = Σ u_k(i)·w_k(j)·g_k, four terms. Exponents of u are relative to
// the last frame of a block, those of w to the first, and g is a pair of blocks' own; so nothing overflows.
// Twin: kernels-as/programs/heterodyneSums/prepare.as.ts.
import {
  ROW_FRACTION,
  ROW_REFERENCE,
  ROW_SAMPLE,
  ROW_VELOCITY
} from "../../../../kernels-as/heterodyne/constants.ts";
import {
  BLOCK_SIZE, FROM_FIRST_A, FROM_FIRST_B, SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X, STEEP, STEP_A, STEP_B,
  TO_LAST_A, TO_LAST_B
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {strictMath} from "../../../math.ts";
import {rowOf, type Room} from "./room.ts";

/** What depends on theta. */
export function preparePoint(room: Room): void {
  prepareShares(room);
  prepareDecays(room, ROW_REFERENCE, TO_LAST_A, FROM_FIRST_A, STEP_A);
  prepareDecays(room, ROW_SAMPLE, TO_LAST_B, FROM_FIRST_B, STEP_B);
  preparePairs(room);
}

function prepareShares(room: Room): void {
  const {m, stride, table} = room;
  const fraction = table + ROW_FRACTION * stride;
  const [r, s, x, rSlope, xSlope] = [SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X].map((row) =>
    rowOf(room, row)
  );
  for (let i = 0; i < stride; i++) {
    const sample = m[fraction + i];
    const reference = 1 - sample;
    const norm = 1 / (sample * sample + reference * reference);
    const product = sample * reference * norm;
    const slope = 2 * product * norm;
    m[r + i] = reference * reference * norm;
    m[s + i] = sample * sample * norm;
    m[x + i] = product;
    m[rSlope + i] = -slope;
    m[xSlope + i] = (reference - sample) * (norm * norm);
  }
}

function prepareDecays(
  room: Room,
  row: number,
  toLast: number,
  fromFirst: number,
  step: number
): void {
  const {m, stride, table, halfQ2} = room;
  const sums = table + row * stride;
  const [last, first, next] = [toLast, fromFirst, step].map((target) => rowOf(room, target));
  for (let block = 0; block < stride; block += BLOCK_SIZE) {
    const atFirst = m[sums + block];
    const end = block + BLOCK_SIZE - 1;
    for (let i = block; i <= end; i++) {
      m[first + i] = strictMath.exp(halfQ2 * (atFirst - m[sums + i]));
    }
    const isSteep = halfQ2 * (m[sums + end] - atFirst) > STEEP;
    for (let i = block; i <= end; i++) {
      // by quotients, as long as they are not of nothing by nothing: an exponential takes longer than a division
      const [toLast, toNext] = isSteep
        ? [m[sums + end], m[sums + i + 1]].map((there) =>
            strictMath.exp(halfQ2 * (m[sums + i] - there))
          )
        : [m[first + end] / m[first + i], m[first + i + 1] / m[first + i]];
      m[last + i] = toLast;
      m[next + i] = toNext;
    }
    // to the next block; the last frame's is nobody's
    const leap = m[sums + end] - m[sums + Math.min(end + 1, stride - 1)];
    m[next + end] = strictMath.exp(halfQ2 * leap);
  }
}

/** Factors of pairs of blocks, I ≤ J: within a block they undo what u and w both have. */
function preparePairs(room: Room): void {
  const {m, stride, table, halfQ2, blocks, evenBlocks: even, factors, steep} = room;
  const reference = table + ROW_REFERENCE * stride;
  const sample = table + ROW_SAMPLE * stride;
  const second = even * even;
  for (let row = 0; row < blocks; row++) {
    const last = row * BLOCK_SIZE + BLOCK_SIZE - 1;
    for (let column = row & -2; column < even; column++) {
      const first = Math.min(column, blocks - 1) * BLOCK_SIZE;
      const a = strictMath.exp(halfQ2 * (m[reference + last] - m[reference + first]));
      const b = strictMath.exp(halfQ2 * (m[sample + last] - m[sample + first]));
      const at = factors + row * even + column;
      m[at] = a * a;
      m[at + second] = b * b;
      m[at + 2 * second] = a * b;
    }
    const first = row * BLOCK_SIZE;
    const a = halfQ2 * (m[reference + last] - m[reference + first]);
    const b = halfQ2 * (m[sample + last] - m[sample + first]);
    m[steep + row] = a > STEEP || b > STEEP ? 1 : 0;
  }
}

/** What depends on the angle: u and w by pairs of frames. */
export function prepareAngle(room: Room): void {
  const {m, stride, table, angle} = room;
  const velocity = table + ROW_VELOCITY * stride;
  const [lastA, lastB, firstA, firstB, r, s, x] = [
    TO_LAST_A, TO_LAST_B, FROM_FIRST_A, FROM_FIRST_B, SHARE_R, SHARE_S, SHARE_X
  ].map((row) => rowOf(room, row)); // prettier-ignore
  for (let i = 0; i < stride; i++) {
    const phase = angle.factor * m[velocity + i];
    const cosine = strictMath.cos(phase);
    const sine = strictMath.sin(phase);
    m[angle.cosine + i] = cosine;
    m[angle.sine + i] = sine;
    const pair = 8 * (i >> 1) + (i & 1);
    const left = angle.left + pair;
    const both = m[x + i] * (m[lastA + i] * m[lastB + i]);
    m[left] = m[r + i] * (m[lastA + i] * m[lastA + i]);
    m[left + 2] = m[s + i] * (m[lastB + i] * m[lastB + i]);
    m[left + 4] = both * cosine;
    m[left + 6] = both * sine;
    const right = angle.right + pair;
    const other = m[x + i] * (m[firstA + i] * m[firstB + i]);
    m[right] = m[r + i] * (m[firstA + i] * m[firstA + i]);
    m[right + 2] = m[s + i] * (m[firstB + i] * m[firstB + i]);
    m[right + 4] = other * cosine;
    m[right + 6] = other * sine;
  }
}
