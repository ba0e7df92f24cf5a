// factor.as.ts for four species, written out: a row stays out of memory while those above are taken
// from it. Operations and their order are the same for every number, hence the bits. Element 8i + j
// of the matrix is that of row i and column j.
import {nmadd} from "../../lib/simd.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

@inline
function invert(x: v128): v128 {
  return f64x2.div(f64x2.splat(1), x);
}

/** Factors `matrix` in place, the ones of L left out, and takes `change` forward and back. */
export function solveFour(room: Room): void {
  const a = room.matrix, b = room.change, pivots = room.pivots;
  let c0 = get(b, 0);
  const p0 = invert(get(a, 0));
  set(pivots, 0, p0);

  let l = f64x2.mul(get(a, 8), p0); set(a, 8, l);
  let r1 = nmadd(l, get(a, 1), get(a, 9)); let r2 = nmadd(l, get(a, 2), get(a, 10));
  let r3 = nmadd(l, get(a, 3), get(a, 11)); let r4 = nmadd(l, get(a, 4), get(a, 12));
  let r5 = nmadd(l, get(a, 5), get(a, 13)); let r6 = nmadd(l, get(a, 6), get(a, 14));
  let r7 = nmadd(l, get(a, 7), get(a, 15)); let c1 = nmadd(l, c0, get(b, 1));
  set(a, 10, r2); set(a, 11, r3); set(a, 12, r4); set(a, 13, r5); set(a, 14, r6); set(a, 15, r7);
  const p1 = invert(r1); set(pivots, 1, p1);

  l = f64x2.mul(get(a, 16), p0); set(a, 16, l);
  r1 = nmadd(l, get(a, 1), get(a, 17)); r2 = nmadd(l, get(a, 2), get(a, 18));
  r3 = nmadd(l, get(a, 3), get(a, 19)); r4 = nmadd(l, get(a, 4), get(a, 20));
  r5 = nmadd(l, get(a, 5), get(a, 21)); r6 = nmadd(l, get(a, 6), get(a, 22));
  r7 = nmadd(l, get(a, 7), get(a, 23)); let c2 = nmadd(l, c0, get(b, 2));
  l = f64x2.mul(r1, p1); set(a, 17, l);
  r2 = nmadd(l, get(a, 10), r2); r3 = nmadd(l, get(a, 11), r3); r4 = nmadd(l, get(a, 12), r4);
  r5 = nmadd(l, get(a, 13), r5); r6 = nmadd(l, get(a, 14), r6); r7 = nmadd(l, get(a, 15), r7);
  c2 = nmadd(l, c1, c2);
  set(a, 19, r3); set(a, 20, r4); set(a, 21, r5); set(a, 22, r6); set(a, 23, r7);
  const p2 = invert(r2); set(pivots, 2, p2);

  l = f64x2.mul(get(a, 24), p0); set(a, 24, l);
  r1 = nmadd(l, get(a, 1), get(a, 25)); r2 = nmadd(l, get(a, 2), get(a, 26));
  r3 = nmadd(l, get(a, 3), get(a, 27)); r4 = nmadd(l, get(a, 4), get(a, 28));
  r5 = nmadd(l, get(a, 5), get(a, 29)); r6 = nmadd(l, get(a, 6), get(a, 30));
  r7 = nmadd(l, get(a, 7), get(a, 31)); let c3 = nmadd(l, c0, get(b, 3));
  l = f64x2.mul(r1, p1); set(a, 25, l);
  r2 = nmadd(l, get(a, 10), r2); r3 = nmadd(l, get(a, 11), r3); r4 = nmadd(l, get(a, 12), r4);
  r5 = nmadd(l, get(a, 13), r5); r6 = nmadd(l, get(a, 14), r6); r7 = nmadd(l, get(a, 15), r7);
  c3 = nmadd(l, c1, c3);
  l = f64x2.mul(r2, p2); set(a, 26, l);
  r3 = nmadd(l, get(a, 19), r3); r4 = nmadd(l, get(a, 20), r4); r5 = nmadd(l, get(a, 21), r5);
  r6 = nmadd(l, get(a, 22), r6); r7 = nmadd(l, get(a, 23), r7); c3 = nmadd(l, c2, c3);
  set(a, 28, r4); set(a, 29, r5); set(a, 30, r6); set(a, 31, r7); const p3 = invert(r3);
  set(pivots, 3, p3);

  l = f64x2.mul(get(a, 32), p0); set(a, 32, l);
  r1 = nmadd(l, get(a, 1), get(a, 33)); r2 = nmadd(l, get(a, 2), get(a, 34));
  r3 = nmadd(l, get(a, 3), get(a, 35)); r4 = nmadd(l, get(a, 4), get(a, 36));
  r5 = nmadd(l, get(a, 5), get(a, 37)); r6 = nmadd(l, get(a, 6), get(a, 38));
  r7 = nmadd(l, get(a, 7), get(a, 39)); let c4 = nmadd(l, c0, get(b, 4));
  l = f64x2.mul(r1, p1); set(a, 33, l);
  r2 = nmadd(l, get(a, 10), r2); r3 = nmadd(l, get(a, 11), r3); r4 = nmadd(l, get(a, 12), r4);
  r5 = nmadd(l, get(a, 13), r5); r6 = nmadd(l, get(a, 14), r6); r7 = nmadd(l, get(a, 15), r7);
  c4 = nmadd(l, c1, c4);
  l = f64x2.mul(r2, p2); set(a, 34, l);
  r3 = nmadd(l, get(a, 19), r3); r4 = nmadd(l, get(a, 20), r4); r5 = nmadd(l, get(a, 21), r5);
  r6 = nmadd(l, get(a, 22), r6); r7 = nmadd(l, get(a, 23), r7); c4 = nmadd(l, c2, c4);
  l = f64x2.mul(r3, p3); set(a, 35, l);
  r4 = nmadd(l, get(a, 28), r4); r5 = nmadd(l, get(a, 29), r5); r6 = nmadd(l, get(a, 30), r6);
  r7 = nmadd(l, get(a, 31), r7); c4 = nmadd(l, c3, c4);
  set(a, 37, r5); set(a, 38, r6); set(a, 39, r7); const p4 = invert(r4); set(pivots, 4, p4);

  l = f64x2.mul(get(a, 40), p0); set(a, 40, l);
  r1 = nmadd(l, get(a, 1), get(a, 41)); r2 = nmadd(l, get(a, 2), get(a, 42));
  r3 = nmadd(l, get(a, 3), get(a, 43)); r4 = nmadd(l, get(a, 4), get(a, 44));
  r5 = nmadd(l, get(a, 5), get(a, 45)); r6 = nmadd(l, get(a, 6), get(a, 46));
  r7 = nmadd(l, get(a, 7), get(a, 47)); let c5 = nmadd(l, c0, get(b, 5));
  l = f64x2.mul(r1, p1); set(a, 41, l);
  r2 = nmadd(l, get(a, 10), r2); r3 = nmadd(l, get(a, 11), r3); r4 = nmadd(l, get(a, 12), r4);
  r5 = nmadd(l, get(a, 13), r5); r6 = nmadd(l, get(a, 14), r6); r7 = nmadd(l, get(a, 15), r7);
  c5 = nmadd(l, c1, c5);
  l = f64x2.mul(r2, p2); set(a, 42, l);
  r3 = nmadd(l, get(a, 19), r3); r4 = nmadd(l, get(a, 20), r4); r5 = nmadd(l, get(a, 21), r5);
  r6 = nmadd(l, get(a, 22), r6); r7 = nmadd(l, get(a, 23), r7); c5 = nmadd(l, c2, c5);
  l = f64x2.mul(r3, p3); set(a, 43, l);
  r4 = nmadd(l, get(a, 28), r4); r5 = nmadd(l, get(a, 29), r5); r6 = nmadd(l, get(a, 30), r6);
  r7 = nmadd(l, get(a, 31), r7); c5 = nmadd(l, c3, c5);
  l = f64x2.mul(r4, p4); set(a, 44, l);
  r5 = nmadd(l, get(a, 37), r5); r6 = nmadd(l, get(a, 38), r6); r7 = nmadd(l, get(a, 39), r7);
  c5 = nmadd(l, c4, c5);
  set(a, 46, r6); set(a, 47, r7); const p5 = invert(r5); set(pivots, 5, p5);

  l = f64x2.mul(get(a, 48), p0); set(a, 48, l);
  r1 = nmadd(l, get(a, 1), get(a, 49)); r2 = nmadd(l, get(a, 2), get(a, 50));
  r3 = nmadd(l, get(a, 3), get(a, 51)); r4 = nmadd(l, get(a, 4), get(a, 52));
  r5 = nmadd(l, get(a, 5), get(a, 53)); r6 = nmadd(l, get(a, 6), get(a, 54));
  r7 = nmadd(l, get(a, 7), get(a, 55)); let c6 = nmadd(l, c0, get(b, 6));
  l = f64x2.mul(r1, p1); set(a, 49, l);
  r2 = nmadd(l, get(a, 10), r2); r3 = nmadd(l, get(a, 11), r3); r4 = nmadd(l, get(a, 12), r4);
  r5 = nmadd(l, get(a, 13), r5); r6 = nmadd(l, get(a, 14), r6); r7 = nmadd(l, get(a, 15), r7);
  c6 = nmadd(l, c1, c6);
  l = f64x2.mul(r2, p2); set(a, 50, l);
  r3 = nmadd(l, get(a, 19), r3); r4 = nmadd(l, get(a, 20), r4); r5 = nmadd(l, get(a, 21), r5);
  r6 = nmadd(l, get(a, 22), r6); r7 = nmadd(l, get(a, 23), r7); c6 = nmadd(l, c2, c6);
  l = f64x2.mul(r3, p3); set(a, 51, l);
  r4 = nmadd(l, get(a, 28), r4); r5 = nmadd(l, get(a, 29), r5); r6 = nmadd(l, get(a, 30), r6);
  r7 = nmadd(l, get(a, 31), r7); c6 = nmadd(l, c3, c6);
  l = f64x2.mul(r4, p4); set(a, 52, l);
  r5 = nmadd(l, get(a, 37), r5); r6 = nmadd(l, get(a, 38), r6); r7 = nmadd(l, get(a, 39), r7);
  c6 = nmadd(l, c4, c6);
  l = f64x2.mul(r5, p5); set(a, 53, l);
  r6 = nmadd(l, get(a, 46), r6); r7 = nmadd(l, get(a, 47), r7); c6 = nmadd(l, c5, c6);
  set(a, 55, r7); const p6 = invert(r6); set(pivots, 6, p6);

  l = f64x2.mul(get(a, 56), p0); set(a, 56, l);
  r1 = nmadd(l, get(a, 1), get(a, 57)); r2 = nmadd(l, get(a, 2), get(a, 58));
  r3 = nmadd(l, get(a, 3), get(a, 59)); r4 = nmadd(l, get(a, 4), get(a, 60));
  r5 = nmadd(l, get(a, 5), get(a, 61)); r6 = nmadd(l, get(a, 6), get(a, 62));
  r7 = nmadd(l, get(a, 7), get(a, 63)); let c7 = nmadd(l, c0, get(b, 7));
  l = f64x2.mul(r1, p1); set(a, 57, l);
  r2 = nmadd(l, get(a, 10), r2); r3 = nmadd(l, get(a, 11), r3); r4 = nmadd(l, get(a, 12), r4);
  r5 = nmadd(l, get(a, 13), r5); r6 = nmadd(l, get(a, 14), r6); r7 = nmadd(l, get(a, 15), r7);
  c7 = nmadd(l, c1, c7);
  l = f64x2.mul(r2, p2); set(a, 58, l);
  r3 = nmadd(l, get(a, 19), r3); r4 = nmadd(l, get(a, 20), r4); r5 = nmadd(l, get(a, 21), r5);
  r6 = nmadd(l, get(a, 22), r6); r7 = nmadd(l, get(a, 23), r7); c7 = nmadd(l, c2, c7);
  l = f64x2.mul(r3, p3); set(a, 59, l);
  r4 = nmadd(l, get(a, 28), r4); r5 = nmadd(l, get(a, 29), r5); r6 = nmadd(l, get(a, 30), r6);
  r7 = nmadd(l, get(a, 31), r7); c7 = nmadd(l, c3, c7);
  l = f64x2.mul(r4, p4); set(a, 60, l);
  r5 = nmadd(l, get(a, 37), r5); r6 = nmadd(l, get(a, 38), r6); r7 = nmadd(l, get(a, 39), r7);
  c7 = nmadd(l, c4, c7);
  l = f64x2.mul(r5, p5); set(a, 61, l);
  r6 = nmadd(l, get(a, 46), r6); r7 = nmadd(l, get(a, 47), r7); c7 = nmadd(l, c5, c7);
  l = f64x2.mul(r6, p6); set(a, 62, l);
  r7 = nmadd(l, get(a, 55), r7); c7 = nmadd(l, c6, c7);
  const p7 = invert(r7); set(pivots, 7, p7);

  // and back
  c7 = f64x2.mul(c7, p7);
  c6 = nmadd(get(a, 55), c7, c6); c6 = f64x2.mul(c6, p6);
  c5 = nmadd(get(a, 47), c7, c5); c5 = nmadd(get(a, 46), c6, c5); c5 = f64x2.mul(c5, p5);
  c4 = nmadd(get(a, 39), c7, c4); c4 = nmadd(get(a, 38), c6, c4); c4 = nmadd(get(a, 37), c5, c4);
  c4 = f64x2.mul(c4, p4);
  c3 = nmadd(get(a, 31), c7, c3); c3 = nmadd(get(a, 30), c6, c3); c3 = nmadd(get(a, 29), c5, c3);
  c3 = nmadd(get(a, 28), c4, c3); c3 = f64x2.mul(c3, p3);
  c2 = nmadd(get(a, 23), c7, c2); c2 = nmadd(get(a, 22), c6, c2); c2 = nmadd(get(a, 21), c5, c2);
  c2 = nmadd(get(a, 20), c4, c2); c2 = nmadd(get(a, 19), c3, c2); c2 = f64x2.mul(c2, p2);
  c1 = nmadd(get(a, 15), c7, c1); c1 = nmadd(get(a, 14), c6, c1); c1 = nmadd(get(a, 13), c5, c1);
  c1 = nmadd(get(a, 12), c4, c1); c1 = nmadd(get(a, 11), c3, c1); c1 = nmadd(get(a, 10), c2, c1);
  c1 = f64x2.mul(c1, p1);
  c0 = nmadd(get(a, 7), c7, c0); c0 = nmadd(get(a, 6), c6, c0); c0 = nmadd(get(a, 5), c5, c0);
  c0 = nmadd(get(a, 4), c4, c0); c0 = nmadd(get(a, 3), c3, c0); c0 = nmadd(get(a, 2), c2, c0);
  c0 = nmadd(get(a, 1), c1, c0); c0 = f64x2.mul(c0, p0);
  set(b, 0, c0); set(b, 1, c1); set(b, 2, c2); set(b, 3, c3); set(b, 4, c4); set(b, 5, c5);
  set(b, 6, c6); set(b, 7, c7);
}

