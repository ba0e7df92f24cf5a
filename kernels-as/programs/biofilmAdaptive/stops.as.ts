// Where steps have to end. Twin: worker/biofilm/solver/adaptive/stops.ts.
import {ANTIBIOTICS_AT, NUTRIENTS_AT, TIMES, TIMES_AT} from "../../biofilm/constants";
import {count, part, whole} from "../../biofilm/settings.as";
import {Room} from "./room.as";

// what a stop is, in bits
export const IS_ASKED: i32 = 1;
/** c* or α* is not what it was before the piece that ends here. */
export const IS_FRESH: i32 = 2;

/** All that is asked for but step 0, and where c* or α* changes: pairs of a step and what it is. */
export function findStops(room: Room): void {
  const settings = room.point.settings, times = count(settings, TIMES);
  const at = part(settings, TIMES_AT);
  const last = times > 0 ? whole(at, times - 1) : 0;
  let time = times > 0 && whole(at, 0) == 0 ? 1 : 0;
  let fresh = IS_FRESH, found = 0;
  for (let step = 1; time < times; step++) {
    const asked = whole(at, time) == step ? IS_ASKED : 0;
    const changes = step < last && changesAfter(settings, step);
    if (asked == 0 && !changes) continue;
    const to = room.stops + (<usize>found << 3);
    store<i32>(to, step);
    store<i32>(to, asked | fresh, 4);
    found++;
    time += asked;
    fresh = changes ? IS_FRESH : 0;
  }
  room.stopCount = found;
}

@inline
function changesAfter(settings: usize, step: i32): bool {
  const c = part(settings, NUTRIENTS_AT) + (<usize>step << 3);
  const alpha = part(settings, ANTIBIOTICS_AT) + (<usize>step << 3);
  return load<f64>(c, 8) != load<f64>(c) || load<f64>(alpha, 8) != load<f64>(alpha);
}

@inline
export function stopStep(room: Room, stop: i32): i32 {
  return stop < 0 ? 0 : load<i32>(room.stops + (<usize>stop << 3));
}

@inline
export function stopIs(room: Room, stop: i32, what: i32): bool {
  return (load<i32>(room.stops + (<usize>stop << 3), 4) & what) != 0;
}
