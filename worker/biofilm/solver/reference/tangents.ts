// How the state answers to parameters: J x′ = −(∂R/∂θ + H x′ of the step before), with Newton's last L and U. Twin of
// kernels-as/programs/biofilmFixed/tangents.as.ts.
import {IS_LOCAL, TANGENTS_AT} from "../../../../kernels-as/biofilm/constants.ts";
import {substitute, substituteBack} from "./factor.ts";
import type {Room} from "./room.ts";

/** Slopes of `now`, in the place of those of `before`. */
export function followTangents(room: Room): void {
  const {point, right, species: n, slopes} = room;
  const {settings, tangents} = point;
  if (tangents === 0) return;
  fillTerms(room);
  const which = settings[TANGENTS_AT];
  for (let k = 0; k < tangents; k++) {
    const from = 2 * n * k;
    if (settings[IS_LOCAL] !== 0) right.fill(0);
    else remember(room, from);
    addSource(room, settings[which + 3 * k + 1], settings[which + 3 * k + 2]);
    substitute(room, right);
    substituteBack(room, right);
    slopes.set(right, from);
  }
}

function fillTerms(room: Room): void {
  const {species: n, now, growth, rate, living} = room;
  for (let i = 0; i < n; i++) {
    const phi = now[i];
    const psi = now[n + i];
    living[i] = phi * psi;
    room.bySquare[i] = rate * (psi * psi + 1);
    room.byLiving[i] = rate * living[i];
    room.byPhi[i] = rate * (phi * phi);
    room.drag[i] = -(growth[i] * psi);
    room.pull[i] = -(growth[i] * phi);
  }
}

/** −H x′ of the step before. */
function remember(room: Room, from: number): void {
  const {species: n, slopes, right, fluidity, bySquare, byLiving, byPhi} = room;
  const sum = room.rate * sumSlopes(room, from);
  for (let i = 0; i < n; i++) {
    const u = slopes[from + i];
    const v = slopes[from + n + i];
    right[i] = bySquare[i] * u + (fluidity[i] * sum + byLiving[i] * v);
    right[n + i] = byPhi[i] * v + byLiving[i] * u;
  }
}

function sumSlopes({species: n, slopes}: Room, from: number): number {
  let sum = slopes[from];
  for (let i = 1; i < n; i++) sum += slopes[from + i];
  return sum;
}

/** Adds −∂R/∂θ for a_ij, or b_i, where j is −1. */
function addSource(room: Room, i: number, j: number): void {
  const {species: n, right, toxicity, now} = room;
  if (j < 0) {
    right[n + i] += toxicity[i] * now[n + i];
    return;
  }
  addMeeting(room, i, j);
  if (i !== j) addMeeting(room, j, i);
}

/** What species i has of meeting species j. */
function addMeeting({species: n, right, drag, pull, living}: Room, i: number, j: number): void {
  right[i] += drag[i] * living[j];
  right[n + i] += pull[i] * living[j];
}

/** Keeps of the slopes what the slope of γ needs of them; before followTangents. */
export function beginGamma(room: Room): void {
  const {point, gammaSlopes, rate, species: n} = room;
  const isLocal = point.settings[IS_LOCAL] !== 0;
  for (let k = 0; k < point.tangents; k++) {
    gammaSlopes[k] = isLocal ? 0 : rate * sumSlopes(room, 2 * n * k);
  }
}

/** γ′ = (P′(φ_0) + 1/Δt) Σφ′ − Σφ′ of the step before / Δt. */
export function endGamma(room: Room, stiffness: number): void {
  const {point, gammaSlopes, species: n} = room;
  for (let k = 0; k < point.tangents; k++) {
    gammaSlopes[k] = stiffness * sumSlopes(room, 2 * n * k) - gammaSlopes[k];
  }
}
