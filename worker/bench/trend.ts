// A straight line through readings taken one after another, and when a rise counts as a leak.
export interface Trend {
  /** by how much a reading exceeds the one before, by least squares. */
  slope: number;
  /** of the slope; it takes the readings' deviations from the line as independent. */
  standardError: number;
}

/** The rule of `isLeak`, for people. */
export const LEAK_RULE =
  "A series leaks if its slope is more than 3 standard errors above zero and more than the least that counts " +
  "(1,024 bytes a run for the JavaScript heap, which moves by itself; any rise of what the engine counts exactly), " +
  "and if the middle of its readings rises from the first third to the second and again to the last: " +
  "a cache that fills once rises once.";

/** Three readings at least. */
export function fitTrend(values: readonly number[]): Trend {
  const n = values.length;
  const centre = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < n; i++) {
    sxx += (i - centre) * (i - centre);
    sxy += (i - centre) * (values[i] - mean);
  }
  const slope = sxy / sxx;
  const squares = values.reduce((sum, value, i) => {
    const off = value - mean - slope * (i - centre);
    return sum + off * off;
  }, 0);
  return {slope, standardError: Math.sqrt(squares / (n - 2) / sxx)};
}

/** `least`: bytes a run that a leak has more than. */
export function isLeak(values: readonly number[], {slope, standardError}: Trend, least: number) {
  if (!(slope > least && slope > 3 * standardError)) return false;
  const third = Math.floor(values.length / 3);
  const first = findMiddle(values.slice(0, third));
  const second = findMiddle(values.slice(third, values.length - third));
  const last = findMiddle(values.slice(values.length - third));
  return first < second && second < last;
}

/** The lower middle of an even number: a reading, never a mean of two, so that one step is one rise. */
function findMiddle(values: number[]): number {
  return values.sort((a, b) => a - b)[(values.length - 1) >> 1];
}
