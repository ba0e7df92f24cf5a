// One attempt at a step. Twin: worker/biofilm/solver/adaptive/step.ts.
import {madd} from "../../lib/simd.as";
import {RTOL} from "../../biofilm/constants";
import {setting} from "../../biofilm/settings.as";
import {
  DIAGONAL, E1, E2, E3, FAILED_FACTOR, LEAST_FACTOR, LEEWAY, MOST_FACTOR, SAFETY, STAGES
} from "./constants";
import {addIncrements} from "./increments.as";
import {get, set} from "../../biofilm/vectors.as";
import {ALIVE, FAILED, GAMMA_H, Room, WISH, setSingle, single} from "./room.as";
import {findInside, solveStage} from "./stage.as";

/** Solves the stages of steps of length h and sets the next steps'; whose step counts. */
export function tryStep(room: Room, h: v128): v128 {
  setSingle(room, FAILED, f64x2.splat(0));
  setSingle(room, GAMMA_H, f64x2.mul(f64x2.splat(DIAGONAL), h));
  for (let k = 0; k < STAGES; k++) {
    const base = room.increments + (<usize>(2 * room.species * k) << 4);
    guess(room, k, base);
    solveStage(room, room.stages + <usize>k * room.stageBytes, base);
    for (let v = 0; v < 2 * room.species; v++) {
      set(base, v, f64x2.sub(get(room.next, v), get(base, v)));
    }
    if (!v128.any_true(v128.andnot(single(room, ALIVE), single(room, FAILED)))) break;
  }
  return control(room, h);
}

/** The base of stage k into its increment's place, and where Newton starts into `next`. */
function guess(room: Room, k: i32, base: usize): void {
  const n = room.species, m = 2 * n;
  for (let v = 0; v < m; v++) {
    set(base, v, addIncrements(get(room.now, v), room.increments + (<usize>v << 4), m, k));
  }
  for (let v = 0; v < m; v++) {
    set(room.next, v, f64x2.add(get(base, v), guessIncrement(room, k, v)));
  }
  const inside = findInside(room.next, n);
  if (v128.all_true<u64>(inside)) return;
  for (let v = 0; v < m; v++) {
    set(room.next, v, v128.bitselect(get(room.next, v), get(room.now, v), inside));
  }
}

/** On the line through the increments of two earlier stages; before the first, by the rate. */
@inline
function guessIncrement(room: Room, k: i32, v: i32): v128 {
  const m = 2 * room.species, Z = room.increments;
  switch (k) {
    case 0: return f64x2.mul(single(room, GAMMA_H), get(room.rate, v));
    case 1: return get(Z, v);
    case 2: return line(get(Z, v), get(Z, m + v), 0.4, 0.6);
    case 3: return line(get(Z, v), get(Z, m + v), 0.5, 0.5);
    default: return line(get(Z, m + v), get(Z, 3 * m + v), 2, -1);
  }
}

@inline
function line(a: v128, b: v128, first: f64, second: f64): v128 {
  return madd(f64x2.splat(second), b, f64x2.mul(f64x2.splat(first), a));
}

function control(room: Room, h: v128): v128 {
  const one = f64x2.splat(1), wish = single(room, WISH);
  const isSolved = v128.andnot(single(room, ALIVE), single(room, FAILED));
  const size = measure(room);
  const kept = v128.and(isSolved, f64x2.le(size, one));
  const root = f64x2.sqrt(f64x2.sqrt(f64x2.sqrt(f64x2.div(one, size))));
  let factor = f64x2.max(f64x2.mul(f64x2.splat(SAFETY), root), f64x2.splat(LEAST_FACTOR));
  const most = v128.bitselect(f64x2.splat(MOST_FACTOR), f64x2.splat(SAFETY), kept);
  factor = f64x2.min(factor, most);
  factor = v128.bitselect(factor, f64x2.splat(FAILED_FACTOR), isSolved);
  const proposed = f64x2.mul(h, factor);
  // a step cut short says nothing against the length that it might have had
  const isCut = v128.and(v128.and(kept, f64x2.ge(factor, one)), f64x2.lt(proposed, wish));
  setSingle(room, WISH, v128.bitselect(wish, proposed, isCut));
  return kept;
}

/** The mean square of the estimated errors in units of what is allowed. */
function measure(room: Room): v128 {
  const n = room.species;
  const allowed = f64x2.splat(LEEWAY * setting(room.point.settings, RTOL));
  let sum = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    const a = relate(room, i, allowed), b = relate(room, n + i, allowed);
    sum = f64x2.add(sum, f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b)));
  }
  return f64x2.div(sum, f64x2.splat(<f64>(2 * n)));
}

@inline
function relate(room: Room, v: i32, allowed: v128): v128 {
  const m = 2 * room.species, Z = room.increments;
  const two = madd(
    f64x2.splat(E2), get(Z, m + v), f64x2.mul(f64x2.splat(E1), get(Z, v)));
  const three = madd(f64x2.splat(E3), get(Z, 2 * m + v), two);
  const error = f64x2.add(three, get(Z, 4 * m + v));
  const size = f64x2.max(get(room.now, v), get(room.next, v));
  return f64x2.div(error, f64x2.mul(allowed, size));
}
