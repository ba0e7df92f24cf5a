// Inverse trigonometric functions, below one ULP: the rational and polynomial forms of fdlibm
// (e_asin.c, e_acos.c, s_atan.c) in exact operations only.
const HALF_PI_HI = 1.5707963267948966;
const HALF_PI_LO = 6.123233995736766e-17;

/** Four angles atan(½), atan(1), atan(3/2), atan(∞), as head and tail. */
const ANGLES = [
  [4.63647609000806093515e-1, 2.26987774529616870924e-17],
  [HALF_PI_HI / 2, HALF_PI_LO / 2],
  [9.82793723247329054082e-1, 1.39033110312309984516e-17],
  [HALF_PI_HI, HALF_PI_LO]
];

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);

/** The upper half of a double's digits: its square is exact. */
function headOf(x: number): number {
  real[0] = x;
  words[0] = 0;
  return real[0];
}

/** (asin √z)/√z − 1 for z ≤ ¼ */
function asinRest(z: number): number {
  const p =
    z *
    (1.66666666666666657415e-1 +
      z *
        (-3.25565818622400915405e-1 +
          z *
            (2.01212532134862925881e-1 +
              z *
                (-4.00555345006794114027e-2 +
                  z * (7.91534994289814532176e-4 + z * 3.4793310759602116757e-5)))));
  const q =
    1 +
    z *
      (-2.40339491173441421878 +
        z *
          (2.02094576023350569471 +
            z * (-6.8828397160545329303e-1 + z * 7.70381505559019352791e-2)));
  return p / q;
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
  if (a >= 39 / 16) [t, angle] = [-1 / a, 3];
  else if (a >= 19 / 16) [t, angle] = [(a - 1.5) / (1 + 1.5 * a), 2];
  else if (a >= 11 / 16) [t, angle] = [(a - 1) / (a + 1), 1];
  else if (a >= 7 / 16) [t, angle] = [(2 * a - 1) / (2 + a), 0];
  const z = t * t;
  const w = z * z;
  const odd =
    z *
    (3.33333333333329318027e-1 +
      w *
        (1.42857142725034663711e-1 +
          w *
            (9.09088713343650656196e-2 +
              w *
                (6.66107313738753120669e-2 +
                  w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2)))));
  const even =
    w *
    (-1.99999999998764832476e-1 +
      w *
        (-1.1111110405462355788e-1 +
          w *
            (-7.69187620504482999495e-2 +
              w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2))));
  if (angle < 0) return x - x * (odd + even);
  const y = ANGLES[angle][0] - (t * (odd + even) - ANGLES[angle][1] - t);
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
