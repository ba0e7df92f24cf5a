// The biofilm model on its own grid: backward Euler, one point. Twin of
// kernels-as/programs/biofilmFixed/biofilmFixed.as.ts, and the solver where there is no SIMD.
import {
  GAMMA0,
  PHI_AT,
  PSI_AT,
  STATES,
  STEPS,
  TIMES,
  TIMES_AT
} from "../../../../kernels-as/biofilm/constants.ts";
import {emit, finishPoint} from "./emission.ts";
import {force, rigidity, steepness} from "./linearize.ts";
import {advance} from "./newton.ts";
import {beginPoint, readPart} from "./point.ts";
import {feed, makeRoom, turnOver, type Room} from "./room.ts";
import {beginGamma, endGamma, followTangents} from "./tangents.ts";

/** Computes a point: `values` are the numbers that vary, `rows` takes the answer (kernels-as/biofilm/constants.ts). */
export function computeFixed(
  settings: Float64Array,
  values: ArrayLike<number>,
  rows: Float64Array
): void {
  const point = beginPoint(settings, values, rows);
  follow(makeRoom(point));
  finishPoint(point);
}

function follow(room: Room): void {
  const {point} = room;
  const {settings} = point;
  const times = readPart(settings, TIMES_AT, settings[TIMES]);
  start(room);
  let time = 0;
  if (times[0] === 0) emitNow(room, time++, settings[GAMMA0]);
  for (let step = 1; step <= settings[STEPS]; step++) {
    turnOver(room);
    feed(room, step);
    advance(room);
    const isAsked = times[time] === step;
    const withGamma = isAsked && point.output === STATES;
    if (withGamma) beginGamma(room);
    followTangents(room);
    if (isAsked) emitNow(room, time++, withGamma ? findGamma(room) : 0);
  }
}

function start(room: Room): void {
  const {species: n, point, now, before, width} = room;
  const phi0 = readPart(point.settings, PHI_AT, n);
  now.set(phi0);
  now.set(readPart(point.settings, PSI_AT, n), n);
  let free = 1;
  for (const phi of phi0) free -= phi;
  now.forEach((x, v) => (width[v] = x * (1 - x)));
  width[2 * n] = free * (1 - free);
  // nothing moved before the start
  before.set(now);
}

function emitNow(room: Room, time: number, gamma: number): void {
  const {species: n, point, now, slopes, gammaSlopes} = room;
  const phi = now.subarray(0, n);
  let phi0 = 1;
  for (const value of phi) phi0 -= value;
  emit(point, time, {phi, psi: now.subarray(n), phi0, gamma, slopes, gammaSlopes});
}

/** γ of the state of the moment, and its slopes. */
function findGamma(room: Room): number {
  const {species: n, now, before, rate, penalty} = room;
  let free = 1;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const phiRate = (now[i] - before[i]) * rate;
    free -= now[i];
    total = i === 0 ? phiRate : total + phiRate;
  }
  const q = 1 / room.width[2 * n];
  const t = steepness(penalty, q);
  endGamma(room, rigidity(q, t) + rate);
  return total - force(free, t);
}
