// Keeps a state inside (0, 1). Twin of kernels-as/programs/biofilmFixed/guard.as.ts.
import {NONFINITE, SINGULAR} from "../../../../kernels-as/biofilm/constants.ts";
import {MOST_HALVINGS, NEAREST} from "../../../../kernels-as/programs/biofilmFixed/constants.ts";
import type {Room} from "./room.ts";

/**
 * Where Newton starts: a straight line through the last two states, or the last one, where the line comes too near to
 * 0 or 1. `now` and `width` become its.
 */
export function predict({species: n, now, before, earlier, width}: Room): void {
  const m = 2 * n;
  let free = 1;
  let isFit = true;
  for (let v = 0; v < m; v++) {
    const guess = before[v] + (before[v] - earlier[v]);
    if (v < n) free -= guess;
    if (!(guess * (1 - guess) > NEAREST * width[v])) isFit = false;
    now[v] = guess;
  }
  const last = free * (1 - free);
  if (!(last > NEAREST * width[m])) isFit = false;
  for (let v = 0; v < m; v++) {
    if (!isFit) now[v] = before[v];
    width[v] = now[v] * (1 - now[v]);
  }
  if (isFit) width[m] = last;
}

/** Whether the state would stay in (0, 1), were `scale` of `change` taken from it. */
function isInside({species: n, now, change}: Room, scale: number): boolean {
  let free = 1;
  for (let v = 0; v < 2 * n; v++) {
    const next = now[v] - scale * change[v];
    if (v < n) free -= next;
    if (!(next * (1 - next) > 0)) return false;
  }
  return free * (1 - free) > 0;
}

/** Newton's step, halved where it has to be; fails where that does not help. */
export function move(room: Room, residualsFinite: boolean): void {
  const {species: n, now, change, width} = room;
  let scale = 1;
  let isOutside = !isInside(room, scale);
  for (let k = 0; k < MOST_HALVINGS && isOutside; k++) {
    scale *= 0.5;
    isOutside = !isInside(room, scale);
  }
  if (isOutside) {
    const isStep = change.every((value) => Math.abs(value) < Infinity);
    fail(room, residualsFinite && !isStep ? SINGULAR : NONFINITE);
    return;
  }
  let free = 1;
  for (let v = 0; v < 2 * n; v++) {
    now[v] -= scale * change[v];
    if (v < n) free -= now[v];
    width[v] = now[v] * (1 - now[v]);
  }
  width[2 * n] = free * (1 - free);
}

/** Ends the point: its state is NaN from now on. */
export function fail(room: Room, code: number): void {
  room.point.code = code;
  room.now.fill(NaN);
}

export function isAlive({now}: Room): boolean {
  return now[0] === now[0];
}
