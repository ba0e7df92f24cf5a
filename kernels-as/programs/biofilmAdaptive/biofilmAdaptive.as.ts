// The biofilm model's time-continuous answer, by implicit steps of order 4 whose lengths follow an
// error estimate. Two points to a vector, each with its own steps; a point's bits do not depend on
// its partner.
// Twin: worker/biofilm/solver/adaptive/reference.ts.
import {
  ANTIBIOTICS_AT, DT, IS_LOCAL, MAX_STEPS, NUTRIENTS_AT, PHI_AT, PSI_AT
} from "../../biofilm/constants";
import {beginPoint, placePoint} from "../../biofilm/point.as";
import {both, part, setting} from "../../biofilm/settings.as";
import {DIAGONAL, FIRST_CHANGE, MOST_REJECTIONS, MOST_STEPS, STAGES} from "./constants";
import {findRates} from "./rates.as";
import {emitRecords, record, recordStart, spoil} from "./record.as";
import {get, set} from "../../biofilm/vectors.as";
import {
  ALIVE, ANTIBIOTIC, ATTEMPTS, BLAME, NUTRIENT, REJECTIONS, REST, Room, WISH, placeRoom,
  setSingle, setWhere, single
} from "./room.as";
import {tryStep} from "./step.as";
import {IS_ASKED, IS_FRESH, findStops, stopIs, stopStep} from "./stops.as";
import {advanceTangents} from "./tangents.as";

export function run(
  constants: usize, uniforms: usize, inputs: usize, outputs: usize, scratch: usize, begin: usize,
  end: usize
): void {
  const point = placePoint(constants, scratch);
  const room = placeRoom(point);
  findStops(room);
  for (let i = begin; i < end; i += 2) {
    beginPoint(point, inputs, outputs, i);
    start(room);
    while (v128.any_true(single(room, ALIVE))) go(room);
    emitRecords(room);
  }
}

function start(room: Room): void {
  const n = room.species, settings = room.point.settings, zero = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    const phi = both(part(settings, PHI_AT), i);
    set(room.now, i, phi);
    set(room.now, n + i, f64x2.mul(phi, both(part(settings, PSI_AT), i)));
  }
  memory.fill(room.tangents, 0, <usize>(2 * n * room.point.tangents) << 4);
  setSingle(room, ALIVE, i64x2.splat(-1));
  setSingle(room, ATTEMPTS, zero);
  setSingle(room, REJECTIONS, zero);
  setSingle(room, NUTRIENT, zero);
  setSingle(room, ANTIBIOTIC, zero);
  setSingle(room, REST, zero);
  room.stop0 = room.stop1 = -1;
  room.time0 = room.time1 = recordStart(room);
  depart(room, 0);
  depart(room, 1);
}

/** One attempt at a step, for each point that is under way. */
function go(room: Room): void {
  const wish = single(room, WISH), rest = single(room, REST), zero = f64x2.splat(0);
  const lands = f64x2.ge(wish, rest);
  const isHalf = f64x2.gt(f64x2.add(wish, wish), rest);
  const half = v128.bitselect(f64x2.mul(rest, f64x2.splat(0.5)), wish, isHalf);
  const h = v128.bitselect(rest, half, lands);
  const kept = tryStep(room, h);
  keep(room, h, kept);
  const left = v128.bitselect(zero, f64x2.sub(rest, h), lands);
  setSingle(room, REST, v128.bitselect(left, rest, kept));
  countStep(room, kept);
  const arrived = v128.and(v128.and(single(room, ALIVE), kept), lands);
  if (i64x2.extract_lane(arrived, 0) != 0) arrive(room, 0);
  if (i64x2.extract_lane(arrived, 1) != 0) arrive(room, 1);
}

function keep(room: Room, h: v128, kept: v128): void {
  if (!v128.any_true(kept)) return;
  const m = 2 * room.species;
  const isLocal = setting(room.point.settings, IS_LOCAL) != 0;
  if (!isLocal && room.point.tangents > 0) advanceTangents(room, kept);
  const per = f64x2.div(f64x2.splat(1), f64x2.mul(f64x2.splat(DIAGONAL), h));
  const last = room.increments + (<usize>(m * (STAGES - 1)) << 4);
  for (let v = 0; v < m; v++) {
    setWhere(room.now, v, get(room.next, v), kept);
    setWhere(room.rate, v, f64x2.mul(get(last, v), per), kept);
  }
}

