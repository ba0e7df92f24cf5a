// The biofilm model on its own grid: backward Euler, two points to a vector, each for itself. The
// settings are kernels-as/biofilm/constants.ts's. Twin:
// worker/biofilm/solver/reference/trajectory.ts.
import {
  GAMMA0, PHI_AT, PSI_AT, STATES, STEPS, TIMES, TIMES_AT
} from "../../biofilm/constants";
import {emit, finishPoint} from "../../biofilm/emission.as";
import {beginPoint, placePoint} from "../../biofilm/point.as";
import {both, count, part, setting, whole} from "../../biofilm/settings.as";
import {force, rigidity, steepness} from "./linearize.as";
import {advance} from "./newton.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room, feed, placeRoom, turnOver} from "./room.as";
import {beginGamma, endGamma, followTangents} from "./tangents.as";
import {followTwo} from "./tangentsTwo.as";
import {advanceTwo} from "./two.as";

/** As worker/compiler/wasm/abi.ts has it. */
export function run(
  constants: usize, uniforms: usize, inputs: usize, outputs: usize, scratch: usize, begin: i32,
  end: i32
): void {
  const point = placePoint(constants, scratch);
  const room = placeRoom(point);
  for (let i = begin; i < end; i += 2) {
    // states are kept of a tile's first points only
    if (point.output == STATES && (i & 511) != 0) return;
    beginPoint(point, inputs, outputs, i);
    follow(room);
    finishPoint(point);
  }
}

function follow(room: Room): void {
  const point = room.point, settings = point.settings;
  const times = part(settings, TIMES_AT), last = count(settings, TIMES);
  const isPair = room.species == 2;
  start(room);
  let time = 0;
  if (last > 0 && whole(times, 0) == 0) {
    emitNow(room, time++, f64x2.splat(setting(settings, GAMMA0)));
  }
  for (let step = 1, steps = count(settings, STEPS); step <= steps; step++) {
    turnOver(room);
    feed(room, step);
    if (isPair) advanceTwo(room);
    else advance(room);
    const isAsked = whole(times, time) == step;
    const withGamma = isAsked && point.output == STATES;
    if (withGamma) beginGamma(room);
    if (isPair) followTwo(room);
    else followTangents(room);
    if (!isAsked) continue;
    emitNow(room, time++, withGamma ? findGamma(room) : f64x2.splat(0));
  }
}

function start(room: Room): void {
  const n = room.species, settings = room.point.settings, one = f64x2.splat(1);
  let free = one;
  for (let i = 0; i < n; i++) {
    const phi = both(part(settings, PHI_AT), i), psi = both(part(settings, PSI_AT), i);
    free = f64x2.sub(free, phi);
    set(room.now, i, phi);
    set(room.now, n + i, psi);
    set(room.width, i, f64x2.mul(phi, f64x2.sub(one, phi)));
    set(room.width, n + i, f64x2.mul(psi, f64x2.sub(one, psi)));
  }
  set(room.width, 2 * n, f64x2.mul(free, f64x2.sub(one, free)));
  // nothing moved before the start
  memory.copy(room.before, room.now, <usize>(2 * n) << 4);
  memory.fill(room.slopes, 0, <usize>(room.point.tangents * (2 * n + 1)) << 4);
}

function emitNow(room: Room, time: i32, gamma: v128): void {
  const n = room.species, phi = room.now;
  let free = f64x2.splat(1);
  for (let i = 0; i < n; i++) free = f64x2.sub(free, get(phi, i));
  const psi = phi + (<usize>n << 4);
  emit(room.point, time, phi, psi, free, gamma, room.slopes, room.gammaSlopes);
}

/** γ of the state of the moment, and its slopes. */
function findGamma(room: Room): v128 {
  const n = room.species, one = f64x2.splat(1), rate = f64x2.splat(room.rate);
  let free = one, total = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    const phi = get(room.now, i);
    const phiRate = f64x2.mul(f64x2.sub(phi, get(room.before, i)), rate);
    free = f64x2.sub(free, phi);
    total = i == 0 ? phiRate : f64x2.add(total, phiRate);
  }
  const q = f64x2.div(one, get(room.width, 2 * n)), t = steepness(room, q);
  endGamma(room, f64x2.add(rigidity(q, t), rate));
  return f64x2.sub(total, force(free, t));
}
