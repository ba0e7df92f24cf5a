// Where the adaptive integrator keeps its numbers: n species, unknowns φ_1..φ_n, y_1..y_n (y = φψ).
// All vectors are of two numbers, one a point; the two points have steps of their own.
import {Point, roomAfter} from "../../biofilm/point.as";
import {ETA_AT, PENALTY, TIMES} from "../../biofilm/constants";
import {both, count, part, setting} from "../../biofilm/settings.as";
import {STAGES, recordVectors, stageVectors} from "./constants";
import {set} from "../../biofilm/vectors.as";

@unmanaged
export class Room {
  point: Point;
  species: i32;
  penalty: f64;
  /** by species: 1/η, c*⁄η, b α*⁄η and α*⁄η of the moment. */
  fluidity: usize;
  growth: usize;
  loss: usize;
  toxicity: usize;
  /** the state, its rate, and the state that a step leads to. */
  now: usize;
  rate: usize;
  next: usize;
  /** right sides, then changes. */
  change: usize;
  /** increments of the stages, 2n each, of the state; and of one tangent. */
  increments: usize;
  tangentIncrements: usize;
  /** stages, `stageBytes` each. */
  stages: usize;
  stageBytes: usize;
  /** by tangent: those of φ, then of y. */
  tangents: usize;
  /** ∂γ/∂φ, ∂γ/∂y, ∂γ/∂b. */
  gammaBy: usize;
  /** answers by time, `recordBytes` each. */
  records: usize;
  recordBytes: usize;
  /** pairs of i32, and how many. */
  stops: usize;
  stopCount: i32;
  /** of the two points: the stop that is being gone to, and how many answers are written. */
  stop0: i32;
  stop1: i32;
  time0: i32;
  time1: i32;
}

/** Vectors that the fields above take, and more; the vectors below follow them. */
const FIELDS: i32 = 12;

// single vectors
/** the length that the next step would have if nothing cut it short. */
export const WISH: i32 = FIELDS;
/** how long it is to the stop. */
export const REST: i32 = FIELDS + 1;
/** which points are under way, as a mask. */
export const ALIVE: i32 = FIELDS + 2;
export const ATTEMPTS: i32 = FIELDS + 3;
export const REJECTIONS: i32 = FIELDS + 4;
/** of the step: γ h; which points failed, as a mask, and by what. */
export const GAMMA_H: i32 = FIELDS + 5;
export const FAILED: i32 = FIELDS + 6;
export const BLAME: i32 = FIELDS + 7;
/** c* and α*. */
export const NUTRIENT: i32 = FIELDS + 8;
export const ANTIBIOTIC: i32 = FIELDS + 9;
export const GAMMA: i32 = FIELDS + 10;
/** change of Σφ. */
export const SUM: i32 = FIELDS + 11;
const SINGLES: i32 = 40;

// of a stage, in units of n vectors
export const PHI: i32 = 0;
export const LIVING: i32 = 1;
/** 1/φ and ψ. */
export const INVERSE: i32 = 2;
export const PSI: i32 = 3;
/** 1/(1 − h ∂φ̇/∂φ), and h ∂φ̇/∂y times that. */
export const PIVOT: i32 = 4;
export const SLOPE: i32 = 5;
/** 1 + h P′(φ_0) over η, and that times PIVOT. */
export const PRESS: i32 = 6;
export const RELEASE: i32 = 7;
/** h ∂f/∂b of φ̇ and, with the other sign, of ẏ; h c/η. */
export const POISON: i32 = 8;
export const TOLL: i32 = 9;
export const FEED: i32 = 10;
/** L and U by rows; after them φ_0 and 1/(1 + Σ RELEASE). */
export const MATRIX: i32 = 11;

export function placeRoom(point: Point): Room {
  const at = roomAfter(point);
  const room = changetype<Room>(at);
  const n = point.species;
  const species = <usize>n << 4, unknowns = species << 1;
  room.point = point;
  room.species = n;
  room.penalty = setting(point.settings, PENALTY);
  room.stageBytes = <usize>stageVectors(n) << 4;
  room.recordBytes = <usize>recordVectors(n, point.tangents) << 4;
  room.fluidity = at + (<usize>SINGLES << 4);
  room.growth = room.fluidity + species;
  room.loss = room.growth + species;
  room.toxicity = room.loss + species;
  room.now = room.toxicity + species;
  room.rate = room.now + unknowns;
  room.next = room.rate + unknowns;
  room.change = room.next + unknowns;
  room.gammaBy = room.change + unknowns;
  room.increments = room.gammaBy + 3 * species;
  room.tangentIncrements = room.increments + <usize>STAGES * unknowns;
  room.stages = room.tangentIncrements + <usize>STAGES * unknowns;
  room.tangents = room.stages + <usize>STAGES * room.stageBytes;
  room.records = room.tangents + <usize>point.tangents * unknowns;
  const times = <usize>count(point.settings, TIMES);
  room.stops = room.records + times * room.recordBytes;
  const eta = part(point.settings, ETA_AT);
  for (let i = 0; i < n; i++) set(room.fluidity, i, f64x2.div(f64x2.splat(1), both(eta, i)));
  return room;
}

/** One of the single vectors. */
@inline
export function single(room: Room, name: i32): v128 {
  return v128.load(changetype<usize>(room) + (<usize>name << 4));
}

@inline
export function setSingle(room: Room, name: i32, value: v128): void {
  v128.store(changetype<usize>(room) + (<usize>name << 4), value);
}

/** `value` where the mask is set, else what was there. */
@inline
export function setWhere(to: usize, i: i32, value: v128, mask: v128): void {
  const at = to + (<usize>i << 4);
  v128.store(at, v128.bitselect(value, v128.load(at), mask));
}
