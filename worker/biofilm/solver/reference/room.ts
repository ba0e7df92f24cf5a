// Where the fixed-step solver keeps its numbers: n species, m = 2n unknowns φ_1..φ_n, ψ_1..ψ_n. Twin of
// kernels-as/programs/biofilmFixed/room.as.ts.
import {
  ANTIBIOTICS_AT,
  DT,
  NUTRIENTS_AT,
  PENALTY
} from "../../../../kernels-as/biofilm/constants.ts";
import type {Point} from "./point.ts";

export interface Room {
  point: Point;
  species: number;
  /** 1/Δt and the penalty's factor. */
  rate: number;
  penalty: number;
  /** the state that is being computed, and the two before it. */
  now: Float64Array;
  before: Float64Array;
  earlier: Float64Array;
  /** x(1 − x) of φ, ψ and φ_0 of the state of the moment. */
  width: Float64Array;
  /** residuals, then what is to be taken from the state. */
  change: Float64Array;
  /** the Jacobian, then L and U, by rows; and what its pivots are divided by. */
  matrix: Float64Array;
  pivots: Float64Array;
  /** by tangent: slopes of φ and ψ; of γ. */
  slopes: Float64Array;
  gammaSlopes: Float64Array;
  right: Float64Array;
  /** by species: 1/η, −c*⁄η, bα*⁄η and −α*⁄η of the step. */
  fluidity: Float64Array;
  growth: Float64Array;
  loss: Float64Array;
  toxicity: Float64Array;
  /** by species, what a step needs while it lasts: φψ and the rates of φ and ψ; what tangents need of the state. */
  living: Float64Array;
  phiRate: Float64Array;
  psiRate: Float64Array;
  bySquare: Float64Array;
  byLiving: Float64Array;
  byPhi: Float64Array;
  drag: Float64Array;
  pull: Float64Array;
}

export function makeRoom(point: Point): Room {
  const {species: n, tangents, settings, eta} = point;
  const m = 2 * n;
  const make = (length = n): Float64Array => new Float64Array(length);
  return {
    point,
    species: n,
    rate: 1 / settings[DT],
    penalty: settings[PENALTY],
    now: make(m),
    before: make(m),
    earlier: make(m),
    width: make(m + 1),
    change: make(m),
    matrix: make(m * m),
    pivots: make(m),
    slopes: make(m * tangents),
    gammaSlopes: make(tangents),
    right: make(m),
    fluidity: eta.map((value) => 1 / value),
    growth: make(),
    loss: make(),
    toxicity: make(),
    living: make(),
    phiRate: make(),
    psiRate: make(),
    bySquare: make(),
    byLiving: make(),
    byPhi: make(),
    drag: make(),
    pull: make()
  };
}

/** What nutrients and antibiotics are during a step. */
export function feed(room: Room, step: number): void {
  const {point, species: n, fluidity} = room;
  const {settings, decay} = point;
  const c = settings[settings[NUTRIENTS_AT] + step];
  const alpha = settings[settings[ANTIBIOTICS_AT] + step];
  for (let i = 0; i < n; i++) {
    const toxicity = alpha * fluidity[i];
    room.growth[i] = -(c * fluidity[i]);
    room.loss[i] = decay[i] * toxicity;
    room.toxicity[i] = -toxicity;
  }
}

/** The next step's state is written where the state before the last one was. */
export function turnOver(room: Room): void {
  const free = room.earlier;
  room.earlier = room.before;
  room.before = room.now;
  room.now = free;
}
