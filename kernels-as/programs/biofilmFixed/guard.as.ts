// Keeps both points' states inside (0, 1), each for itself. Twin:
// worker/biofilm/solver/reference/guard.ts.
import {NONFINITE, SINGULAR} from "../../biofilm/constants";
import {MOST_HALVINGS, NEAREST} from "./constants";
import {get, set} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

/**
 * Where Newton starts: a straight line through the last two states, or the last one, where the line
 * comes too near to 0 or 1. `now` and `width` become its.
 */
export function predict(room: Room): void {
  const n = room.species, m = 2 * n;
  const x = room.before, earlier = room.earlier, to = room.now, width = room.width;
  const one = f64x2.splat(1), nearest = f64x2.splat(NEAREST);
  let free = one;
  let isFit = i64x2.splat(-1);
  for (let v = 0; v < m; v++) {
    const value = get(x, v);
    const guess = f64x2.add(value, f64x2.sub(value, get(earlier, v)));
    if (v < n) free = f64x2.sub(free, guess);
    const wide = f64x2.mul(guess, f64x2.sub(one, guess));
    isFit = v128.and(isFit, f64x2.gt(wide, f64x2.mul(nearest, get(width, v))));
    set(to, v, guess);
  }
  const last = f64x2.mul(free, f64x2.sub(one, free));
  isFit = v128.and(isFit, f64x2.gt(last, f64x2.mul(nearest, get(width, m))));
  for (let v = 0; v < m; v++) {
    const start = v128.bitselect(get(to, v), get(x, v), isFit);
    set(to, v, start);
    set(width, v, f64x2.mul(start, f64x2.sub(one, start)));
  }
  set(width, m, v128.bitselect(last, get(width, m), isFit));
}

/**
 * Takes `scale` of `change` from the state of the points in `mask`; who of them would leave (0, 1).
 */
@inline
function findOutside(room: Room, scale: v128, mask: v128): v128 {
  const n = room.species, one = f64x2.splat(1), zero = f64x2.splat(0);
  let free = one;
  let inside = i64x2.splat(-1);
  for (let v = 0; v < 2 * n; v++) {
    const next = f64x2.sub(get(room.now, v), f64x2.mul(scale, get(room.change, v)));
    if (v < n) free = f64x2.sub(free, next);
    inside = v128.and(inside, f64x2.gt(f64x2.mul(next, f64x2.sub(one, next)), zero));
  }
  inside = v128.and(inside, f64x2.gt(f64x2.mul(free, f64x2.sub(one, free)), zero));
  return v128.andnot(mask, inside);
}

/** Newton's step for the points in `mask`, halved where it has to be; who cannot go on fails. */
export function move(room: Room, mask: v128, residualsFinite: v128): void {
  const n = room.species, m = 2 * n, one = f64x2.splat(1), half = f64x2.splat(0.5);
  let scale = one;
  let outside = findOutside(room, scale, mask);
  for (let k = 0; k < MOST_HALVINGS && v128.any_true(outside); k++) {
    scale = v128.bitselect(f64x2.mul(scale, half), scale, outside);
    outside = findOutside(room, scale, mask);
  }
  let free = one;
  for (let v = 0; v < m; v++) {
    const x = get(room.now, v);
    const next = f64x2.sub(x, f64x2.mul(scale, get(room.change, v)));
    const value = v128.bitselect(next, x, mask);
    if (v < n) free = f64x2.sub(free, value);
    set(room.now, v, value);
    set(room.width, v, f64x2.mul(value, f64x2.sub(one, value)));
  }
  set(room.width, m, f64x2.mul(free, f64x2.sub(one, free)));
  if (v128.any_true(outside)) fail(room, outside, findReason(room, residualsFinite));
}

/** Residuals that are numbers but no step that is one: a singular matrix. */
function findReason(room: Room, residualsFinite: v128): v128 {
  const huge = f64x2.splat(Infinity);
  let isStep = i64x2.splat(-1);
  for (let v = 0; v < 2 * room.species; v++) {
    isStep = v128.and(isStep, f64x2.lt(f64x2.abs(get(room.change, v)), huge));
  }
  const isSingular = v128.andnot(residualsFinite, isStep);
  const singular = f64x2.splat(<f64>SINGULAR), nonfinite = f64x2.splat(<f64>NONFINITE);
  return v128.bitselect(singular, nonfinite, isSingular);
}

/** Ends the points in `mask`: their state is NaN from now on. */
export function fail(room: Room, mask: v128, code: v128): void {
  const at = room.point.code, nan = f64x2.splat(NaN);
  v128.store(at, v128.bitselect(code, v128.load(at), mask));
  for (let v = 0; v < 2 * room.species; v++) {
    set(room.now, v, v128.bitselect(nan, get(room.now, v), mask));
  }
}

/** The points that have not failed. */
@inline
export function findAlive(room: Room): v128 {
  const first = v128.load(room.now);
  return f64x2.eq(first, first);
}
