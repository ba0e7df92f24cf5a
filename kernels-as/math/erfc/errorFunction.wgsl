// What the twins of erf and erfc share. Coefficients: tests/fixtures/make/specialWgsl.py.

/** erf(x)/x − 1 for |x| < 1. */
fn erfTail(z: f32) -> f32 {
  return ((((((-9.66704465e-06 * z + 0.000112659589) * z - 0.000848408032) * z + 0.00522103161) * z
    - 0.0268654302) * z + 0.112837821) * z - 0.376126379) * z + 0.128379166;
}

/** e^(x²) erfc(x) for x ≥ ½. */
fn scaledErfc(x: f32) -> f32 {
  if (x < 2.0) {
    let t = x - 1.25;
    return ((((((((-0.000189587357 * t + 0.000557413034) * t - 0.00131231558) * t + 0.00351083744) * t
      - 0.00908436626) * t + 0.0220199674) * t - 0.0502180792) * t + 0.106794961) * t
      - 0.208821878) * t + 0.367822915;
  }
  let w = 1.0 / x;
  let u = w * w;
  return w * ((((((((27.2768898 * u - 37.7986221) * u + 24.1121731) * u - 9.86518288) * u
    + 3.20180655) * u - 1.03351367) * u + 0.422441751) * u - 0.282084614) * u
    + 0.564189553);
}

/** erfc(x) for ½ ≤ x ≤ 11, in full relative accuracy: the square's first half is exact. */
fn erfcFalling(x: f32) -> f32 {
  let hi = bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);
  let d = -opaque(x - hi) * (x + hi);
  // The power comes last: times d it could be subnormal, and be flushed.
  let s = scaledErfc(x);
  return expF32(-hi * hi) * (s + s * (d + d * d * expTail(d)));
}
