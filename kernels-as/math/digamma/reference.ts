// ψ in scalar form, step for step what lane.as.ts does in two lanes: the bits are the same.
import {halfTurnCosine, halfTurnFraction, halfTurnSine} from "../../lib/halfTurn.ts";
import {pieceRest} from "../../lib/pieces.ts";
import {SHIFT} from "../exp/expTables.ts";
import {GAMMA_DENSITY, GAMMA_FIRST, GAMMA_WIDTH} from "../lgamma/constants.ts";
import {log} from "../log/reference.ts";
import {DIGAMMA_LARGE, DIGAMMA_ROOT_PIECE, DIGAMMA_SMALL} from "./constants.ts";
import {DIGAMMA_PIECES, DIGAMMA_ROOT, DIGAMMA_SERIES} from "./digammaTables.ts";

const PIECES = Float64Array.from(DIGAMMA_PIECES);
const [D0, D1, D2, D3, D4, D5, D6, D7, D8, D9] = DIGAMMA_SERIES.filter((_, i) => i % 2 === 0);
const [ROOT, , ROOT_REST] = DIGAMMA_ROOT;

/** The digamma function ψ = Γ′/Γ; ∓∞ at ±0, NaN at −1, −2 … */
export function digamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 0) return reflected(-x);
  if (x < DIGAMMA_SMALL) return piece(x, 1) - 1 / x;
  return x < DIGAMMA_LARGE ? piece(x, 0) : asymptotic(x);
}

/** ψ(a + lift) for lift 0 or 1 */
function piece(a: number, lift: number): number {
  const k = a * GAMMA_DENSITY + SHIFT - SHIFT;
  const row = k + lift * GAMMA_DENSITY;
  const beside = Math.abs(row - DIGAMMA_ROOT_PIECE) <= 1;
  const t = beside ? a - (ROOT - lift) - ROOT_REST : a - k * GAMMA_WIDTH;
  const j = row - GAMMA_FIRST;
  return PIECES[j << 4] + pieceRest(PIECES, j, t);
}

/** log a − (1/(2a) + D(1/a²)/a²) */
function asymptotic(a: number): number {
  const w = 1 / a;
  const u = w * w;
  const u2 = u * u;
  const u4 = u2 * u2;
  const low = u2 * (u * D3 + D2) + (u * D1 + D0);
  const middle = u2 * (u * D7 + D6) + (u * D5 + D4);
  const high = u * D9 + D8;
  const series = u4 * (u4 * high + middle) + low;
  return log(a) - (u * series + 0.5 * w);
}

/** ψ(−a) = ψ(1 + a) + π cot πa */
function reflected(a: number): number {
  const f = halfTurnFraction(a);
  if (f === 0) return NaN;
  const next = a < DIGAMMA_SMALL ? piece(a, 1) : digamma(a) + 1 / a;
  return next + halfTurnCosine(f) / halfTurnSine(f);
}
