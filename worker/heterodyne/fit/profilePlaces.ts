// Where a profile looks, and from where each look starts.
import type {ProfileWish} from "./profileAsked.ts";
import type {Spread} from "./spread.ts";

/** Even on either side of the middle, which is one of them; without an error to go by, over the bounds. */
export function toValues(
  {points, span, range}: ProfileWish,
  middle: number,
  error: number,
  [lower, upper]: readonly [number, number]
): Float64Array {
  const half = (points - 1) / 2;
  const width = error > 0 ? span * error : Infinity;
  const ends = [Math.max(lower, middle - width), Math.min(upper, middle + width)];
  // neither an error nor bounds: its own size
  const size = Math.max(Math.abs(middle), 1);
  const [low, high] =
    range ?? ends.map((end, m) => (Number.isFinite(end) ? end : middle + (2 * m - 1) * size));
  return Float64Array.from({length: points}, (_, m) => {
    if (range) return low + ((high - low) * m) / (points - 1);
    const [end, part] = m < half ? [low, 1 - m / half] : [high, m / half - 1];
    return part === 1 ? end : middle + (end - middle) * part;
  });
}

/** The others go along as the covariance says, inside the bounds. */
export function moveAlong(
  from: Float64Array,
  {covariance}: Spread,
  active: Iterable<number>,
  place: number,
  value: number,
  bounds: readonly (readonly [number, number])[]
): Float64Array {
  const n = from.length;
  const moved = from.slice();
  const way = value - from[place];
  for (const i of active) {
    const along = (covariance[i * n + place] / covariance[place * n + place]) * way;
    if (i === place || !Number.isFinite(along)) continue;
    moved[i] = Math.min(Math.max(from[i] + along, bounds[i][0]), bounds[i][1]);
  }
  moved[place] = value;
  return moved;
}
