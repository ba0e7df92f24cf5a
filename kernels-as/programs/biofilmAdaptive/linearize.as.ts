// The reduced equations and their derivatives at a point. Twin, with the formulas explained:
// worker/biofilm/solver/adaptive/linearize.ts.
import {madd, nmadd} from "../../lib/simd.as";
import {get, set} from "../../biofilm/vectors.as";
import {
  FEED, GAMMA_H, INVERSE, LIVING, MATRIX, PHI, PIVOT, POISON, PRESS, PSI, RELEASE, Room, SLOPE,
  SUM, TOLL, setSingle, single
} from "./room.as";

/** Fills a stage at its own φ and y, and the residuals of φ = Φ + h φ̇, y = Y + h ẏ in `change`. */
export function linearize(room: Room, stage: usize, base: usize): void {
  const n = room.species, change = room.change, matrix = room.point.matrix;
  const h = single(room, GAMMA_H), penalty = f64x2.splat(room.penalty);
  const one = f64x2.splat(1), two = f64x2.splat(2), four = f64x2.splat(4);
  const six = f64x2.splat(6), twenty = f64x2.splat(20);
  const LU = stage + (<usize>(MATRIX * n) << 4);
  // 1 the species by themselves
  let free = one, moved = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    const f = get(stage, PHI * n + i), y = get(stage, LIVING * n + i);
    const loss = get(room.loss, i);
    const g = f64x2.sub(one, f);
    const a = f64x2.mul(f, g);
    const yd = f64x2.mul(y, f64x2.sub(f, y));
    const r = f64x2.div(one, f64x2.mul(a, yd));
    const ra = f64x2.mul(yd, r);
    const rb = f64x2.mul(f64x2.mul(f, f), f64x2.mul(a, r));
    const u = f64x2.mul(g, ra);
    const s = f64x2.mul(y, u);
    const b = f64x2.mul(yd, f64x2.mul(u, u));
    const a2 = f64x2.mul(ra, ra), b2 = f64x2.mul(rb, rb);
    const pull = f64x2.mul(penalty, f64x2.sub(f64x2.mul(four, s), two));
    const Q = madd(loss, s, f64x2.mul(pull, f64x2.mul(b2, rb)));
    const bend = f64x2.mul(penalty, nmadd(twenty, b, six));
    const slopeQ = f64x2.add(f64x2.mul(bend, f64x2.mul(b2, b2)), loss);
    const W = f64x2.mul(Q, u), V = f64x2.mul(slopeQ, u);
    const X = madd(s, V, W);
    const su = f64x2.mul(s, u);
    const hX = f64x2.mul(h, f64x2.mul(X, u));
    const steep = f64x2.mul(f64x2.mul(penalty, nmadd(twenty, a, six)), f64x2.mul(a2, a2));
    const D = f64x2.div(one, madd(h, madd(su, f64x2.add(W, X), steep), one));
    const B = f64x2.mul(hX, D);
    const toll = f64x2.mul(f64x2.mul(h, get(room.toxicity, i)), su);
    set(stage, INVERSE * n + i, u);
    set(stage, PSI * n + i, s);
    set(stage, PIVOT * n + i, D);
    set(stage, SLOPE * n + i, B);
    set(LU, i * n + i, nmadd(B, hX, madd(h, f64x2.mul(V, u), one)));
    set(stage, TOLL * n + i, toll);
    set(stage, POISON * n + i, f64x2.mul(s, toll));
    set(stage, FEED * n + i, f64x2.mul(h, get(room.growth, i)));
    free = f64x2.sub(free, f);
    const start = get(base, i);
    moved = f64x2.add(moved, f64x2.sub(f, start));
    const push = f64x2.mul(penalty, f64x2.sub(f64x2.mul(four, f), two));
    const U = nmadd(push, f64x2.mul(a2, ra), f64x2.mul(s, W));
    set(change, i, madd(h, U, f64x2.sub(start, f)));
    set(change, n + i, nmadd(h, W, f64x2.sub(get(base, n + i), y)));
  }
  // 2 free volume and γ
  const a = f64x2.mul(free, f64x2.sub(one, free));
  const ra = f64x2.div(one, a);
  const a2 = f64x2.mul(ra, ra);
  const steep = f64x2.mul(f64x2.mul(penalty, nmadd(twenty, a, six)), f64x2.mul(a2, a2));
  const stiff = madd(h, steep, one);
  const push = f64x2.mul(penalty, f64x2.sub(f64x2.mul(four, free), two));
  const pressure = nmadd(h, f64x2.mul(push, f64x2.mul(a2, ra)), moved);
  let sum = one;
  for (let i = 0; i < n; i++) {
    const e = get(room.fluidity, i);
    const press = f64x2.mul(e, stiff);
    const release = f64x2.mul(press, get(stage, PIVOT * n + i));
    sum = f64x2.add(sum, release);
    set(stage, PRESS * n + i, press);
    set(stage, RELEASE * n + i, release);
    set(change, i, nmadd(e, pressure, get(change, i)));
  }
  const share = f64x2.div(one, sum);
  set(LU, n * n, free);
  set(LU, n * n + 1, share);
  // 3 the equations for y
  for (let i = 0; i < n; i++) {
    const press = get(stage, PRESS * n + i), feed = get(stage, FEED * n + i);
    const weight = f64x2.mul(f64x2.mul(get(stage, SLOPE * n + i), press), share);
    let grown = f64x2.splat(0);
    for (let j = 0; j < n; j++) {
      const A = get(matrix, i * n + j);
      const coupling = nmadd(feed, A, f64x2.mul(weight, get(stage, SLOPE * n + j)));
      const own = i == j ? f64x2.add(get(LU, i * n + j), coupling) : coupling;
      set(LU, i * n + j, own);
      grown = madd(A, get(stage, LIVING * n + j), grown);
    }
    set(change, n + i, madd(feed, grown, get(change, n + i)));
  }
  factor(LU, n);
}

