// The warm-up in three parts, as Stan divides it: the way to the typical set, windows of doubling length that learn the
// covariance, and a last part for the step size alone.
const FIRST = 75;
const LAST = 50;
const WINDOW = 25;

export interface Windows {
  /** transitions from `begin` to `end` learn the covariance. */
  begin: number;
  end: number;
  /** numbers of transitions after which what was learnt is adopted and learning begins anew. */
  ends: number[];
}

export function toWindows(warmup: number): Windows {
  const isShort = warmup < FIRST + WINDOW + LAST;
  const begin = isShort ? Math.floor(0.15 * warmup) : FIRST;
  const end = warmup - (isShort ? Math.floor(0.1 * warmup) : LAST);
  const ends: number[] = [];
  let size = isShort ? end - begin : WINDOW;
  for (let at = begin; at < end; size *= 2) {
    // what would be left is too short for a window of its own
    at = at + 3 * size > end ? end : at + size;
    ends.push(at);
  }
  return {begin, end, ends};
}
