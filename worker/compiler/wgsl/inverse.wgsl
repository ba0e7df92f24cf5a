// Inverse circular functions and the tangent. Errors in units in the last place: tan 3, asin 2.4, acos 1.3,
// atan 1.8, atan2 2. Polynomials and their coefficients: S. Moshier, Cephes (asinf, atanf).

fn tanF32(x: f32) -> f32 {
  let both = sincosF32(x);
  return both.x / both.y;
}

// Half a turn and a quarter of one, each as the nearest f32 and the rest.
const TURN_2 = 3.14159274;
const TURN_2_REST = -8.74227766e-8;
const TURN_4 = 1.57079637;
const TURN_4_REST = -4.37113883e-8;
const TURN_8 = 0.785398185;
const TURN_8_REST = -2.18556941e-8;

/** asin(x) − x for |x| ≤ ½. */
fn asinTail(x: f32) -> f32 {
  let z = x * x;
  return x * (z * ((((4.2163199048e-2 * z + 2.4181311049e-2) * z + 4.5470025998e-2) * z
    + 7.4953002686e-2) * z + 1.6666752422e-1));
}

/** acos(a)  for ½ < a ≤ 1: twice the arc sine of half the way to 1. */
fn acosNearOne(a: f32) -> f32 {
  let s = sqrtF32(0.5 * (1.0 - a));
  return 2.0 * (s + asinTail(s));
}

fn asinF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > 0x3f800000u) { return notANumber(); }
  if (a < 0x39000000u) { return x; }
  if (a <= 0x3f000000u) { return x + asinTail(x); }
  let y = TURN_4 - (acosNearOne(abs(x)) - TURN_4_REST);
  return select(y, -y, isNegative(x));
}

fn acosF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > 0x3f800000u) { return notANumber(); }
  if (a <= 0x3f000000u) { return TURN_4 - (x + (asinTail(x) - TURN_4_REST)); }
  let y = acosNearOne(abs(x));
  return select(y, TURN_2 - (y - TURN_2_REST), isNegative(x));
}

/** atan(p/q) for 0 ≤ p ≤ q, both in the middle of the range. */
fn atanQuotient(p: f32, q: f32) -> f32 {
  let isLarge = p > 0.41421357 * q;
  let t = select(p, p - q, isLarge) / select(q, p + q, isLarge);
  let z = t * t;
  let tail = t * (z * (((8.05374449538e-2 * z - 1.38776856032e-1) * z + 1.99777106478e-1) * z
    - 3.33329491539e-1));
  if (isLarge) { return TURN_8 + (t + (tail + TURN_8_REST)); }
  return t + tail;
}

fn atanF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > INFINITY || a < 0x39000000u) { return x; }
  var y = TURN_4;
  if (a <= 0x3f800000u) {
    y = atanQuotient(abs(x), 1.0);
  } else if (a < 0x4c800000u) {
    y = TURN_4 - (atanQuotient(1.0, abs(x)) - TURN_4_REST);
  }
  return select(y, -y, isNegative(x));
}

/** The angle of (x, y), by Math.atan2's rules for zeros, infinities and NaN. Subnormal arguments may count as 0. */
fn atan2F32(y: f32, x: f32) -> f32 {
  let a = magnitude(y);
  let b = magnitude(x);
  if (a > INFINITY || b > INFINITY) { return notANumber(); }
  let isBehind = isNegative(x);
  var angle = 0.0;
  if (a == b && a != 0u) {
    angle = select(TURN_8, 3.0 * TURN_8, isBehind);
  } else if (a == 0u || b == INFINITY) {
    angle = select(0.0, TURN_2, isBehind);
  } else if (b == 0u || a == INFINITY) {
    angle = TURN_4;
  } else {
    // Divisors out of the middle of the range may be divided by with a large error.
    let most = max(a, b);
    let lift = select(select(1.0, 0x1p80f, most < 0x20000000u), 0x1p-64f, most > 0x70000000u);
    let p = bitcast<f32>(min(a, b)) * lift;
    let q = bitcast<f32>(most) * lift;
    let part = atanQuotient(p, q);
    if (a > b) {
      angle = TURN_4 - (select(part, -part, isBehind) - TURN_4_REST);
    } else {
      angle = select(part, TURN_2 - (part - TURN_2_REST), isBehind);
    }
  }
  return select(angle, -angle, isNegative(y));
}
