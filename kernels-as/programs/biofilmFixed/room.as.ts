// Where the fixed-step solver keeps its numbers: n species, m = 2n unknowns φ_1..φ_n, ψ_1..ψ_n.
import {Point, roomAfter} from "../../biofilm/point.as";
import {ANTIBIOTICS_AT, DT, ETA_AT, NUTRIENTS_AT, PENALTY} from "../../biofilm/constants";
import {both, part, setting} from "../../biofilm/settings.as";

@unmanaged
export class Room {
  point: Point;
  species: i32;
  /** 1/Δt and the penalty's factor. */
  rate: f64;
  penalty: f64;
  /** the state that is being computed, and the two before it. */
  now: usize;
  before: usize;
  earlier: usize;
  /** x(1 − x) of φ, ψ and φ_0 of the state of the moment. */
  width: usize;
  /** residuals, then what is to be taken from the state. */
  change: usize;
  /** the Jacobian, then L and U, by rows; and what its pivots are divided by. */
  matrix: usize;
  pivots: usize;
  /** by tangent: slopes of φ and ψ; of γ. */
  slopes: usize;
  gammaSlopes: usize;
  right: usize;
  /** by species: 1/η, −c*⁄η, bα*⁄η and −α*⁄η of the step. */
  fluidity: usize;
  growth: usize;
  loss: usize;
  toxicity: usize;
  /** six vectors a species of what a step needs while it lasts. */
  terms: usize;
}

/** Bytes that the fields above take, and more. */
const FIELDS: usize = 8 << 4;

export function placeRoom(point: Point): Room {
  const at = roomAfter(point);
  const room = changetype<Room>(at);
  const n = point.species;
  const species = <usize>n << 4, unknowns = species << 1;
  room.point = point;
  room.species = n;
  room.rate = 1 / setting(point.settings, DT);
  room.penalty = setting(point.settings, PENALTY);
  room.now = at + FIELDS;
  room.before = room.now + unknowns;
  room.earlier = room.before + unknowns;
  room.width = room.earlier + unknowns;
  room.change = room.width + unknowns + 16;
  room.matrix = room.change + unknowns;
  room.pivots = room.matrix + <usize>(2 * n) * unknowns;
  room.right = room.pivots + unknowns;
  room.slopes = room.right + unknowns;
  room.gammaSlopes = room.slopes + <usize>point.tangents * unknowns;
  room.fluidity = room.gammaSlopes + (<usize>point.tangents << 4);
  room.growth = room.fluidity + species;
  room.loss = room.growth + species;
  room.toxicity = room.loss + species;
  room.terms = room.toxicity + species;
  const eta = part(point.settings, ETA_AT);
  for (let i = 0; i < n; i++) {
    v128.store(room.fluidity + (<usize>i << 4), f64x2.div(f64x2.splat(1), both(eta, i)));
  }
  return room;
}

/** What nutrients and antibiotics are during a step. */
export function feed(room: Room, step: i32): void {
  const point = room.point;
  const c = both(part(point.settings, NUTRIENTS_AT), step);
  const alpha = both(part(point.settings, ANTIBIOTICS_AT), step);
  for (let i = 0, n = room.species; i < n; i++) {
    const at = <usize>i << 4;
    const h = v128.load(room.fluidity + at);
    const toxicity = f64x2.mul(alpha, h);
    v128.store(room.growth + at, f64x2.neg(f64x2.mul(c, h)));
    v128.store(room.loss + at, f64x2.mul(v128.load(point.decay + at), toxicity));
    v128.store(room.toxicity + at, f64x2.neg(toxicity));
  }
}

/** The next step's state is written where the state before the last one was. */
@inline
export function turnOver(room: Room): void {
  const free = room.earlier;
  room.earlier = room.before;
  room.before = room.now;
  room.now = free;
}
