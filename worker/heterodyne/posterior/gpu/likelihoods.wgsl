// Sums over the correlation of one θ and one angle, a thread each, in f32: of every tile Σd, Σd² and Σde, where d = c − 1 and
// e are the data less their mean. Threads side by side read the same datum, and neighbouring numbers of their points.
// Row r of the point i is at r * n + i. Before this come the prelude and FRAMES, STRIDE, BLOCKS and TILES.
struct Params { begin: u32, end: u32 }
@group(0) @binding(0) var<storage, read_write> answer: array<f32>;
@group(0) @binding(1) var<storage, read> inputs: array<f32>;
@group(0) @binding(2) var<storage, read> constants: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

const BLOCK = 64u;
const TILE = 4096u;
// A point's rows: where the angle's data begin; of each frame R, S, X·cos F, X·sin F, then the decays of both components to
// its block's last frame, from its first one, and to the next frame; then both decays between each two blocks.
const REFERENCE = 1u;
const SAMPLE = REFERENCE + STRIDE;
const COSINE = SAMPLE + STRIDE;
const SINE = COSINE + STRIDE;
const LAST_A = SINE + STRIDE;
const LAST_B = LAST_A + STRIDE;
const FIRST_A = LAST_B + STRIDE;
const FIRST_B = FIRST_A + STRIDE;
const STEP_A = FIRST_B + STRIDE;
const STEP_B = STEP_A + STRIDE;
const LINK_A = STEP_B + STRIDE;
const LINK_B = LINK_A + BLOCKS * BLOCKS;

var<private> point: u32;
var<private> count: u32;

fn at(row: u32) -> f32 {
  return inputs[row * count + point];
}

fn four(row: u32) -> vec4f {
  return vec4f(at(row), at(row + 1u), at(row + 2u), at(row + 3u));
}

fn total(x: vec4f) -> f32 {
  return (x.x + x.y) + (x.z + x.w);
}

/** Four rows at a time; above the diagonal blocks of rows are whole. c = Σ u·w, exponents relative to the blocks' ends. */
fn sumTile(row: u32, column: u32, data: u32) -> vec3f {
  let a = at(LINK_A + row * BLOCKS + column);
  let b = at(LINK_B + row * BLOCKS + column);
  let width = min(BLOCK, FRAMES - column * BLOCK);
  var sums = vec3f(0.0);
  for (var r = 0u; r < BLOCK; r += 4u) {
    let i = row * BLOCK + r;
    let decayA = a * four(LAST_A + i);
    let decayB = b * four(LAST_B + i);
    let both = 2.0 * decayA * decayB;
    let u1 = four(REFERENCE + i) * decayA * decayA;
    let u2 = four(SAMPLE + i) * decayB * decayB;
    let u3 = four(COSINE + i) * both;
    let u4 = four(SINE + i) * both;
    var s = vec4f(0.0);
    var ss = vec4f(0.0);
    var se = vec4f(0.0);
    for (var k = 0u; k < width; k++) {
      let j = column * BLOCK + k;
      let p = at(FIRST_A + j);
      let q = at(FIRST_B + j);
      let pure = u1 * (at(REFERENCE + j) * p * p) + u2 * (at(SAMPLE + j) * q * q);
      let mixed = (u3 * at(COSINE + j) + u4 * at(SINE + j)) * (p * q);
      let d = pure + mixed - 1.0;
      let e = data + r * BLOCK + 4u * k;
      s += d;
      ss += d * d;
      se += d * vec4f(constants[e], constants[e + 1u], constants[e + 2u], constants[e + 3u]);
    }
    sums += vec3f(total(s), total(ss), total(se));
  }
  return sums;
}

/** Above the diagonal; decays are followed from frame to frame, since they may be steep. */
fn sumDiagonal(row: u32, data: u32) -> vec3f {
  let height = min(BLOCK, FRAMES - row * BLOCK);
  var sums = vec3f(0.0);
  for (var r = 0u; r < height; r++) {
    let i = row * BLOCK + r;
    let reference = at(REFERENCE + i);
    let sample = at(SAMPLE + i);
    let cosine = 2.0 * at(COSINE + i);
    let sine = 2.0 * at(SINE + i);
    var a = 1.0;
    var b = 1.0;
    var own = vec3f(0.0);
    for (var k = r + 1u; k < height; k++) {
      let j = row * BLOCK + k;
      a *= at(STEP_A + j - 1u);
      b *= at(STEP_B + j - 1u);
      let pure = reference * at(REFERENCE + j) * a * a + sample * at(SAMPLE + j) * b * b;
      let mixed = (cosine * at(COSINE + j) + sine * at(SINE + j)) * (a * b);
      let d = pure + mixed - 1.0;
      let e = constants[data + (r >> 2u) * 256u + 4u * k + (r & 3u)];
      own += vec3f(d, d * d, d * e);
    }
    sums += own;
  }
  return sums;
}

@compute @workgroup_size(threads)
fn likelihoods(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  enter(params.begin);
  point = params.begin + groupOf(group, groups) * threads + local;
  count = params.end;
  if (point >= params.end) { return; }
  var data = u32(at(0u)) * TILES * TILE;
  var tile = 0u;
  for (var row = 0u; row < BLOCKS; row++) {
    for (var column = row; column < BLOCKS; column++) {
      var sums: vec3f;
      if (row == column) { sums = sumDiagonal(row, data); } else { sums = sumTile(row, column, data); }
      answer[tile * count + point] = sums.x;
      answer[(TILES + tile) * count + point] = sums.y;
      answer[(2u * TILES + tile) * count + point] = sums.z;
      data += TILE;
      tile++;
    }
  }
}
