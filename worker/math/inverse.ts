// Inverse trigonometric functions, below one ULP: the rational and polynomial forms of fdlibm
// (e_asin.c, e_acos.c, s_atan.c) in exact operations only. kernels-as/math/inverse/lane.as.ts does the same steps in two lanes.
import {
  ASIN_P, ASIN_Q, ATAN_CUTS, ATAN_EVEN, ATAN_HEADS, ATAN_ODD, ATAN_TAILS, HALF_PI_HI, HALF_PI_LO
} from "../../kernels-as/math/inverse/constants.ts"; // prettier-ignore

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);

/** The upper half of a double's digits: its square is exact. */
function headOf(x: number): number {
  real[0] = x;
  words[0] = 0;
  return real[0];
}

/** c0 + z (c1 + z (c2 + …)) */
function horner(table: readonly number[], z: number): number {
  let y = table[table.length - 1];
  for (let j = table.length - 2; j >= 0; j--) y = table[j] + z * y;
  return y;
}

/** (asin √z)/√z − 1 for z ≤ ¼ */
function asinRest(z: number): number {
  return (z * horner(ASIN_P, z)) / horner(ASIN_Q, z);
}

export function asin(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 1)) return NaN;
  if (a < 0.5) return a < 1e-9 ? x : x + x * asinRest(x * x);
  const z = (1 - a) / 2;
  const s = Math.sqrt(z);
  const r = asinRest(z);
  const head = headOf(s);
  const tail = s === 0 ? 0 : (z - head * head) / (s + head);
  const quarter = HALF_PI_HI / 2;
  const y = quarter - (2 * s * r - (HALF_PI_LO - 2 * tail) - (quarter - 2 * head));
  return x < 0 ? -y : y;
}

export function acos(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 1)) return NaN;
  if (a < 0.5) return HALF_PI_HI - (x - (HALF_PI_LO - x * asinRest(x * x)));
  const z = (1 - a) / 2;
  const s = Math.sqrt(z);
  if (x < 0) return 2 * (HALF_PI_HI - (s + (asinRest(z) * s - HALF_PI_LO)));
  if (s === 0) return 0;
  const head = headOf(s);
  return 2 * (head + (asinRest(z) * s + (z - head * head) / (s + head)));
}

export function atan(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x) || a < 1e-9) return x;
  if (a > 1e18) return x < 0 ? -HALF_PI_HI : HALF_PI_HI;
  let t = a;
  let angle = -1;
  if (a >= ATAN_CUTS[3]) [t, angle] = [-1 / a, 3];
  else if (a >= ATAN_CUTS[2]) [t, angle] = [(a - 1.5) / (1 + 1.5 * a), 2];
  else if (a >= ATAN_CUTS[1]) [t, angle] = [(a - 1) / (a + 1), 1];
  else if (a >= ATAN_CUTS[0]) [t, angle] = [(2 * a - 1) / (2 + a), 0];
  const z = t * t;
  const w = z * z;
  const odd = z * horner(ATAN_ODD, w);
  const even = w * horner(ATAN_EVEN, w);
  if (angle < 0) return x - x * (odd + even);
  const y = ATAN_HEADS[angle] - (t * (odd + even) - ATAN_TAILS[angle] - t);
  return x < 0 ? -y : y;
}

/** The angle of the point (x, y), in (−π, π]; the signs of zeros count as ECMAScript says. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const left = x < 0 || Object.is(x, -0);
  const down = y < 0 || Object.is(y, -0);
  const u = Math.abs(x);
  const v = Math.abs(y);
  let angle: number;
  if (v === 0) angle = left ? 2 * HALF_PI_HI : 0;
  else if (u === 0) angle = HALF_PI_HI;
  else if (u === Infinity && v === Infinity) angle = left ? 3 * (HALF_PI_HI / 2) : HALF_PI_HI / 2;
  else {
    angle = atan(v / u);
    if (left) angle = 2 * HALF_PI_HI - (angle - 2 * HALF_PI_LO);
  }
  return down ? -angle : angle;
}
