// Contrast, offset and sum of squares of an angle, by centred sums, and how the sum of squares depends on what was
// summed. Twin: kernels-as/programs/heterodyneSums/settle.as.ts.
import {
  DATA_MEAN, DATA_REST, DATA_SEE, FLAT, NO_CONTRAST, RESULT_BY_DATA, RESULT_BY_SQUARES, RESULT_BY_SUM, RESULT_CONTRAST,
  RESULT_FLAT, RESULT_MEAN, RESULT_OFFSET, RESULT_SHIFT, RESULT_SQUARES, RESULT_SSR, RESULT_STT, RESULT_SUM
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import type {Room} from "./room.ts";
import {sumTrace} from "./trace.ts";

/** Σc and Σc² of all pairs, and whether they tell the spread of c. */
export function takeTrace(room: Room): void {
  const {m, frames, angle} = room;
  const {sum, squares} = sumTrace(room);
  const [total, all] = [frames + 2 * sum, frames + 2 * squares];
  const spread = all - total * (total / (frames * frames));
  m[angle.results + RESULT_SUM] = sum;
  m[angle.results + RESULT_SQUARES] = squares;
  m[angle.results + RESULT_FLAT] = spread < FLAT * all ? 1 : 0;
}

export function settle(room: Room): void {
  const {m, frames, blocks, evenBlocks: even, angle} = room;
  const {results, data, blockSums} = angle;
  const n = frames * frames;
  const isFlat = m[results + RESULT_FLAT] !== 0;
  const withData = 2 * addBlocks(m, blockSums, blocks);
  // c, or where it is nearly flat c − 1, over all n elements: the diagonal has 1
  const own = isFlat ? 0 : frames;
  const total =
    own + 2 * (isFlat ? addBlocks(m, blockSums + even, blocks) : m[results + RESULT_SUM]);
  const all =
    own + 2 * (isFlat ? addBlocks(m, blockSums + 2 * even, blocks) : m[results + RESULT_SQUARES]);
  const centre = total / n;
  const stt = all - total * centre;
  const ste = withData - centre * m[data + DATA_REST];
  const mean = isFlat ? 1 + centre : centre;
  const hasContrast = !(stt < NO_CONTRAST * n);
  const contrast = hasContrast ? ste / stt : 1;
  const offset = hasContrast ? m[data + DATA_MEAN] - contrast * mean : 0;
  const apart = m[data + DATA_MEAN] - mean;
  const see = m[data + DATA_SEE];
  const ssr = hasContrast ? see - ste * contrast : see + n * (apart * apart) + (stt - 2 * ste);
  m[results + RESULT_SSR] = ssr < 0 ? 0 : ssr;
  m[results + RESULT_CONTRAST] = contrast;
  m[results + RESULT_OFFSET] = offset;
  m[results + RESULT_MEAN] = mean;
  m[results + RESULT_STT] = stt;
  m[results + RESULT_BY_DATA] = -4 * contrast;
  m[results + RESULT_BY_SQUARES] = 2 * (contrast * contrast);
  const bySum = 4 * contrast * (m[data + DATA_REST] / n - contrast * mean);
  m[results + RESULT_BY_SUM] = hasContrast ? bySum : bySum - 4 * apart;
  m[results + RESULT_SHIFT] = hasContrast ? contrast * centre : apart + centre;
}

function addBlocks(m: Float64Array, at: number, blocks: number): number {
  let sum = 0;
  for (let block = 0; block < blocks; block++) sum += m[at + block];
  return sum;
}
