struct Params {
  keyLow: u32,
  keyHigh: u32,
  streamLow: u32,
  streamHigh: u32,
  begin: u32,
  end: u32,
}
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<uniform> params: Params;

// Not called `uniform`, which would hide the address space of that name.
@compute @workgroup_size(threads)
fn uniformDraw(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  let counter = vec4u(i >> 1u, 0u, params.streamLow, params.streamHigh);
  let w = philox4x32(counter, vec2u(params.keyLow, params.keyHigh));
  y[i] = uniformF32(select(w.x, w.z, (i & 1u) == 1u));
}
