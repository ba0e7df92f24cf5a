struct Params { count: i32, begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> logDensity: array<vec2f>;
@group(0) @binding(1) var<storage, read> mean: array<vec2f>;
@group(0) @binding(2) var<storage, read> sd: array<vec2f>;
@group(0) @binding(3) var<storage, read> data: array<vec2f>;
@group(0) @binding(4) var<uniform> params: Params;

/** Threads that share one parameter set: one, or a whole workgroup where there are few sets. */
override team: u32 = 64;

var<workgroup> partial: array<Sum, threads>;

// ½ log 2π in two parts
const HALF_LOG_TWO_PI = 0.9189385175704956;
const HALF_LOG_TWO_PI_LO = 1.563417717509452e-8;

@compute @workgroup_size(threads)
fn normalLogDensity(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let member = local % team;
  let i = params.begin + groupOf(group, groups) * (threads / team) + local / team;
  let count = u32(params.count);
  let isActive = i < params.end;
  var sum = Sum(0.0, 0.0);
  var inverse = 0.0;
  if (isActive) {
    let mu = mean[i];
    inverse = 1.0 / sd[i].x;
    for (var j = member; j < count; j += team) {
      // 1 standardised residual
      let residual = data[j] - mu;
      let z = opaque(residual.x + residual.y) * inverse;
      // 2 sum of squares, and what its roundings lose
      sum = addTerm(sum, z * z);
    }
  }
  partial[local] = sum;
  for (var half = team / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (member < half) { partial[local] = addSums(partial[local], partial[local + half]); }
  }
  if (!isActive || member != 0u) { return; }
  let sigma = sd[i];
  if (!(sigma.x > 0.0)) {
    logDensity[i] = vec2f(notANumber());
    return;
  }
  // 3 quadratic part: 1/σ was rounded, by a relative error that its product with σ shows
  let one = multiplyExact(sigma.x, inverse);
  let error = ((1.0 - one.value) - one.rest) - sigma.y * inverse;
  let squares = partial[local];
  let quadratic = Sum(-0.5 * squares.value, -0.5 * squares.rest - error * squares.value);
  // 4 normalisation
  let halfLog = addTerm(logPairF32(sigma), HALF_LOG_TWO_PI);
  let norm = multiplyExact(halfLog.value, f32(count));
  let rest = (halfLog.rest + HALF_LOG_TWO_PI_LO) * f32(count);
  let total = addSums(quadratic, Sum(-norm.value, -norm.rest - rest));
  logDensity[i] = vec2f(total.value, total.rest);
}
