// Coefficients: tests/fixtures/make/specialWgsl.py.

/** log Γ(1 + t)/t for |t| ≤ ½. */
fn lgammaByOne(t: f32) -> f32 {
  return ((((((((((((0.166292787 * t - 0.177682877) * t + 0.0452779792) * t - 0.0505540147) * t
    + 0.107086711) * t - 0.118744582) * t + 0.12487264) * t - 0.143374473) * t
    + 0.169584349) * t - 0.207414359) * t + 0.270580381) * t - 0.400685191) * t
    + 0.822467029) * t - 0.577215672;
}

/** log Γ(2 + t)/t for −½ ≤ t ≤ 1. */
fn lgammaByTwo(t: f32) -> f32 {
  return (((((((((-1.79925137e-05 * t + 8.96139027e-05) * t - 0.000235325744) * t
    + 0.000520163449) * t - 0.00119212316) * t + 0.00288812863) * t - 0.00738532934) * t
    + 0.0205810014) * t - 0.0673523173) * t + 0.322467029) * t + 0.422784328;
}

/** log Γ(x) for positive x. */
fn lgammaPositive(x: f32) -> f32 {
  if (x < 0.5) { return x * lgammaByOne(x) - logF32(x); }
  if (x == 1.0) { return 0.0; }
  if (x < 1.5) { return (x - 1.0) * lgammaByOne(x - 1.0); }
  if (x < 8.0) {
    var a = x;
    var product = 1.0;
    while (a >= 3.0) {
      a -= 1.0;
      product *= a;
    }
    let y = (a - 2.0) * lgammaByTwo(a - 2.0);
    return select(y, logF32(product) + y, x >= 3.0);
  }
  if (x > 4.0850034e36) { return infinity(); }
  // Stirling: from 8 three terms are good to 3e-10.
  let w = 1.0 / x;
  let u = w * w;
  let series = w * ((7.93650794e-4 * u - 2.77777778e-3) * u + 8.33333333e-2);
  return (x - 0.5) * (logF32(x) - 1.0) + (series + 0.418938533);
}

fn lgammaF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > INFINITY) { return x; }
  if (a == 0u || a == INFINITY) { return infinity(); }
  if (!isNegative(x)) { return lgammaPositive(x); }
  let f = x - round(x);
  if (f == 0.0) { return infinity(); }
  // Γ(−a) Γ(1 + a) = −π/sin πa
  let b = abs(x);
  let sine = abs(sincosHalfTurn(f).x);
  return 1.14472989 - logF32(sine) - logF32(b) - lgammaPositive(b);
}

struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(threads)
fn lgamma(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  y[i] = lgammaF32(x[i]);
}