/** L U x = b: `from` to `to`. */
export function substituteFour(room: Room, from: usize, to: usize): void {
  const a = room.matrix, pivots = room.pivots;
  let b0 = get(from, 0); let b1 = get(from, 1); let b2 = get(from, 2); let b3 = get(from, 3);
  let b4 = get(from, 4); let b5 = get(from, 5); let b6 = get(from, 6); let b7 = get(from, 7);
  b1 = nmadd(get(a, 8), b0, b1);
  b2 = nmadd(get(a, 16), b0, b2); b2 = nmadd(get(a, 17), b1, b2);
  b3 = nmadd(get(a, 24), b0, b3); b3 = nmadd(get(a, 25), b1, b3); b3 = nmadd(get(a, 26), b2, b3);
  b4 = nmadd(get(a, 32), b0, b4); b4 = nmadd(get(a, 33), b1, b4); b4 = nmadd(get(a, 34), b2, b4);
  b4 = nmadd(get(a, 35), b3, b4);
  b5 = nmadd(get(a, 40), b0, b5); b5 = nmadd(get(a, 41), b1, b5); b5 = nmadd(get(a, 42), b2, b5);
  b5 = nmadd(get(a, 43), b3, b5); b5 = nmadd(get(a, 44), b4, b5);
  b6 = nmadd(get(a, 48), b0, b6); b6 = nmadd(get(a, 49), b1, b6); b6 = nmadd(get(a, 50), b2, b6);
  b6 = nmadd(get(a, 51), b3, b6); b6 = nmadd(get(a, 52), b4, b6); b6 = nmadd(get(a, 53), b5, b6);
  b7 = nmadd(get(a, 56), b0, b7); b7 = nmadd(get(a, 57), b1, b7); b7 = nmadd(get(a, 58), b2, b7);
  b7 = nmadd(get(a, 59), b3, b7); b7 = nmadd(get(a, 60), b4, b7); b7 = nmadd(get(a, 61), b5, b7);
  b7 = nmadd(get(a, 62), b6, b7);
  b7 = f64x2.mul(b7, get(pivots, 7));
  b6 = nmadd(get(a, 55), b7, b6); b6 = f64x2.mul(b6, get(pivots, 6));
  b5 = nmadd(get(a, 47), b7, b5); b5 = nmadd(get(a, 46), b6, b5);
  b5 = f64x2.mul(b5, get(pivots, 5));
  b4 = nmadd(get(a, 39), b7, b4); b4 = nmadd(get(a, 38), b6, b4); b4 = nmadd(get(a, 37), b5, b4);
  b4 = f64x2.mul(b4, get(pivots, 4));
  b3 = nmadd(get(a, 31), b7, b3); b3 = nmadd(get(a, 30), b6, b3); b3 = nmadd(get(a, 29), b5, b3);
  b3 = nmadd(get(a, 28), b4, b3); b3 = f64x2.mul(b3, get(pivots, 3));
  b2 = nmadd(get(a, 23), b7, b2); b2 = nmadd(get(a, 22), b6, b2); b2 = nmadd(get(a, 21), b5, b2);
  b2 = nmadd(get(a, 20), b4, b2); b2 = nmadd(get(a, 19), b3, b2);
  b2 = f64x2.mul(b2, get(pivots, 2));
  b1 = nmadd(get(a, 15), b7, b1); b1 = nmadd(get(a, 14), b6, b1); b1 = nmadd(get(a, 13), b5, b1);
  b1 = nmadd(get(a, 12), b4, b1); b1 = nmadd(get(a, 11), b3, b1); b1 = nmadd(get(a, 10), b2, b1);
  b1 = f64x2.mul(b1, get(pivots, 1));
  b0 = nmadd(get(a, 7), b7, b0); b0 = nmadd(get(a, 6), b6, b0); b0 = nmadd(get(a, 5), b5, b0);
  b0 = nmadd(get(a, 4), b4, b0); b0 = nmadd(get(a, 3), b3, b0); b0 = nmadd(get(a, 2), b2, b0);
  b0 = nmadd(get(a, 1), b1, b0); b0 = f64x2.mul(b0, get(pivots, 0));
  set(to, 0, b0); set(to, 1, b1); set(to, 2, b2); set(to, 3, b3); set(to, 4, b4); set(to, 5, b5);
  set(to, 6, b6); set(to, 7, b7);
}
