fn erfF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a == 0u || a > INFINITY) { return x; }
  if (a < 0x3f800000u) { return x + x * erfTail(x * x); }
  // From 4 the distance to 1 is less than half a unit in the last place.
  var y = 1.0;
  if (a < 0x40800000u) { y = 1.0 - erfcFalling(abs(x)); }
  return select(y, -y, isNegative(x));
}

struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(threads)
fn erf(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  y[i] = erfF32(x[i]);
}
