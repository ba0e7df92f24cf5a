// log |Γ| in scalar form, step for step what lane.as.ts does in two lanes: the bits are the same.
import {halfTurnFraction, halfTurnSine} from "../../lib/halfTurn.ts";
import {pieceRest} from "../../lib/pieces.ts";
import {SHIFT} from "../exp/expTables.ts";
import {log} from "../log/reference.ts";
import {
  GAMMA_DENSITY,
  GAMMA_FIRST,
  GAMMA_WIDTH,
  LGAMMA_LARGE,
  LGAMMA_SMALL,
  LGAMMA_ROOT,
  LGAMMA_ROOT_PIECE
} from "./constants.ts";
import {LGAMMA_PIECES, STIRLING, STIRLING_CONSTANT} from "./lgammaTables.ts";

const PIECES = Float64Array.from(LGAMMA_PIECES);
const [M0, M1, M2, M3, M4, M5, M6, M7] = STIRLING.filter((_, i) => i % 2 === 0);

/** log |Γ(x)|; ∞ at 0, −1, −2 … */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 0) return reflected(-x);
  const a = Math.abs(x);
  if (a < LGAMMA_SMALL) return piece(a, GAMMA_FIRST) - log(a);
  return a < LGAMMA_LARGE ? piece(a, 0) : stirling(a);
}

/** log Γ(a + lift/4) for lift 0 or 4 */
function piece(a: number, lift: number): number {
  const k = a * GAMMA_DENSITY + SHIFT - SHIFT;
  const j = k + lift - GAMMA_FIRST;
  const centre = k === LGAMMA_ROOT_PIECE ? LGAMMA_ROOT : k * GAMMA_WIDTH;
  return PIECES[j << 4] + pieceRest(PIECES, j, a - centre);
}

/** (a − ½)(log a − 1) + ½ log 2π − ½ + M(1/a²)/a */
function stirling(a: number): number {
  const l = log(a);
  const w = 1 / a;
  const u = w * w;
  const u2 = u * u;
  const low = u2 * (u * M3 + M2) + (u * M1 + M0);
  const high = u2 * (u * M7 + M6) + (u * M5 + M4);
  const series = u2 * u2 * high + low;
  return (a - 0.5) * (l - 1) + (w * series + STIRLING_CONSTANT);
}

/** Γ(−a) Γ(1 + a) = −π/sin πa */
function reflected(a: number): number {
  const f = halfTurnFraction(a);
  if (f === 0) return Infinity;
  const sine = Math.abs(halfTurnSine(f));
  return a < LGAMMA_SMALL ? -log(sine) - piece(a, GAMMA_FIRST) : -log(sine * a) - lgamma(a);
}
