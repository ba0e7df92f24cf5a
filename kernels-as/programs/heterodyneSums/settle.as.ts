// Contrast, offset and sum of squares of an angle, by centred sums, and how the sum of squares
// depends on what was summed. Twin: worker/heterodyne/sums/reference/settle.ts.
import {
  DATA_MEAN, DATA_REST, DATA_SEE, FLAT, NO_CONTRAST, RESULT_BY_DATA, RESULT_BY_SQUARES,
  RESULT_BY_SUM, RESULT_CONTRAST, RESULT_FLAT, RESULT_MEAN, RESULT_OFFSET, RESULT_SHIFT,
  RESULT_SQUARES, RESULT_SSR, RESULT_STT, RESULT_SUM
} from "./constants";
import {Room, setWord, word} from "./room.as";
import {sumTrace} from "./trace.as";

/** Σc and Σc² of all pairs, and whether they tell the spread of c. */
export function takeTrace(room: Room): void {
  sumTrace(room);
  const frames = <f64>room.frames, results = room.results;
  const total = frames + 2 * word(results, RESULT_SUM);
  const all = frames + 2 * word(results, RESULT_SQUARES);
  const spread = all - total * (total / (frames * frames));
  setWord(results, RESULT_FLAT, spread < FLAT * all ? 1 : 0);
}

export function settle(room: Room): void {
  const results = room.results, data = room.data, sums = room.blockSums;
  const frames = <f64>room.frames, n = frames * frames;
  const even = <usize>room.evenBlocks << 3, isFlat = word(results, RESULT_FLAT) != 0;
  const withData = 2 * addBlocks(room, sums);
  // c, or where it is nearly flat c − 1, over all n elements: the diagonal has 1
  const own = isFlat ? 0 : frames;
  const total = own + 2 * (isFlat ? addBlocks(room, sums + even) : word(results, RESULT_SUM));
  const all = own + 2 * (isFlat ? addBlocks(room, sums + 2 * even) : word(results, RESULT_SQUARES));
  const centre = total / n, stt = all - total * centre;
  const ste = withData - centre * word(data, DATA_REST);
  const mean = isFlat ? 1 + centre : centre, dataMean = word(data, DATA_MEAN);
  const hasContrast = !(stt < NO_CONTRAST * n);
  const contrast = hasContrast ? ste / stt : 1;
  const offset = hasContrast ? dataMean - contrast * mean : 0;
  const apart = dataMean - mean, see = word(data, DATA_SEE);
  const ssr = hasContrast ? see - ste * contrast : see + n * (apart * apart) + (stt - 2 * ste);
  setWord(results, RESULT_SSR, ssr < 0 ? 0 : ssr);
  setWord(results, RESULT_CONTRAST, contrast);
  setWord(results, RESULT_OFFSET, offset);
  setWord(results, RESULT_MEAN, mean);
  setWord(results, RESULT_STT, stt);
  setWord(results, RESULT_BY_DATA, -4 * contrast);
  setWord(results, RESULT_BY_SQUARES, 2 * (contrast * contrast));
  const bySum = 4 * contrast * (word(data, DATA_REST) / n - contrast * mean);
  setWord(results, RESULT_BY_SUM, hasContrast ? bySum : bySum - 4 * apart);
  setWord(results, RESULT_SHIFT, hasContrast ? contrast * centre : apart + centre);
}

function addBlocks(room: Room, at: usize): f64 {
  let sum = 0.0;
  for (let block = 0; block < room.blocks; block++) sum += word(at, block);
  return sum;
}
