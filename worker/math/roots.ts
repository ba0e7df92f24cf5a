// Cube root and hypotenuse.
import {powerOfTwo} from "../../kernels-as/math/exp/reference.ts";
import {SMALLEST_NORMAL} from "../../kernels-as/math/log/logTables.ts";

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);

/** A third of the exponent, from the high word: within 6 % of the cube root (fdlibm's s_cbrt.c). */
const THIRD_BIAS = 715094163;

export function cbrt(x: number): number {
  const a = Math.abs(x);
  if (!(a > 0 && a < Infinity)) return x;
  // a subnormal is lifted by 2^54, its root comes out 2^18 too large
  const tiny = a < SMALLEST_NORMAL;
  const c = tiny ? a * powerOfTwo(54) : a;
  real[0] = c;
  words[1] = Math.floor(words[1] / 3) + THIRD_BIAS;
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
  if (tiny) t *= powerOfTwo(-18);
  return x < 0 ? -t : t;
}

/** Outside these bounds a square may overflow or lose digits. */
const ABOVE = powerOfTwo(500);
const BELOW = powerOfTwo(-450);

/** √(Σ x²), scaled by a power of two so that no square overflows, summed with compensation. */
export function hypot(...values: number[]): number {
  let largest = 0;
  for (const x of values) {
    if (Math.abs(x) === Infinity) return Infinity;
    if (!(Math.abs(x) <= largest)) largest = Math.abs(x);
  }
  if (values.some((x) => Number.isNaN(x))) return NaN;
  if (largest === 0) return 0;
  const scale = powerOfTwo(largest > ABOVE ? -600 : largest < BELOW ? 600 : 0);
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
