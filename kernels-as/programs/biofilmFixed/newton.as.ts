// One implicit step for any number of species. Twin: worker/biofilm/solver/reference/newton.ts.
import {MAX_STEPS} from "../../biofilm/constants";
import {MOST_TURNS, SMALL, TINY} from "./constants";
import {fail, findAlive, move, predict} from "./guard.as";
import {linearize} from "./linearize.as";
import {factor, substituteBack} from "./factor.as";
import {solveFour} from "./four.as";
import {get} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

/**
 * From `before` to `now`. L, U and the pivots are left as they were in Newton's last turn. A point
 * that settles before its neighbour waits where it is, so that its last turn comes out the same
 * again; the step of that is taken at the end.
 */
export function advance(room: Room): void {
  predict(room);
  const one = f64x2.splat(1), all = i64x2.splat(-1);
  const tiny = f64x2.splat(TINY), small = f64x2.splat(SMALL), huge = f64x2.splat(Infinity);
  const point = room.point;
  let active = findAlive(room), wasSmall = f64x2.splat(0);
  for (let turn = 0; turn < MOST_TURNS && v128.any_true(active); turn++) {
    linearize(room);
    const largest = findLargest(room), isSmall = f64x2.lt(largest, small);
    const isSettled = v128.or(f64x2.lt(largest, tiny), v128.and(isSmall, wasSmall));
    wasSmall = isSmall;
    solve(room);
    const counted = v128.and(active, one);
    v128.store(point.iterations, f64x2.add(v128.load(point.iterations), counted));
    active = v128.andnot(active, isSettled);
    if (!v128.any_true(active)) break;
    move(room, active, f64x2.lt(largest, huge));
    active = v128.and(active, findAlive(room));
  }
  if (v128.any_true(active)) fail(room, active, f64x2.splat(<f64>MAX_STEPS));
  move(room, findAlive(room), all);
}

/** The largest residual; NaN if one is. */
function findLargest(room: Room): v128 {
  let largest = f64x2.abs(get(room.change, 0));
  for (let v = 1; v < 2 * room.species; v++) {
    largest = f64x2.max(largest, f64x2.abs(get(room.change, v)));
  }
  return largest;
}

/** Makes of `matrix` L and U, and of the residuals the change. */
function solve(room: Room): void {
  if (room.species == 4) return solveFour(room);
  factor(room);
  substituteBack(room, room.change);
}
