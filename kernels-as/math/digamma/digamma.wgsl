// Coefficients: tests/fixtures/make/specialWgsl.py.

/** ψ(root + t)/t for 1 ≤ root + t ≤ 2. */
fn digammaByRoot(t: f32) -> f32 {
  return (((((((((0.0109025883 * t - 0.0205567088) * t + 0.0234912075) * t - 0.0319818258) * t
    + 0.048563838) * t - 0.0723159537) * t + 0.107845239) * t - 0.163938001) * t
    + 0.258499146) * t - 0.442763209) * t + 0.967672229;
}

// ψ's positive root in two parts, the first so short that it may be taken from x without rounding.
const ROOT_HI = 1.461669921875;
const ROOT_LO = -3.77769066e-5;

/** ψ(x) for positive x. */
fn digammaPositive(x: f32) -> f32 {
  if (x < 1.0) {
    let t = opaque(x - (ROOT_HI - 1.0)) - ROOT_LO;
    return t * digammaByRoot(t) - 1.0 / x;
  }
  if (x < 8.0) {
    var a = x;
    var sum = 0.0;
    while (a >= 2.0) {
      a -= 1.0;
      sum += 1.0 / a;
    }
    let t = opaque(a - ROOT_HI) - ROOT_LO;
    return sum + t * digammaByRoot(t);
  }
  let w = 1.0 / x;
  let u = w * w;
  let series = u * ((3.96825397e-3 * u - 8.33333333e-3) * u + 8.33333333e-2);
  return logF32(x) - (series + 0.5 * w);
}

fn digammaF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > INFINITY || bitcast<u32>(x) == INFINITY) { return x; }
  if (a == 0u) { return select(-infinity(), infinity(), isNegative(x)); }
  if (!isNegative(x)) { return digammaPositive(x); }
  if (a == INFINITY) { return notANumber(); }
  let f = x - round(x);
  if (f == 0.0) { return notANumber(); }
  // ψ(−a) = ψ(a) + 1/a + π cot πa
  let b = abs(x);
  let turn = sincosHalfTurn(f);
  return digammaPositive(b) + 1.0 / b - 3.14159265 * (turn.y / turn.x);
}

struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(threads)
fn digamma(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  y[i] = digammaF32(x[i]);
}
