// Errors in units in the last place: ∛x 0.8, hypot 1.2.

/** ∛x: a third of the exponent, a step of Halley's and one of Newton's. */
fn cbrtF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a == 0u || a >= INFINITY) { return x; }
  // Into the middle of the range, so that cubes stay in it; a subnormal by its bits.
  var v = bitcast<f32>(a);
  var back = 1.0;
  if (a < 0x00800000u) {
    v = 2.0 * f32(a);
    back = 0x1p-50f;
  } else if (a < 0x20800000u) {
    v *= 0x1p96f;
    back = 0x1p-32f;
  } else if (a > 0x5f800000u) {
    v *= 0x1p-96f;
    back = 0x1p32f;
  }
  let first = bitcast<f32>(bitcast<u32>(v) / 3u + 0x2a5119f2u);
  let cube = first * first * first;
  let second = opaque(first * ((2.0 * v + cube) / (v + 2.0 * cube)));
  let root = (second - opaque(second - v / (second * second)) * 0.33333334) * back;
  return select(root, -root, isNegative(x));
}

/** √(x² + y²); an infinity wins over NaN. Subnormal arguments may count as 0. */
fn hypotF32(x: f32, y: f32) -> f32 {
  let a = magnitude(x);
  let b = magnitude(y);
  if (a == INFINITY || b == INFINITY) { return infinity(); }
  if (a > INFINITY || b > INFINITY) { return notANumber(); }
  let long = bitcast<f32>(max(a, b));
  let short = bitcast<f32>(min(a, b));
  if (short == 0.0) { return long; }
  if (long > 0x1p60f) {
    let p = long * 0x1p-70f;
    let q = short * 0x1p-70f;
    return sqrtF32(p * p + q * q) * 0x1p70f;
  }
  if (long < 0x1p-40f) {
    let p = long * 0x1p90f;
    let q = short * 0x1p90f;
    return sqrtF32(p * p + q * q) * 0x1p-90f;
  }
  return sqrtF32(long * long + short * short);
}
