// One implicit step. Twin of kernels-as/programs/biofilmFixed/newton.as.ts.
import {MAX_STEPS} from "../../../../kernels-as/biofilm/constants.ts";
import {MOST_TURNS, SMALL, TINY} from "../../../../kernels-as/programs/biofilmFixed/constants.ts";
import {factor, substituteBack} from "./factor.ts";
import {fail, isAlive, move, predict} from "./guard.ts";
import {linearize} from "./linearize.ts";
import type {Room} from "./room.ts";

/** From `before` to `now`. L, U and the pivots are left as they were in Newton's last turn. */
export function advance(room: Room): void {
  const {change, point} = room;
  predict(room);
  let isGoing = isAlive(room);
  let wasSmall = false;
  for (let turn = 0; turn < MOST_TURNS && isGoing; turn++) {
    linearize(room);
    const isSmall = areBelow(change, SMALL);
    const isSettled = areBelow(change, TINY) || (isSmall && wasSmall);
    wasSmall = isSmall;
    const isFinite = areBelow(change, Infinity);
    factor(room);
    substituteBack(room, change);
    point.iterations++;
    isGoing = !isSettled;
    if (!isGoing) break;
    move(room, isFinite);
    isGoing = isAlive(room);
  }
  if (isGoing) fail(room, MAX_STEPS);
  if (isAlive(room)) move(room, true);
}

function areBelow(values: Float64Array, bound: number): boolean {
  for (let v = 0; v < values.length; v++) if (!(Math.abs(values[v]) < bound)) return false;
  return true;
}
