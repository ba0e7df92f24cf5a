// newton.as.ts and linearize.as.ts for two species, written out: everything stays out of memory
// while Newton turns. Operations and their order are the same, hence the bits.
import {madd, nmadd} from "../../lib/simd.as";
import {MAX_STEPS} from "../../biofilm/constants";
import {MOST_TURNS, NEAREST, SMALL, TINY} from "./constants";
import {fail, findAlive, move} from "./guard.as";
import {force, rigidity, steepness} from "./linearize.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

/** x(1 − x) */
@inline
function widthOf(x: v128): v128 {
  return f64x2.mul(x, f64x2.sub(f64x2.splat(1), x));
}

@inline
function areBelow(r0: v128, r1: v128, r2: v128, r3: v128, bound: v128): v128 {
  const first = v128.and(f64x2.lt(f64x2.abs(r0), bound), f64x2.lt(f64x2.abs(r1), bound));
  const second = v128.and(f64x2.lt(f64x2.abs(r2), bound), f64x2.lt(f64x2.abs(r3), bound));
  return v128.and(first, second);
}

export function advanceTwo(room: Room): void {
  const before = room.before, earlier = room.earlier, width = room.width, point = room.point;
  const one = f64x2.splat(1), zero = f64x2.splat(0), rate = f64x2.splat(room.rate);
  const tiny = f64x2.splat(TINY), small = f64x2.splat(SMALL), nearest = f64x2.splat(NEAREST);
  const huge = f64x2.splat(Infinity);
  const o0 = get(before, 0), o1 = get(before, 1), o2 = get(before, 2), o3 = get(before, 3);

  // predict
  let x0 = f64x2.add(o0, f64x2.sub(o0, get(earlier, 0)));
  let x1 = f64x2.add(o1, f64x2.sub(o1, get(earlier, 1)));
  let x2 = f64x2.add(o2, f64x2.sub(o2, get(earlier, 2)));
  let x3 = f64x2.add(o3, f64x2.sub(o3, get(earlier, 3)));
  let free = f64x2.sub(f64x2.sub(one, x0), x1);
  let w0 = widthOf(x0), w1 = widthOf(x1), w2 = widthOf(x2), w3 = widthOf(x3), w = widthOf(free);
  let isFit = f64x2.gt(w0, f64x2.mul(nearest, get(width, 0)));
  isFit = v128.and(isFit, f64x2.gt(w1, f64x2.mul(nearest, get(width, 1))));
  isFit = v128.and(isFit, f64x2.gt(w2, f64x2.mul(nearest, get(width, 2))));
  isFit = v128.and(isFit, f64x2.gt(w3, f64x2.mul(nearest, get(width, 3))));
  isFit = v128.and(isFit, f64x2.gt(w, f64x2.mul(nearest, get(width, 4))));
  if (!i64x2.all_true(isFit)) {
    x0 = v128.bitselect(x0, o0, isFit);
    x1 = v128.bitselect(x1, o1, isFit);
    x2 = v128.bitselect(x2, o2, isFit);
    x3 = v128.bitselect(x3, o3, isFit);
    free = f64x2.sub(f64x2.sub(one, x0), x1);
    w0 = widthOf(x0), w1 = widthOf(x1), w2 = widthOf(x2), w3 = widthOf(x3), w = widthOf(free);
  }

  const h0 = get(room.fluidity, 0), h1 = get(room.fluidity, 1);
  const growth0 = get(room.growth, 0), growth1 = get(room.growth, 1);
  const loss0 = get(room.loss, 0), loss1 = get(room.loss, 1);
  const A00 = get(point.matrix, 0), A01 = get(point.matrix, 1), A11 = get(point.matrix, 3);
  let active = f64x2.eq(x0, x0), wasSmall = zero;
  let iterations = v128.load(point.iterations);
  for (let turn = 1; v128.any_true(active); turn++) {
    // what all equations share
    const q = f64x2.div(one, w), t = steepness(room, q);
    const u0 = f64x2.mul(f64x2.sub(x0, o0), rate), u1 = f64x2.mul(f64x2.sub(x1, o1), rate);
    const v0 = f64x2.mul(f64x2.sub(x2, o2), rate), v1 = f64x2.mul(f64x2.sub(x3, o3), rate);
    const y0 = f64x2.mul(x0, x2), y1 = f64x2.mul(x1, x3);
    const gamma = f64x2.sub(f64x2.add(u0, u1), force(free, t));
    const stiffness = f64x2.add(rigidity(q, t), rate);

    // species 1: rows 0 and 2
    const met0 = f64x2.mul(growth0, madd(A01, y1, f64x2.mul(A00, y0)));
    const drag0 = f64x2.mul(growth0, x2), pull0 = f64x2.mul(growth0, x0);
    const shared0 = f64x2.mul(stiffness, h0);
    const square0 = madd(x2, x2, one), area0 = f64x2.mul(x0, x0);
    const q0 = f64x2.div(one, w0), t0 = steepness(room, q0);
    const q2 = f64x2.div(one, w2), t2 = steepness(room, q2);
    const mixed0 = madd(x0, v0, f64x2.mul(rate, y0));
    const cross0 = f64x2.add(madd(x2, u0, mixed0), met0);
    const d00 = f64x2.mul(drag0, A00), d01 = f64x2.mul(drag0, A01);
    const p00 = f64x2.mul(pull0, A00), p01 = f64x2.mul(pull0, A01);
    const stay0 = madd(rate, square0, rigidity(q0, t0));
    let a00 = f64x2.add(madd(d00, x2, shared0), madd(x2, v0, stay0));
    let a01 = madd(d01, x3, shared0);
    let a02 = f64x2.add(f64x2.mul(d00, x0), madd(x2, u0, cross0));
    let a03 = f64x2.mul(d01, x1);
    let a20 = f64x2.add(f64x2.mul(p00, x2), madd(x0, v0, cross0));
    let a21 = f64x2.mul(p01, x3);
    const rest0 = madd(rate, area0, f64x2.add(rigidity(q2, t2), loss0));
    let a22 = f64x2.add(f64x2.mul(p00, x0), madd(x0, u0, rest0));
    let a23 = f64x2.mul(p01, x1);
    let r = madd(y0, v0, madd(square0, u0, madd(gamma, h0, force(x0, t0))));
    const r0 = madd(x2, met0, r);
    r = madd(area0, v0, madd(y0, u0, madd(loss0, x2, force(x2, t2))));
    const r2 = madd(x0, met0, r);

    // species 2: rows 1 and 3
    const met1 = f64x2.mul(growth1, madd(A11, y1, f64x2.mul(A01, y0)));
    const drag1 = f64x2.mul(growth1, x3), pull1 = f64x2.mul(growth1, x1);
    const shared1 = f64x2.mul(stiffness, h1);
    const square1 = madd(x3, x3, one), area1 = f64x2.mul(x1, x1);
    const q1 = f64x2.div(one, w1), t1 = steepness(room, q1);
    const q3 = f64x2.div(one, w3), t3 = steepness(room, q3);
    const mixed1 = madd(x1, v1, f64x2.mul(rate, y1));
    const cross1 = f64x2.add(madd(x3, u1, mixed1), met1);
    const d10 = f64x2.mul(drag1, A01), d11 = f64x2.mul(drag1, A11);
    const p10 = f64x2.mul(pull1, A01), p11 = f64x2.mul(pull1, A11);
    const stay1 = madd(rate, square1, rigidity(q1, t1));
    let a10 = madd(d10, x2, shared1);
    let a11 = f64x2.add(madd(d11, x3, shared1), madd(x3, v1, stay1));
    let a12 = f64x2.mul(d10, x0);
    let a13 = f64x2.add(f64x2.mul(d11, x1), madd(x3, u1, cross1));
    let a30 = f64x2.mul(p10, x2);
    let a31 = f64x2.add(f64x2.mul(p11, x3), madd(x1, v1, cross1));
    let a32 = f64x2.mul(p10, x0);
    const rest1 = madd(rate, area1, f64x2.add(rigidity(q3, t3), loss1));
    let a33 = f64x2.add(f64x2.mul(p11, x1), madd(x1, u1, rest1));
    r = madd(y1, v1, madd(square1, u1, madd(gamma, h1, force(x1, t1))));
    const r1 = madd(x3, met1, r);
    r = madd(area1, v1, madd(y1, u1, madd(loss1, x3, force(x3, t3))));
    const r3 = madd(x1, met1, r);

    // L, U and the residuals forward
    const pivot0 = f64x2.div(one, a00);
    a10 = f64x2.mul(a10, pivot0);
    a20 = f64x2.mul(a20, pivot0);
    a30 = f64x2.mul(a30, pivot0);
    a11 = nmadd(a10, a01, a11);
    a12 = nmadd(a10, a02, a12);
    a13 = nmadd(a10, a03, a13);
    let c1 = nmadd(a10, r0, r1);
    a21 = nmadd(a20, a01, a21);
    a22 = nmadd(a20, a02, a22);
    a23 = nmadd(a20, a03, a23);
    let c2 = nmadd(a20, r0, r2);
    a31 = nmadd(a30, a01, a31);
    a32 = nmadd(a30, a02, a32);
    a33 = nmadd(a30, a03, a33);
    let c3 = nmadd(a30, r0, r3);
    const pivot1 = f64x2.div(one, a11);
    a21 = f64x2.mul(a21, pivot1);
    a31 = f64x2.mul(a31, pivot1);
    a22 = nmadd(a21, a12, a22);
    a23 = nmadd(a21, a13, a23);
    c2 = nmadd(a21, c1, c2);
    a32 = nmadd(a31, a12, a32);
    a33 = nmadd(a31, a13, a33);
    c3 = nmadd(a31, c1, c3);
    const pivot2 = f64x2.div(one, a22);
    a32 = f64x2.mul(a32, pivot2);
    a33 = nmadd(a32, a23, a33);
    c3 = nmadd(a32, c2, c3);
    const pivot3 = f64x2.div(one, a33);
    // and back
    c3 = f64x2.mul(c3, pivot3);
    c2 = f64x2.mul(nmadd(a23, c3, c2), pivot2);
    c1 = f64x2.mul(nmadd(a12, c2, nmadd(a13, c3, c1)), pivot1);
    const c0 = f64x2.mul(nmadd(a01, c1, nmadd(a02, c2, nmadd(a03, c3, r0))), pivot0);

    // who goes on
    const isSmall = areBelow(r0, r1, r2, r3, small);
    const isTiny = areBelow(r0, r1, r2, r3, tiny);
    const isSettled = v128.or(isTiny, v128.and(isSmall, wasSmall));
    wasSmall = isSmall;
    iterations = f64x2.add(iterations, v128.and(active, one));
    active = v128.andnot(active, isSettled);
    const isOver = !v128.any_true(active);
    const mask = isOver ? f64x2.eq(x0, x0) : active;

    // guarded step
    const n0 = f64x2.sub(x0, c0), n1 = f64x2.sub(x1, c1);
    const n2 = f64x2.sub(x2, c2), n3 = f64x2.sub(x3, c3), rest = f64x2.sub(f64x2.sub(one, n0), n1);
    const m0 = widthOf(n0), m1 = widthOf(n1), m2 = widthOf(n2), m3 = widthOf(n3), m = widthOf(rest);
    let inside = v128.and(f64x2.gt(m0, zero), f64x2.gt(m1, zero));
    inside = v128.and(inside, v128.and(f64x2.gt(m2, zero), f64x2.gt(m3, zero)));
    inside = v128.and(inside, f64x2.gt(m, zero));
    const isCalm = !v128.any_true(v128.andnot(mask, inside)) && turn < MOST_TURNS;
    if (isOver || !isCalm) {
      const matrix = room.matrix, pivots = room.pivots;
      set(matrix, 1, a01), set(matrix, 2, a02), set(matrix, 3, a03);
      set(matrix, 4, a10), set(matrix, 6, a12), set(matrix, 7, a13);
      set(matrix, 8, a20), set(matrix, 9, a21), set(matrix, 11, a23);
      set(matrix, 12, a30), set(matrix, 13, a31), set(matrix, 14, a32);
      set(pivots, 0, pivot0), set(pivots, 1, pivot1);
      set(pivots, 2, pivot2), set(pivots, 3, pivot3);
    }
    if (!isCalm) {
      const now = room.now, change = room.change;
      set(now, 0, x0), set(now, 1, x1), set(now, 2, x2), set(now, 3, x3);
      set(change, 0, c0), set(change, 1, c1), set(change, 2, c2), set(change, 3, c3);
      const isFinite = areBelow(r0, r1, r2, r3, huge);
      active = stumble(room, mask, isFinite, isOver, turn == MOST_TURNS);
      x0 = get(now, 0), x1 = get(now, 1), x2 = get(now, 2), x3 = get(now, 3);
      free = f64x2.sub(f64x2.sub(one, x0), x1);
      w0 = widthOf(x0), w1 = widthOf(x1), w2 = widthOf(x2), w3 = widthOf(x3), w = widthOf(free);
    } else if (i64x2.all_true(mask)) {
      x0 = n0, x1 = n1, x2 = n2, x3 = n3, free = rest;
      w0 = m0, w1 = m1, w2 = m2, w3 = m3, w = m;
    } else {
      x0 = v128.bitselect(n0, x0, mask), x1 = v128.bitselect(n1, x1, mask);
      x2 = v128.bitselect(n2, x2, mask), x3 = v128.bitselect(n3, x3, mask);
      free = f64x2.sub(f64x2.sub(one, x0), x1);
      w0 = widthOf(x0), w1 = widthOf(x1), w2 = widthOf(x2), w3 = widthOf(x3), w = widthOf(free);
    }
  }
  v128.store(point.iterations, iterations);
  set(room.now, 0, x0), set(room.now, 1, x1), set(room.now, 2, x2), set(room.now, 3, x3);
  set(width, 0, w0), set(width, 1, w1), set(width, 2, w2), set(width, 3, w3), set(width, 4, w);
}

/** What happens rarely: a step is halved, a point fails, the turns are used up. Who goes on. */
function stumble(room: Room, mask: v128, isFinite: v128, isOver: bool, isLate: bool): v128 {
  move(room, mask, isFinite);
  if (isOver) return i64x2.splat(0);
  const active = v128.and(mask, findAlive(room));
  if (v128.any_true(active) && !isLate) return active;
  if (isLate) fail(room, active, f64x2.splat(<f64>MAX_STEPS));
  // those that had settled take the last step they waited for
  move(room, v128.andnot(findAlive(room), mask), i64x2.splat(-1));
  return i64x2.splat(0);
}
