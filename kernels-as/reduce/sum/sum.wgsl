struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> high: array<vec2f>;
@group(0) @binding(1) var<storage, read_write> low: array<f32>;
@group(0) @binding(2) var<storage, read> x: array<vec2f>;
@group(0) @binding(3) var<uniform> params: Params;

/** Elements of a block: one workgroup makes one partial sum. */
override block: u32 = 4096;

var<workgroup> partial: array<Sum, threads>;

@compute @workgroup_size(threads)
fn sum(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  let b = params.begin / block + groupOf(group, groups);
  let stop = min((b + 1u) * block, params.end);
  var total = Sum(0.0, 0.0);
  for (var i = b * block + local; i < stop; i += threads) {
    total = addTerm(total, x[i].x);
    total.rest += x[i].y;
  }
  partial[local] = total;
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) { partial[local] = addSums(partial[local], partial[local + half]); }
  }
  if (local == 0u && b * block < params.end) {
    // The rest is the second half of the pair.
    high[b] = vec2f(partial[0].value, partial[0].rest);
    low[b] = 0.0;
  }
}
