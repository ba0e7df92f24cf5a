fn erfcF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > INFINITY) { return x; }
  if (a < 0x3f000000u) { return 1.0 - (x + x * erfTail(x * x)); }
  // From 10.06 the result rounds to 0, far below 0 to 2.
  if (a > 0x41280000u) { return select(0.0, 2.0, isNegative(x)); }
  let y = erfcFalling(abs(x));
  return select(y, 2.0 - y, isNegative(x));
}

struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(threads)
fn erfc(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  y[i] = erfcF32(x[i]);
}
