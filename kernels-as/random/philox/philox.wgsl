struct Params {
  keyLow: u32,
  keyHigh: u32,
  c1: u32,
  c2: u32,
  c3: u32,
  begin: u32,
  end: u32,
}
@group(0) @binding(0) var<storage, read_write> words: array<u32>;
@group(0) @binding(1) var<uniform> params: Params;

@compute @workgroup_size(threads)
fn philox(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  let i = params.begin + groupOf(group, groups) * threads + local;
  if (i >= params.end) { return; }
  let counter = vec4u(i, params.c1, params.c2, params.c3);
  let block = philox4x32(counter, vec2u(params.keyLow, params.keyHigh));
  for (var k = 0u; k < 4u; k++) { words[4u * i + k] = block[k]; }
}
