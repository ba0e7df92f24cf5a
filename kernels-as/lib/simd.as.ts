/** The j-th doubled constant of a table: loading beats splat, which V8 rebuilds at every use. */
@inline
export function constant(table: StaticArray<f64>, j: i32): v128 {
  return v128.load(changetype<usize>(table) + (<usize>j << 4));
}

/** The j-th doubled bit pattern of a table of words, four to a row. */
@inline
export function bitConstant(table: StaticArray<i32>, j: i32): v128 {
  return v128.load(changetype<usize>(table) + (<usize>j << 4));
}

/** a·b + c, fused in the relaxed module only. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** c − a·b, fused in the relaxed module only. */
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_nmadd(a, b, c);
  return f64x2.sub(c, f64x2.mul(a, b));
}

/** The 16-byte table row that the first lane of `index` (already masked) selects. */
@inline
export function row0(table: StaticArray<f64>, index: v128): v128 {
  return v128.load(changetype<usize>(table) + (<usize>i32x4.extract_lane(index, 0) << 4));
}

@inline
export function row1(table: StaticArray<f64>, index: v128): v128 {
  return v128.load(changetype<usize>(table) + (<usize>i32x4.extract_lane(index, 2) << 4));
}

/** (a0, b0) of two rows (a0, a1), (b0, b1). */
@inline
export function firsts(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 0, 2);
}

/** (a1, b1) of two rows. */
@inline
export function seconds(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 1, 3);
}
