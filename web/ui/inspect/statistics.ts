// Statistics of arrays of any length, gathered piece by piece so that the page never waits for them.
import type {Numbers} from "./kindOf.ts";

export interface Statistics {
  /** how many were looked at. */
  count: number;
  /** NaN and what is no number. */
  missing: number;
  /** plus or minus infinity. */
  infinite: number;
  /** of the finite ones; NaN where there is none. */
  min: number;
  max: number;
  mean: number;
  /** sample standard deviation, with n − 1. */
  sd: number;
}

export interface Gatherer {
  statistics(): Statistics;
  push(x: number): void;
}

/** Mean and spread by Welford's updates: one pass, no cancellation. */
export function makeGatherer(): Gatherer {
  let count = 0;
  let missing = 0;
  let infinite = 0;
  let finite = 0;
  let min = Infinity;
  let max = -Infinity;
  let mean = 0;
  let squares = 0;
  return {
    push(x) {
      count++;
      if (x - x !== 0) {
        if (x !== x) missing++;
        else infinite++;
        return;
      }
      if (x < min) min = x;
      if (x > max) max = x;
      const before = x - mean;
      mean += before / ++finite;
      squares += before * (x - mean);
    },
    statistics: () => ({
      count,
      missing,
      infinite,
      min: finite ? min : NaN,
      max: finite ? max : NaN,
      mean: finite ? mean : NaN,
      sd: finite > 1 ? Math.sqrt(squares / (finite - 1)) : NaN
    })
  };
}

/** An element as a double; what is no number is NaN. */
export function toNumber(value: unknown): number {
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : NaN;
}

export function gather(numbers: Numbers): Statistics {
  const gatherer = makeGatherer();
  for (let i = 0; i < numbers.length; i++) gatherer.push(toNumber(numbers[i]));
  return gatherer.statistics();
}

const PIECE = 65_536;
const SLICE_MS = 6;

/** Walks 0 … length in slices of a few milliseconds; short ranges are walked at once. */
export function walk(
  length: number,
  visit: (begin: number, end: number) => void,
  isWanted: () => boolean = () => true
): Promise<boolean> {
  let begin = 0;
  const step = (): boolean => {
    const deadline = performance.now() + SLICE_MS;
    do {
      const end = Math.min(length, begin + PIECE);
      visit(begin, end);
      begin = end;
    } while (begin < length && performance.now() < deadline);
    return begin >= length;
  };
  return new Promise((resolve) => {
    const go = () => {
      if (!isWanted()) resolve(false);
      else if (step()) resolve(true);
      else setTimeout(go);
    };
    go();
  });
}

export interface Bins {
  /** of the first bin's lower and the last bin's upper edge. */
  from: number;
  to: number;
  counts: number[];
}

const MOST_BINS = 48;
const SMALLEST = 1e-290;
const LARGEST = 1e290;

/** Bins between two round numbers around the range, about as many as the square root of the count. */
export function makeBins(min: number, max: number, count: number): Bins {
  // also for a range so small or large that its steps are no doubles
  if (!(max - min >= SMALLEST && max - min <= LARGEST)) return {from: min, to: max, counts: [0]};
  const wanted = Math.max(4, Math.min(MOST_BINS, Math.ceil(Math.sqrt(count))));
  const step = roundUp((max - min) / wanted);
  const from = Math.floor(min / step) * step;
  const bins = Math.max(1, Math.floor((max - from) / step) + 1);
  // rounding may have moved an edge past what it must hold
  const to = Math.max(max, from + bins * step);
  return {from: Math.min(min, from), to, counts: new Array<number>(bins).fill(0)};
}

/** Counts into bins; what lies outside or is no number is left out. */
export function countInto(bins: Bins, x: number): void {
  const {from, to, counts} = bins;
  const i = counts.length > 1 ? Math.floor(((x - from) / (to - from)) * counts.length) : 0;
  if (!(x >= from && x <= to)) return;
  if (i < counts.length) counts[i]++;
  // the upper edge belongs to the last bin
  else counts[counts.length - 1]++;
}

/** The next of 1, 2, 5 times a power of ten. */
function roundUp(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const ratio = step / power;
  return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
}
