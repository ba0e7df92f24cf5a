// Derivatives of plain functions by central differences, and by one-sided ones of the same order at a bound. A
// generator, so that work on long functions can rest between two of their calls.
import type {Box} from "./bounds.ts";

/** ∛ε, where the error of cutting off and that of rounding are balanced. */
const STEP = 1 / 131072;
/** An unknown that passes through zero keeps this part of the size it had at the start. */
const LEAST_SIZE = 1 / 128;

/** Numbers that an unknown's steps are measured against: the size it starts with. */
export function typicalSizes(start: ArrayLike<number>): Float64Array {
  return Float64Array.from(start, (x) => (x === 0 ? 1 : Math.abs(x)));
}

/** How an element is moved: to two places, with the weights of the function's values there and here. */
interface Stencil {
  places: readonly [number, number];
  weights: readonly [number, number];
  here: number;
}

function toStencil(x: number, lower: number, upper: number, size: number): Stencil {
  let h = STEP * Math.max(Math.abs(x), LEAST_SIZE * size);
  if (x - h >= lower && x + h <= upper) {
    const places = [x + h, x - h] as const;
    // what was added is what the sum says it is
    const width = places[0] - places[1];
    return {places, weights: [1 / width, -1 / width], here: 0};
  }
  const isUp = upper - x >= x - lower;
  h = Math.min(h, (isUp ? upper - x : x - lower) / 2) * (isUp ? 1 : -1);
  const places = [x + h, x + 2 * h] as const;
  const [a, b] = [places[0] - x, places[1] - x];
  // the parabola through three points, at the first
  return {
    places,
    weights: [b / (a * (b - a)), -a / (b * (b - a))],
    here: -(a + b) / (a * b)
  };
}

/** Writes ∂f/∂x by rows (outputs × k) into `out`. `f` fills in its answer, of which `at` is the one at x. */
export function* differentiate(
  f: (x: Float64Array, answer: Float64Array) => void,
  x: Float64Array,
  at: Float64Array,
  {lower, upper}: Box,
  sizes: Float64Array,
  out: Float64Array
): Generator<void, void, void> {
  const k = x.length;
  const moved = x.slice();
  const [first, second] = [at.slice(), at.slice()];
  for (let j = 0; j < k; j++) {
    if (lower[j] === upper[j]) {
      for (let i = 0; i < at.length; i++) out[i * k + j] = 0;
      continue;
    }
    const {places, weights, here} = toStencil(x[j], lower[j], upper[j], sizes[j]);
    moved[j] = places[0];
    f(moved, first);
    yield;
    moved[j] = places[1];
    f(moved, second);
    yield;
    moved[j] = x[j];
    for (let i = 0; i < at.length; i++) {
      const sides = weights[0] * first[i] + weights[1] * second[i];
      out[i * k + j] = here === 0 ? sides : sides + here * at[i];
    }
  }
}