/** Ends the points that get nowhere. */
function countStep(room: Room, kept: v128): void {
  const one = f64x2.splat(1), alive = single(room, ALIVE);
  const iterations = v128.load(room.point.iterations);
  v128.store(room.point.iterations, f64x2.add(iterations, v128.and(kept, one)));
  const attempts = f64x2.add(single(room, ATTEMPTS), one);
  const rejections = v128.andnot(f64x2.add(single(room, REJECTIONS), one), kept);
  setSingle(room, ATTEMPTS, attempts);
  setSingle(room, REJECTIONS, rejections);
  const isStuck = f64x2.eq(rejections, f64x2.splat(<f64>MOST_REJECTIONS));
  const isTired = f64x2.eq(attempts, f64x2.splat(<f64>MOST_STEPS));
  const ended = v128.and(alive, v128.or(isStuck, isTired));
  if (!v128.any_true(ended)) return;
  const most = f64x2.splat(<f64>MAX_STEPS);
  const code = v128.bitselect(single(room, BLAME), most, isStuck);
  const at = room.point.code;
  v128.store(at, v128.bitselect(code, v128.load(at), ended));
  setSingle(room, ALIVE, v128.andnot(alive, ended));
  if (i64x2.extract_lane(ended, 0) != 0) spoil(room, 0, room.time0);
  if (i64x2.extract_lane(ended, 1) != 0) spoil(room, 1, room.time1);
}

function arrive(room: Room, lane: i32): void {
  const stop = lane == 0 ? room.stop0 : room.stop1;
  if (stopIs(room, stop, IS_ASKED)) {
    const time = lane == 0 ? room.time0++ : room.time1++;
    record(room, lane, time);
  }
  depart(room, lane);
}

@inline
function maskOf(lane: i32): v128 {
  return lane == 0 ? i64x2(-1, 0) : i64x2(0, -1);
}

/** Sets out for the next stop, if there is one; after a change of c* or α* with a short step. */
function depart(room: Room, lane: i32): void {
  const mask = maskOf(lane), before = lane == 0 ? room.stop0 : room.stop1;
  const stop = before + 1;
  if (lane == 0) room.stop0 = stop;
  else room.stop1 = stop;
  if (stop == room.stopCount) {
    setSingle(room, ALIVE, v128.andnot(single(room, ALIVE), mask));
    return;
  }
  const settings = room.point.settings;
  const step = stopStep(room, stop), steps = step - stopStep(room, before);
  const length = f64x2.splat(<f64>steps * setting(settings, DT));
  setSingle(room, REST, v128.bitselect(length, single(room, REST), mask));
  if (!stopIs(room, stop, IS_FRESH)) return;
  const c = both(part(settings, NUTRIENTS_AT), step);
  const alpha = both(part(settings, ANTIBIOTICS_AT), step);
  setSingle(room, NUTRIENT, v128.bitselect(c, single(room, NUTRIENT), mask));
  setSingle(room, ANTIBIOTIC, v128.bitselect(alpha, single(room, ANTIBIOTIC), mask));
  enter(room, mask);
}

function enter(room: Room, mask: v128): void {
  const n = room.species, c = single(room, NUTRIENT), alpha = single(room, ANTIBIOTIC);
  for (let i = 0; i < n; i++) {
    const e = get(room.fluidity, i);
    const toxicity = f64x2.mul(alpha, e);
    set(room.growth, i, f64x2.mul(c, e));
    set(room.toxicity, i, toxicity);
    set(room.loss, i, f64x2.mul(get(room.point.decay, i), toxicity));
  }
  findRates(room);
  let shortest = f64x2.splat(Infinity), free = f64x2.splat(1), drift = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    const phi = get(room.now, i), living = get(room.now, n + i);
    const phiRate = get(room.change, i), livingRate = get(room.change, n + i);
    setWhere(room.rate, i, phiRate, mask);
    setWhere(room.rate, n + i, livingRate, mask);
    const dying = f64x2.sub(phiRate, livingRate);
    shortest = f64x2.min(shortest, f64x2.div(phi, f64x2.abs(phiRate)));
    shortest = f64x2.min(shortest, f64x2.div(living, f64x2.abs(livingRate)));
    shortest = f64x2.min(shortest, f64x2.div(f64x2.sub(phi, living), f64x2.abs(dying)));
    free = f64x2.sub(free, phi);
    drift = f64x2.add(drift, phiRate);
  }
  shortest = f64x2.min(shortest, f64x2.div(free, f64x2.abs(drift)));
  const wish = f64x2.mul(f64x2.splat(FIRST_CHANGE), shortest);
  setSingle(room, WISH, v128.bitselect(wish, single(room, WISH), mask));
}
