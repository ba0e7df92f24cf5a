struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(threads)
fn tan(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  let both = sincosF32(x[i]);
  y[i] = both.x / both.y;
}
