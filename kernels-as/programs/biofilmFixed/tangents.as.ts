// How the state answers to parameters: J x′ = −(∂R/∂θ + H x′ of the step before), with Newton's
// last L and U. Twin: worker/biofilm/solver/reference/tangents.ts.
import {IS_LOCAL, TANGENTS_AT} from "../../biofilm/constants";
import {count, part, whole} from "../../biofilm/settings.as";
import {madd} from "../../lib/simd.as";
import {substitute, substituteBack} from "./factor.as";
import {substituteFour} from "./four.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

// of `terms`: vectors by species; the first three describe H, the others ∂R/∂θ
const BY_SQUARE = 0;
const BY_LIVING = 1;
const BY_PHI = 2;
const DRAG = 3;
const PULL = 4;
const LIVING = 5;

/** Slopes of `now`, in the place of those of `before`. */
export function followTangents(room: Room): void {
  const point = room.point, tangents = point.tangents;
  if (tangents == 0) return;
  const isLocal = count(point.settings, IS_LOCAL) != 0;
  fillTerms(room);
  const which = part(point.settings, TANGENTS_AT), bytes = <usize>(2 * room.species) << 4;
  let slopes = room.slopes;
  for (let k = 0; k < tangents; k++, slopes += bytes) {
    if (isLocal) forget(room);
    else remember(room, slopes);
    addSource(room, whole(which, 3 * k + 1), whole(which, 3 * k + 2));
    if (room.species == 4) {
      substituteFour(room, room.right, slopes);
    } else {
      substitute(room, room.right);
      substituteBack(room, room.right);
      memory.copy(slopes, room.right, bytes);
    }
  }
}

function fillTerms(room: Room): void {
  const n = room.species, x = room.now, terms = room.terms;
  const one = f64x2.splat(1), rate = f64x2.splat(room.rate);
  for (let i = 0; i < n; i++) {
    const phi = get(x, i), psi = get(x, n + i), growth = get(room.growth, i);
    const living = f64x2.mul(phi, psi);
    set(terms, BY_SQUARE * n + i, f64x2.mul(rate, madd(psi, psi, one)));
    set(terms, BY_LIVING * n + i, f64x2.mul(rate, living));
    set(terms, BY_PHI * n + i, f64x2.mul(rate, f64x2.mul(phi, phi)));
    set(terms, DRAG * n + i, f64x2.neg(f64x2.mul(growth, psi)));
    set(terms, PULL * n + i, f64x2.neg(f64x2.mul(growth, phi)));
    set(terms, LIVING * n + i, living);
  }
}

function forget(room: Room): void {
  for (let v = 0; v < 2 * room.species; v++) set(room.right, v, f64x2.splat(0));
}

/** −H x′ of the step before. */
function remember(room: Room, slopes: usize): void {
  const n = room.species, terms = room.terms;
  const sum = f64x2.mul(f64x2.splat(room.rate), sumSlopes(slopes, n));
  for (let i = 0; i < n; i++) {
    const byPhi = get(slopes, i), byPsi = get(slopes, n + i);
    const living = get(terms, BY_LIVING * n + i);
    const first = madd(get(room.fluidity, i), sum, f64x2.mul(living, byPsi));
    set(room.right, i, madd(get(terms, BY_SQUARE * n + i), byPhi, first));
    const second = f64x2.mul(living, byPhi);
    set(room.right, n + i, madd(get(terms, BY_PHI * n + i), byPsi, second));
  }
}

@inline
function sumSlopes(slopes: usize, n: i32): v128 {
  let sum = get(slopes, 0);
  for (let i = 1; i < n; i++) sum = f64x2.add(sum, get(slopes, i));
  return sum;
}

/** Adds −∂R/∂θ for a_ij, or b_i, where j is −1. */
function addSource(room: Room, i: i32, j: i32): void {
  if (j < 0) {
    const n = room.species;
    addTo(room, n + i, f64x2.mul(get(room.toxicity, i), get(room.now, n + i)));
    return;
  }
  addMeeting(room, i, j);
  if (i != j) addMeeting(room, j, i);
}

/** What species i has of meeting species j. */
@inline
function addMeeting(room: Room, i: i32, j: i32): void {
  const n = room.species, terms = room.terms;
  const living = get(terms, LIVING * n + j);
  addTo(room, i, f64x2.mul(get(terms, DRAG * n + i), living));
  addTo(room, n + i, f64x2.mul(get(terms, PULL * n + i), living));
}

@inline
function addTo(room: Room, v: i32, value: v128): void {
  set(room.right, v, f64x2.add(get(room.right, v), value));
}

/** Keeps of the slopes what the slope of γ needs of them; before followTangents. */
export function beginGamma(room: Room): void {
  const isLocal = count(room.point.settings, IS_LOCAL) != 0;
  const n = room.species, rate = f64x2.splat(room.rate);
  let slopes = room.slopes;
  for (let k = 0; k < room.point.tangents; k++, slopes += <usize>(2 * n) << 4) {
    const past = f64x2.mul(rate, sumSlopes(slopes, n));
    set(room.gammaSlopes, k, isLocal ? f64x2.splat(0) : past);
  }
}

/** γ′ = (P′(φ_0) + 1/Δt) Σφ′ − Σφ′ of the step before / Δt. */
export function endGamma(room: Room, stiffness: v128): void {
  const n = room.species;
  let slopes = room.slopes;
  for (let k = 0; k < room.point.tangents; k++, slopes += <usize>(2 * n) << 4) {
    const whole = f64x2.mul(stiffness, sumSlopes(slopes, n));
    set(room.gammaSlopes, k, f64x2.sub(whole, get(room.gammaSlopes, k)));
  }
}
