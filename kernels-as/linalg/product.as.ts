// C ← C − L·U, the inner loop of every dense kernel. For one element of C it is the textbook's
// c −= l·u for rising k, one at a time: lanes and tiles hold different elements, so neither the
// tile nor the panel width shows in the bits, and the TypeScript references are the plain loops.
import {nmadd} from "../lib/simd.as";

/**
 * C (rows × columns) −= L (rows × depth) · U (depth × columns). Strides are in bytes and may be
 * negative; the elements of a row of C and of U are neighbours.
 */
export function subtractProduct(
  c: usize, cRow: usize, rows: i32, columns: i32,
  l: usize, lRow: usize, lStep: usize, u: usize, uStep: usize, depth: i32
): void {
  let j = columns;
  for (; j >= 4; j -= 4, c += 32, u += 32) {
    let i = rows, ci = c, li = l;
    for (; i >= 4; i -= 4, ci += cRow << 2, li += lRow << 2) {
      tile4x4(ci, cRow, li, lRow, lStep, u, uStep, depth);
    }
    for (; i > 0; i--, ci += cRow, li += lRow) tile1x4(ci, li, lStep, u, uStep, depth);
  }
  if (j >= 2) {
    let i = rows, ci = c, li = l;
    for (; i >= 4; i -= 4, ci += cRow << 2, li += lRow << 2) {
      tile4x2(ci, cRow, li, lRow, lStep, u, uStep, depth);
    }
    for (; i > 0; i--, ci += cRow, li += lRow) tile1x2(ci, li, lStep, u, uStep, depth);
    j -= 2, c += 16, u += 16;
  }
  if (j > 0) {
    let i = rows;
    for (; i >= 4; i -= 4, c += cRow << 2, l += lRow << 2) {
      tile4x1(c, cRow, l, lRow, lStep, u, uStep, depth);
    }
    for (; i > 0; i--, c += cRow, l += lRow) tile1x1(c, l, lStep, u, uStep, depth);
  }
}

@inline
function tile4x4(
  c: usize, cRow: usize, l: usize, lRow: usize, lStep: usize, u: usize, uStep: usize, depth: i32
): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  let a0 = v128.load(c), b0 = v128.load(c, 16), a1 = v128.load(c1), b1 = v128.load(c1, 16);
  let a2 = v128.load(c2), b2 = v128.load(c2, 16), a3 = v128.load(c3), b3 = v128.load(c3, 16);
  let l1 = l + lRow, l2 = l1 + lRow, l3 = l2 + lRow;
  for (; depth > 0; depth--) {
    const ua = v128.load(u), ub = v128.load(u, 16);
    let x = v128.load64_splat(l);
    a0 = nmadd(x, ua, a0);
    b0 = nmadd(x, ub, b0);
    x = v128.load64_splat(l1);
    a1 = nmadd(x, ua, a1);
    b1 = nmadd(x, ub, b1);
    x = v128.load64_splat(l2);
    a2 = nmadd(x, ua, a2);
    b2 = nmadd(x, ub, b2);
    x = v128.load64_splat(l3);
    a3 = nmadd(x, ua, a3);
    b3 = nmadd(x, ub, b3);
    l += lStep, l1 += lStep, l2 += lStep, l3 += lStep, u += uStep;
  }
  v128.store(c, a0);
  v128.store(c, b0, 16);
  v128.store(c1, a1);
  v128.store(c1, b1, 16);
  v128.store(c2, a2);
  v128.store(c2, b2, 16);
  v128.store(c3, a3);
  v128.store(c3, b3, 16);
}

@inline
function tile1x4(c: usize, l: usize, lStep: usize, u: usize, uStep: usize, depth: i32): void {
  let a = v128.load(c), b = v128.load(c, 16);
  for (; depth > 0; depth--, l += lStep, u += uStep) {
    const x = v128.load64_splat(l);
    a = nmadd(x, v128.load(u), a);
    b = nmadd(x, v128.load(u, 16), b);
  }
  v128.store(c, a);
  v128.store(c, b, 16);
}

@inline
function tile4x2(
  c: usize, cRow: usize, l: usize, lRow: usize, lStep: usize, u: usize, uStep: usize, depth: i32
): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  let a0 = v128.load(c), a1 = v128.load(c1), a2 = v128.load(c2), a3 = v128.load(c3);
  let l1 = l + lRow, l2 = l1 + lRow, l3 = l2 + lRow;
  for (; depth > 0; depth--) {
    const x = v128.load(u);
    a0 = nmadd(v128.load64_splat(l), x, a0);
    a1 = nmadd(v128.load64_splat(l1), x, a1);
    a2 = nmadd(v128.load64_splat(l2), x, a2);
    a3 = nmadd(v128.load64_splat(l3), x, a3);
    l += lStep, l1 += lStep, l2 += lStep, l3 += lStep, u += uStep;
  }
  v128.store(c, a0);
  v128.store(c1, a1);
  v128.store(c2, a2);
  v128.store(c3, a3);
}

@inline
function tile1x2(c: usize, l: usize, lStep: usize, u: usize, uStep: usize, depth: i32): void {
  let a = v128.load(c);
  for (; depth > 0; depth--, l += lStep, u += uStep) {
    a = nmadd(v128.load64_splat(l), v128.load(u), a);
  }
  v128.store(c, a);
}

@inline
function tile4x1(
  c: usize, cRow: usize, l: usize, lRow: usize, lStep: usize, u: usize, uStep: usize, depth: i32
): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  let a0 = load<f64>(c), a1 = load<f64>(c1), a2 = load<f64>(c2), a3 = load<f64>(c3);
  let l1 = l + lRow, l2 = l1 + lRow, l3 = l2 + lRow;
  for (; depth > 0; depth--) {
    const x = load<f64>(u);
    a0 -= load<f64>(l) * x;
    a1 -= load<f64>(l1) * x;
    a2 -= load<f64>(l2) * x;
    a3 -= load<f64>(l3) * x;
    l += lStep, l1 += lStep, l2 += lStep, l3 += lStep, u += uStep;
  }
  store<f64>(c, a0);
  store<f64>(c1, a1);
  store<f64>(c2, a2);
  store<f64>(c3, a3);
}

@inline
function tile1x1(c: usize, l: usize, lStep: usize, u: usize, uStep: usize, depth: i32): void {
  let a = load<f64>(c);
  for (; depth > 0; depth--, l += lStep, u += uStep) a -= load<f64>(l) * load<f64>(u);
  store<f64>(c, a);
}
