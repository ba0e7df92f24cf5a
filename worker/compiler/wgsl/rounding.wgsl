// What JavaScript's Math and % mean where WGSL's own functions mean something else, or nothing exact.

/** NaN wins, and −0 is below 0. */
fn minF32(a: f32, b: f32) -> f32 {
  if (magnitude(a) > INFINITY) { return a; }
  if (magnitude(b) > INFINITY) { return b; }
  if (a == b) { return bitcast<f32>(bitcast<u32>(a) | bitcast<u32>(b)); }
  return select(b, a, a < b);
}

fn maxF32(a: f32, b: f32) -> f32 {
  if (magnitude(a) > INFINITY) { return a; }
  if (magnitude(b) > INFINITY) { return b; }
  if (a == b) { return bitcast<f32>(bitcast<u32>(a) & bitcast<u32>(b)); }
  return select(a, b, a < b);
}

/** To the nearest whole number, halves up; zeros keep the argument's sign. */
fn roundF32(x: f32) -> f32 {
  let below = floor(x);
  let near = select(below, below + 1.0, x - below >= 0.5);
  return bitcast<f32>(bitcast<u32>(near) | (bitcast<u32>(x) & 0x80000000u));
}

fn signF32(x: f32) -> f32 {
  if (magnitude(x) == 0u || magnitude(x) > INFINITY) { return x; }
  return select(1.0, -1.0, isNegative(x));
}

/** A mantissa as an integer, and the power of two that it counts. */
struct Scaled {
  mantissa: u32,
  exponent: u32,
}

fn toScaled(bits: u32) -> Scaled {
  if (bits < 0x00800000u) { return Scaled(bits, 1u); }
  return Scaled((bits & 0x007fffffu) | 0x00800000u, bits >> 23u);
}

/** x − y·trunc(x/y), exactly: a long division of integers, eight bits at a time. */
fn remF32(x: f32, y: f32) -> f32 {
  let a = magnitude(x);
  let b = magnitude(y);
  if (a > INFINITY) { return x; }
  if (a == INFINITY || b == 0u || b > INFINITY) { return notANumber(); }
  if (a < b) { return x; }
  let dividend = toScaled(a);
  let divisor = toScaled(b);
  var rest = dividend.mantissa % divisor.mantissa;
  var left = dividend.exponent - divisor.exponent;
  while (left > 0u) {
    let step = min(left, 8u);
    rest = (rest << step) % divisor.mantissa;
    left -= step;
  }
  let size = scale(f32(rest), i32(divisor.exponent) - 150);
  return select(size, -size, isNegative(x));
}
