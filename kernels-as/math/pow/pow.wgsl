/** a^y for finite a > 0 and |y| ≤ 2^31: the logarithm and its product with y as pairs. */
fn powPositive(a: f32, y: f32) -> f32 {
  var log = Sum(0.0, 0.0);
  if (bitcast<u32>(a) < 0x00800000u) {
    // A subnormal's bits are its mantissa: as an integer it is no longer subnormal.
    log = logPairF32(vec2f(f32(bitcast<u32>(a)), 0.0));
    log = addTerm(Sum(log.value, log.rest - 149.0 * LN2_LO), -149.0 * LN2_HI);
  } else {
    log = logPairF32(vec2f(a, 0.0));
  }
  let product = multiplyExact(log.value, y);
  let rest = product.rest + log.rest * y;
  let e = opaque(product.value + rest);
  if (e > 88.7228394) { return infinity(); }
  if (e < -103.972084) { return 0.0; }
  let k = round(e * LOG2_E);
  let r = opaque(product.value - k * LN2_HI) + (rest - k * LN2_LO);
  return scale(1.0 + (r + r * r * expTail(r)), i32(k));
}

/** x^y by Math.pow's rules for signs, zeros, infinities and NaN. */
fn powF32(x: f32, y: f32) -> f32 {
  let a = magnitude(x);
  let b = magnitude(y);
  if (b == 0u) { return 1.0; }
  if (a > INFINITY || b > INFINITY) { return notANumber(); }
  let one = a == 0x3f800000u;
  if (one && b == INFINITY) { return notANumber(); }
  // From 2^24 all numbers are whole and even.
  let whole = b >= 0x4b800000u || floor(y) == y;
  if (isNegative(x) && a != 0u && a < INFINITY && !whole) { return notANumber(); }
  var z = 1.0;
  if (a == 0u || a == INFINITY) {
    z = select(0.0, infinity(), (a == INFINITY) != isNegative(y));
  } else if (!one) {
    let bounded = select(y, select(0x1p31f, -0x1p31f, isNegative(y)), b > 0x4f000000u);
    z = powPositive(bitcast<f32>(a), bounded);
  }
  let odd = b < 0x4b800000u && whole && (i32(y) & 1) == 1;
  return select(z, -z, odd && isNegative(x));
}

struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> z: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(threads)
fn pow(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  z[i] = powF32(x[i], y[i]);
}
