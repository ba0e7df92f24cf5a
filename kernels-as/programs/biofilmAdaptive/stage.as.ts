// One implicit stage by Newton's method. Twin: worker/biofilm/solver/adaptive/stage.ts.
// A point that has settled keeps its place of linearisation, so that further turns, made for its
// partner, repeat to the bit what it has.
import {MAX_STEPS, NONFINITE, RTOL, SINGULAR} from "../../biofilm/constants";
import {setting} from "../../biofilm/settings.as";
import {LEEWAY, MOST_HALVINGS, MOST_TURNS, NEWTON_PART} from "./constants";
import {linearize, solve} from "./linearize.as";
import {get, set} from "../../biofilm/vectors.as";
import {ALIVE, BLAME, FAILED, INVERSE, MATRIX, PSI, Room, SUM, setSingle, single} from "./room.as";

/** From `next`, where Newton starts, to the solution there and as the point of the stage. */
export function solveStage(room: Room, stage: usize, base: usize): void {
  const n = room.species, m = 2 * n, next = room.next;
  const rtol = setting(room.point.settings, RTOL);
  const tolerance = f64x2.splat(NEWTON_PART * (LEEWAY * rtol));
  let active = v128.andnot(single(room, ALIVE), single(room, FAILED));
  for (let v = 0; v < m; v++) set(stage, v, get(next, v));
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    linearize(room, stage, base);
    const residuals = isFinite2(addAll(room));
    solve(room, stage);
    const steps = isFinite2(addAll(room));
    const bad = v128.andnot(active, steps);
    if (v128.any_true(bad)) {
      const singular = f64x2.splat(<f64>SINGULAR), nonfinite = f64x2.splat(<f64>NONFINITE);
      fail(room, bad, v128.bitselect(singular, nonfinite, residuals));
      active = v128.and(active, steps);
    }
    for (let v = 0; v < m; v++) set(next, v, f64x2.add(get(stage, v), get(room.change, v)));
    let settled = findSettled(room, stage, tolerance);
    const outside = v128.andnot(active, findInside(next, n));
    if (v128.any_true(outside)) {
      settled = v128.andnot(settled, outside);
      const lost = halve(room, stage, outside);
      fail(room, lost, f64x2.splat(<f64>MAX_STEPS));
      active = v128.andnot(active, lost);
    }
    active = v128.andnot(active, settled);
    if (!v128.any_true(active)) break;
    for (let v = 0; v < m; v++) {
      set(stage, v, v128.bitselect(get(next, v), get(stage, v), active));
    }
  }
  if (v128.any_true(active)) fail(room, active, f64x2.splat(<f64>MAX_STEPS));
  for (let v = 0; v < m; v++) set(stage, v, get(next, v));
}

/** Shortens the steps of the points that are outside until they are inside; who still is not. */
function halve(room: Room, stage: usize, mask: v128): v128 {
  const n = room.species, half = f64x2.splat(0.5);
  let outside = mask, scale = f64x2.splat(1);
  for (let k = 0; k < MOST_HALVINGS && v128.any_true(outside); k++) {
    scale = v128.bitselect(f64x2.mul(scale, half), scale, outside);
    for (let v = 0; v < 2 * n; v++) {
      const moved = f64x2.add(get(stage, v), f64x2.mul(scale, get(room.change, v)));
      set(room.next, v, v128.bitselect(moved, get(room.next, v), outside));
    }
    outside = v128.andnot(outside, findInside(room.next, n));
  }
  return outside;
}

function fail(room: Room, mask: v128, code: v128): void {
  setSingle(room, FAILED, v128.or(single(room, FAILED), mask));
  setSingle(room, BLAME, v128.bitselect(code, single(room, BLAME), mask));
}

@inline
function isFinite2(x: v128): v128 {
  return f64x2.lt(f64x2.abs(x), f64x2.splat(Infinity));
}

@inline
function addAll(room: Room): v128 {
  const n = room.species, change = room.change;
  let sum = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    sum = f64x2.add(sum, f64x2.add(get(change, i), get(change, n + i)));
  }
  return sum;
}

/** Where φ, ψ and φ_0 are in (0, 1). */
export function findInside(state: usize, n: i32): v128 {
  const zero = f64x2.splat(0);
  let free = f64x2.splat(1), inside = i64x2.splat(-1);
  for (let i = 0; i < n; i++) {
    const f = get(state, i), y = get(state, n + i);
    inside = v128.and(inside, v128.and(f64x2.gt(y, zero), f64x2.lt(y, f)));
    free = f64x2.sub(free, f);
  }
  return v128.and(inside, f64x2.gt(free, zero));
}

@inline
function findSettled(room: Room, stage: usize, tolerance: v128): v128 {
  const n = room.species, change = room.change, sum = single(room, SUM), one = f64x2.splat(1);
  const free = get(stage, MATRIX * n + n * n);
  let settled = f64x2.le(f64x2.mul(sum, sum), f64x2.mul(tolerance, free));
  for (let i = 0; i < n; i++) {
    const u = get(stage, INVERSE * n + i), s = get(stage, PSI * n + i);
    const f = f64x2.mul(get(change, i), u), y = f64x2.mul(get(change, n + i), u);
    const d = f64x2.sub(f, y);
    settled = v128.and(settled, f64x2.le(f64x2.mul(f, f), tolerance));
    settled = v128.and(settled, f64x2.le(f64x2.mul(y, y), f64x2.mul(tolerance, s)));
    const dead = f64x2.mul(tolerance, f64x2.sub(one, s));
    settled = v128.and(settled, f64x2.le(f64x2.mul(d, d), dead));
  }
  return settled;
}
