// Cube root and hypotenuse.
import {SMALLEST_NORMAL} from "../../kernels-as/math/log/logTables.ts";
import {
  CBRT_BIAS, CBRT_LIFT, CBRT_LOWER, HYPOT_ABOVE, HYPOT_BELOW, HYPOT_DOWN, HYPOT_UP
} from "../../kernels-as/math/roots/constants.ts"; // prettier-ignore

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);

export function cbrt(x: number): number {
  const a = Math.abs(x);
  if (!(a > 0 && a < Infinity)) return x;
  const tiny = a < SMALLEST_NORMAL;
  const c = tiny ? a * CBRT_LIFT : a;
  real[0] = c;
  words[1] = Math.floor(words[1] / 3) + CBRT_BIAS;
  words[0] = 0;
  let t = real[0];
  for (let k = 0; k < 2; k++) {
    const r = (t / c) * t * t;
    t *= (r + 2) / (2 * r + 1);
  }
  // cut to 21 bits the square is exact, and one more step of third order leaves only its rounding
  real[0] = t;
  words[0] = 0;
  t = real[0];
  const r = c / (t * t);
  t += (t * (r - t)) / (t + t + r);
  if (tiny) t *= CBRT_LOWER;
  return x < 0 ? -t : t;
}

/** √(Σ x²), scaled by a power of two so that no square overflows, summed with compensation. */
export function hypot(...values: number[]): number {
  let largest = 0;
  for (const x of values) {
    if (Math.abs(x) === Infinity) return Infinity;
    if (!(Math.abs(x) <= largest)) largest = Math.abs(x);
  }
  if (values.some((x) => Number.isNaN(x))) return NaN;
  if (largest === 0) return 0;
  const scale = largest > HYPOT_ABOVE ? HYPOT_DOWN : largest < HYPOT_BELOW ? HYPOT_UP : 1;
  let sum = 0;
  let rest = 0;
  for (const x of values) {
    const square = x * scale * (x * scale);
    const next = sum + square;
    rest += sum > square ? sum - next + square : square - next + sum;
    sum = next;
  }
  return Math.sqrt(sum + rest) / scale;
}
