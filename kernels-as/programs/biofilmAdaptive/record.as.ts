// Keeps what is asked for until both points are through: they come by the times at different turns.
// Twin: `record` in worker/biofilm/solver/adaptive/reference.ts.
import {emit, finishPoint} from "../../biofilm/emission.as";
import {
  DT, GAMMA0, IS_LOCAL, PHI_AT, PSI_AT, STATES, TANGENTS_AT, TIMES, TIMES_AT
} from "../../biofilm/constants";
import {both, count, part, setting, whole} from "../../biofilm/settings.as";
import {linearize} from "./linearize.as";
import {findRates} from "./rates.as";
import {get, set} from "../../biofilm/vectors.as";
import {GAMMA, GAMMA_H, Room, setSingle, single} from "./room.as";
import {solveTangent} from "./tangents.as";

// A record: φ, ψ, φ_0, γ, iterations; by tangent those of φ and ψ; by tangent that of γ.

/** Step 0, if it is asked for; how many times that makes. */
export function recordStart(room: Room): i32 {
  const settings = room.point.settings, n = room.species, to = room.records;
  if (count(settings, TIMES) == 0 || whole(part(settings, TIMES_AT), 0) != 0) return 0;
  memory.fill(to, 0, room.recordBytes);
  let free = f64x2.splat(1);
  for (let i = 0; i < n; i++) {
    const phi = both(part(settings, PHI_AT), i);
    set(to, i, phi);
    set(to, n + i, both(part(settings, PSI_AT), i));
    free = f64x2.sub(free, phi);
  }
  set(to, 2 * n, free);
  set(to, 2 * n + 1, f64x2.splat(setting(settings, GAMMA0)));
  return 1;
}

/** Point `lane` has come to its `time`. */
export function record(room: Room, lane: i32, time: i32): void {
  const point = room.point, n = room.species, now = room.now;
  if (point.output == STATES) findRates(room);
  if (setting(point.settings, IS_LOCAL) != 0) findLocal(room);
  const to = room.records + <usize>time * room.recordBytes + (<usize>lane << 3);
  const one = f64x2.splat(1);
  let free = one;
  for (let i = 0; i < n; i++) {
    const phi = get(now, i);
    put(to, lane, i, phi);
    put(to, lane, n + i, f64x2.mul(get(now, n + i), f64x2.div(one, phi)));
    free = f64x2.sub(free, phi);
  }
  put(to, lane, 2 * n, free);
  put(to, lane, 2 * n + 1, single(room, GAMMA));
  put(to, lane, 2 * n + 2, v128.load(point.iterations));
  for (let t = 0; t < point.tangents; t++) recordTangent(room, lane, to, t);
}

@inline
function put(to: usize, lane: i32, i: i32, value: v128): void {
  const number = lane == 0 ? f64x2.extract_lane(value, 0) : f64x2.extract_lane(value, 1);
  store<f64>(to + (<usize>i << 4), number);
}

function recordTangent(room: Room, lane: i32, record: usize, t: i32): void {
  const n = room.species, m = 2 * n, now = room.now;
  const from = room.tangents + (<usize>(m * t) << 4);
  const to = record + (<usize>(m + 3 + m * t) << 4);
  const one = f64x2.splat(1);
  for (let i = 0; i < n; i++) {
    const inverse = f64x2.div(one, get(now, i));
    const psi = f64x2.mul(get(now, n + i), inverse);
    const phi = get(from, i);
    const rest = f64x2.sub(get(from, n + i), f64x2.mul(psi, phi));
    put(to, lane, i, phi);
    put(to, lane, n + i, f64x2.mul(rest, inverse));
  }
  if (room.point.output != STATES) return;
  const places = part(room.point.settings, TANGENTS_AT), gammaBy = room.gammaBy;
  let gamma = f64x2.splat(0);
  if (whole(places, 3 * t + 2) < 0) gamma = get(gammaBy, m + whole(places, 3 * t + 1));
  for (let i = 0; i < n; i++) {
    const byPhi = f64x2.mul(get(gammaBy, i), get(from, i));
    const byLiving = f64x2.mul(get(gammaBy, n + i), get(from, n + i));
    gamma = f64x2.add(gamma, f64x2.add(byPhi, byLiving));
  }
  put(record, lane, m + 3 + m * room.point.tangents + t, gamma);
}

/** Tangents of one step of the model's own grid that ends here, as if nothing had come before. */
function findLocal(room: Room): void {
  const n = room.species, m = 2 * n, stage = room.stages, zero = room.tangentIncrements;
  const places = part(room.point.settings, TANGENTS_AT);
  setSingle(room, GAMMA_H, f64x2.splat(setting(room.point.settings, DT)));
  for (let v = 0; v < m; v++) {
    set(stage, v, get(room.now, v));
    set(zero, v, f64x2.splat(0));
  }
  linearize(room, stage, stage);
  for (let t = 0; t < room.point.tangents; t++) {
    solveTangent(room, stage, zero, whole(places, 3 * t + 1), whole(places, 3 * t + 2));
    const to = room.tangents + (<usize>(m * t) << 4);
    for (let v = 0; v < m; v++) set(to, v, get(room.change, v));
  }
}

/** Point `lane` ends before its `time`: what is missing is NaN. */
export function spoil(room: Room, lane: i32, time: i32): void {
  const bytes = room.recordBytes;
  const end = room.records + <usize>count(room.point.settings, TIMES) * bytes;
  for (let to = room.records + <usize>time * bytes + (<usize>lane << 3); to < end; to += 16) {
    store<f64>(to, NaN);
  }
}

export function emitRecords(room: Room): void {
  const point = room.point, n = room.species, bytes = room.recordBytes;
  for (let time = 0, times = count(point.settings, TIMES); time < times; time++) {
    const from = room.records + <usize>time * bytes;
    const slopes = from + (<usize>(2 * n + 3) << 4);
    v128.store(point.iterations, get(from, 2 * n + 2));
    emit(
      point, time, from, from + (<usize>n << 4), get(from, 2 * n), get(from, 2 * n + 1), slopes,
      slopes + (<usize>(2 * n * point.tangents) << 4));
  }
  finishPoint(point);
}
