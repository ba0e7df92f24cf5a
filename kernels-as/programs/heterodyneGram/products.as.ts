// Sums of products of columns, four columns with four: as many as registers hold. Twin:
// worker/heterodyne/gram/reference/products.ts.
import {COLUMN_SUMS, GRADIENT, GROUP, GROUP_SUMS, STRIP_BYTES} from "./constants";
import {madd} from "../../lib/simd.as";
import {Room, stripBytes} from "./room.as";

const GROUP_BYTES: usize = GROUP * STRIP_BYTES;

export function sumProducts(room: Room): void {
  const bytes = stripBytes(room), first = room.columns;
  const last = room.theory + 2 * STRIP_BYTES - GROUP_BYTES;
  let sums = room.sums + (COLUMN_SUMS << 4);
  for (let a = first; a <= last; a += GROUP_BYTES, sums += GROUP << 4) {
    sumColumns(room.weights, a, bytes, sums);
  }
  for (let a = first; a <= last; a += GROUP_BYTES) {
    for (let b = room.operation == GRADIENT ? last : a; b <= last; b += GROUP_BYTES) {
      if (a == b) sumOwn(a, bytes, sums);
      else sumPairs(a, b, bytes, sums);
      sums += GROUP_SUMS << 4;
    }
  }
}

/** Sums of four columns times the roots of the factors. */
function sumColumns(roots: usize, a: usize, bytes: usize, sums: usize): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  const end = a + bytes;
  for (; a < end; a += 16, roots += 16) {
    const w = v128.load(roots);
    s0 = madd(w, v128.load(a), s0);
    s1 = madd(w, v128.load(a, STRIP_BYTES), s1);
    s2 = madd(w, v128.load(a, 2 * STRIP_BYTES), s2);
    s3 = madd(w, v128.load(a, 3 * STRIP_BYTES), s3);
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
}

/** Two columns with four, twice: eight sums and what they are made of stay in registers. */
function sumPairs(a: usize, b: usize, bytes: usize, sums: usize): void {
  sumTwo(a, b, bytes, sums);
  sumTwo(a + 2 * STRIP_BYTES, b, bytes, sums + 128);
}

@inline
function sumTwo(a: usize, b: usize, bytes: usize, sums: usize): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16);
  let s02 = v128.load(sums, 32), s03 = v128.load(sums, 48);
  let s10 = v128.load(sums, 64), s11 = v128.load(sums, 80);
  let s12 = v128.load(sums, 96), s13 = v128.load(sums, 112);
  const end = a + bytes;
  for (; a < end; a += 16, b += 16) {
    const a0 = v128.load(a), a1 = v128.load(a, STRIP_BYTES);
    const b0 = v128.load(b), b1 = v128.load(b, STRIP_BYTES);
    s00 = madd(a0, b0, s00);
    s10 = madd(a1, b0, s10);
    s01 = madd(a0, b1, s01);
    s11 = madd(a1, b1, s11);
    const b2 = v128.load(b, 2 * STRIP_BYTES), b3 = v128.load(b, 3 * STRIP_BYTES);
    s02 = madd(a0, b2, s02);
    s12 = madd(a1, b2, s12);
    s03 = madd(a0, b3, s03);
    s13 = madd(a1, b3, s13);
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  v128.store(sums, s02, 32);
  v128.store(sums, s03, 48);
  v128.store(sums, s10, 64);
  v128.store(sums, s11, 80);
  v128.store(sums, s12, 96);
  v128.store(sums, s13, 112);
}

/** Four columns with themselves: what lies below the diagonal stays 0. */
function sumOwn(a: usize, bytes: usize, sums: usize): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16);
  let s02 = v128.load(sums, 32), s03 = v128.load(sums, 48);
  let s11 = v128.load(sums, 80), s12 = v128.load(sums, 96), s13 = v128.load(sums, 112);
  let s22 = v128.load(sums, 160), s23 = v128.load(sums, 176), s33 = v128.load(sums, 240);
  const end = a + bytes;
  for (; a < end; a += 16) {
    const a0 = v128.load(a), a1 = v128.load(a, STRIP_BYTES);
    s00 = madd(a0, a0, s00);
    s01 = madd(a0, a1, s01);
    s11 = madd(a1, a1, s11);
    const a2 = v128.load(a, 2 * STRIP_BYTES);
    s02 = madd(a0, a2, s02);
    s12 = madd(a1, a2, s12);
    s22 = madd(a2, a2, s22);
    const a3 = v128.load(a, 3 * STRIP_BYTES);
    s03 = madd(a0, a3, s03);
    s13 = madd(a1, a3, s13);
    s23 = madd(a2, a3, s23);
    s33 = madd(a3, a3, s33);
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  v128.store(sums, s02, 32);
  v128.store(sums, s03, 48);
  v128.store(sums, s11, 80);
  v128.store(sums, s12, 96);
  v128.store(sums, s13, 112);
  v128.store(sums, s22, 160);
  v128.store(sums, s23, 176);
  v128.store(sums, s33, 240);
}
