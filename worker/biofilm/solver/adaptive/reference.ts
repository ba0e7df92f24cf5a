// The adaptive integrator for one point: the same bits as the strict WASM program, and the solver where there is no
// SIMD. Twin: kernels-as/programs/biofilmAdaptive/biofilmAdaptive.as.ts.
import {
  ANTIBIOTICS_AT, DT, GAMMA0, IS_LOCAL, NUTRIENTS_AT, PENALTY, PHI_AT, PSI_AT, RTOL, STEPS, TIMES,
  TIMES_AT
} from "../../../../kernels-as/biofilm/constants.ts"; // prettier-ignore
import {
  DIAGONAL, FIRST_CHANGE, MOST_REJECTIONS, MOST_STEPS
} from "../../../../kernels-as/programs/biofilmAdaptive/constants.ts"; // prettier-ignore
import {emit, finishPoint} from "../reference/emission.ts";
import {beginPoint, readPart} from "../reference/point.ts";
import {findRates} from "./rates.ts";
import {see, seeNothing, seeStart} from "./seen.ts";
import {makeWalker, tryStep} from "./step.ts";
import type {Walker} from "./step.ts";
import {findStops} from "./stops.ts";
import {advanceTangents, makeTangents} from "./tangents.ts";
import type {Tangents} from "./tangents.ts";
import type {Point} from "../reference/point.ts";

export interface Room {
  point: Point;
  walker: Walker;
  tangents: Tangents;
  isLocal: boolean;
  /** c* and α* of step k at k. */
  nutrients: Float64Array;
  antibiotics: Float64Array;
  /** steps that were tried. */
  attempts: number;
}

/** Computes a point: `values` are the numbers that vary, `rows` takes the answer (kernels-as/biofilm/constants.ts). */
export function computeAdaptive(
  settings: Float64Array,
  values: ArrayLike<number>,
  rows: Float64Array
): void {
  const room = makeRoom(beginPoint(settings, values, rows));
  const {point, nutrients, antibiotics} = room;
  const times = readPart(settings, TIMES_AT, settings[TIMES]);
  let time = 0;
  if (times[0] === 0) emit(point, time++, seeStart(room, settings[GAMMA0]));
  for (const stop of findStops(nutrients, antibiotics, times)) {
    if (stop.isFresh) enter(room, stop.step);
    point.code = cross(room, stop.length * settings[DT]);
    if (point.code !== 0) break;
    if (stop.isAsked) emit(point, time++, see(room));
  }
  while (time < times.length) emit(point, time++, seeNothing(room));
  finishPoint(point);
}

function makeRoom(point: Point): Room {
  const {settings, species: n, matrix, eta} = point;
  const walker = makeWalker(n, settings[PENALTY], matrix, settings[RTOL]);
  const phi = readPart(settings, PHI_AT, n);
  const psi = readPart(settings, PSI_AT, n);
  for (let i = 0; i < n; i++) {
    walker.equations.fluidity[i] = 1 / eta[i];
    walker.now.phi[i] = phi[i];
    walker.now.living[i] = phi[i] * psi[i];
  }
  return {
    point,
    walker,
    tangents: makeTangents(settings),
    isLocal: settings[IS_LOCAL] !== 0,
    nutrients: readPart(settings, NUTRIENTS_AT, settings[STEPS] + 1),
    antibiotics: readPart(settings, ANTIBIOTICS_AT, settings[STEPS] + 1),
    attempts: 0
  };
}

/** Takes up c* and α* of a step of the grid; the first step after a change is short. */
function enter({point, walker, nutrients, antibiotics}: Room, step: number): void {
  const {equations, now, rate, rates} = walker;
  const {species: n, fluidity, growth, loss, toxicity} = equations;
  for (let i = 0; i < n; i++) {
    growth[i] = nutrients[step] * fluidity[i];
    toxicity[i] = antibiotics[step] * fluidity[i];
    loss[i] = point.decay[i] * toxicity[i];
  }
  findRates(equations, now, rates);
  rate.phi.set(rates.phi);
  rate.living.set(rates.living);
  let shortest = Infinity;
  let free = 1;
  let drift = 0;
  for (let i = 0; i < n; i++) {
    const dying = rate.phi[i] - rate.living[i];
    shortest = Math.min(shortest, now.phi[i] / Math.abs(rate.phi[i]));
    shortest = Math.min(shortest, now.living[i] / Math.abs(rate.living[i]));
    shortest = Math.min(shortest, (now.phi[i] - now.living[i]) / Math.abs(dying));
    free -= now.phi[i];
    drift += rate.phi[i];
  }
  walker.wish = FIRST_CHANGE * Math.min(shortest, free / Math.abs(drift));
}

/** Goes on for a length of time; how it ended. */
function cross(room: Room, length: number): number {
  const {walker, point} = room;
  let rest = length;
  let rejections = 0;
  while (rest > 0) {
    const lands = walker.wish >= rest;
    const half = walker.wish + walker.wish > rest ? rest * 0.5 : walker.wish;
    const h = lands ? rest : half;
    const {isKept, code} = tryStep(walker, h);
    room.attempts++;
    if (isKept) {
      point.iterations++;
      keep(room, h);
      rest = lands ? 0 : rest - h;
      rejections = 0;
    } else if (++rejections === MOST_REJECTIONS) {
      return code;
    }
    if (room.attempts === MOST_STEPS) return 1;
  }
  return 0;
}

function keep({walker, tangents, isLocal}: Room, h: number): void {
  const {now, next, rate, increments, equations} = walker;
  if (!isLocal) advanceTangents(walker, tangents, DIAGONAL * h);
  const per = 1 / (DIAGONAL * h);
  const last = increments[increments.length - 1];
  for (let i = 0; i < equations.species; i++) {
    now.phi[i] = next.phi[i];
    now.living[i] = next.living[i];
    rate.phi[i] = last.phi[i] * per;
    rate.living[i] = last.living[i] * per;
  }
}