/** L U in place, without exchanges: reciprocals of the pivots lie on the diagonal. */
@inline
function factor(LU: usize, n: i32): void {
  const one = f64x2.splat(1);
  for (let k = 0; k < n; k++) {
    const r = f64x2.div(one, get(LU, k * n + k));
    set(LU, k * n + k, r);
    for (let i = k + 1; i < n; i++) {
      const l = f64x2.mul(get(LU, i * n + k), r);
      set(LU, i * n + k, l);
      for (let j = k + 1; j < n; j++) {
        set(LU, i * n + j, nmadd(l, get(LU, k * n + j), get(LU, i * n + j)));
      }
    }
  }
}

/** Right sides in, changes out, both in `change`; that of Σφ in SUM. */
export function solve(room: Room, stage: usize): void {
  const n = room.species, change = room.change;
  const LU = stage + (<usize>(MATRIX * n) << 4);
  const share = get(LU, n * n + 1);
  let total = f64x2.splat(0);
  for (let i = 0; i < n; i++) total = madd(get(change, i), get(stage, PIVOT * n + i), total);
  const squeezed = f64x2.mul(share, total);
  for (let i = 0; i < n; i++) {
    const pressed = nmadd(get(stage, PRESS * n + i), squeezed, get(change, i));
    let z = madd(get(stage, SLOPE * n + i), pressed, get(change, n + i));
    for (let j = 0; j < i; j++) z = nmadd(get(LU, i * n + j), get(change, n + j), z);
    set(change, n + i, z);
  }
  for (let i = n - 1; i >= 0; i--) {
    let z = get(change, n + i);
    for (let j = i + 1; j < n; j++) z = nmadd(get(LU, i * n + j), get(change, n + j), z);
    z = f64x2.mul(z, get(LU, i * n + i));
    set(change, n + i, z);
    total = madd(get(stage, SLOPE * n + i), z, total);
  }
  const sum = f64x2.mul(share, total);
  for (let i = 0; i < n; i++) {
    const own = f64x2.mul(get(change, i), get(stage, PIVOT * n + i));
    const pulled = madd(get(stage, SLOPE * n + i), get(change, n + i), own);
    set(change, i, nmadd(get(stage, RELEASE * n + i), sum, pulled));
  }
  setSingle(room, SUM, sum);
}
