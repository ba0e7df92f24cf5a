// The correlation and its derivatives written down pair by pair, by the formulas themselves and slowly: what the fast forms
// are compared with. Only the frame tables are the engine's own.
import {
  ROW_FRACTION,
  ROW_REFERENCE,
  ROW_SAMPLE,
  ROW_VELOCITY,
  ROW_SLOPES
} from "../../kernels-as/heterodyne/constants.ts";
import {fillFrames, makeTable, phaseOf} from "../../worker/heterodyne/model/frames.ts";
import {makeGrid} from "../../worker/heterodyne/model/grid.ts";
import type {Geometry, Semantics} from "../../worker/heterodyne/types.ts";

export const PARAMETERS = 14;

/** The dossier's sets of parameters. */
export const SETS = {
  A: Float64Array.of(17833.108, -1.584, 3.073, 18102.345, -1.621, 3.215, 0.1, 0.5, 0.001, 0.5, 0, 50, 0.3, 0),
  B: Float64Array.of(2000, -0.3, 50, 8000, -0.2, 100, 5000, -0.4, 20, 0.4, -0.2, 1, 0.1, -3),
  C: Float64Array.of(100, 0, 10, 100, 0, 10, 1, 0, 0, 0.25, 0.25, 0.25, 0.25, 0)
}; // prettier-ignore

export interface Oracle {
  readonly frames: number;
  /** c_ij, in any order of i and j. */
  c: (i: number, j: number) => number;
  /** ∂c_ij/∂θ_p */
  slope: (p: number, i: number, j: number) => number;
  /** the whole matrix, by rows. */
  matrix: () => Float64Array;
}

/** One angle. */
export function makeOracle(
  {q, dt, frames, semantics = "exact", firstFrame = 0}: Omit<Geometry, "phi">,
  theta: Float64Array,
  phi: number
): Oracle {
  const grid = makeGrid({semantics, frames, dt, firstFrame});
  const table = makeTable(grid, true);
  fillFrames(grid, theta, table, true);
  const phase = phaseOf(semantics, theta, phi, q);
  const h = 0.5 * q * q;
  const at = (row: number, k: number): number => table.numbers[row * table.stride + k];

  const parts = (i: number, j: number) => {
    const [first, last] = i < j ? [i, j] : [j, i];
    const x = at(ROW_FRACTION, first);
    const y = at(ROW_FRACTION, last);
    const gapOf = (row: number): number => at(row, last) - at(row, first);
    const a = Math.exp(-h * modulus(semantics, gapOf(ROW_REFERENCE)));
    const b = Math.exp(-h * modulus(semantics, gapOf(ROW_SAMPLE)));
    const turn = phase.factor * gapOf(ROW_VELOCITY);
    const A = (1 - x) * (1 - y) * a;
    const B = x * y * b;
    const norm = (x * x + (1 - x) * (1 - x)) * (y * y + (1 - y) * (1 - y));
    return {first, last, x, y, a, b, A, B, turn, norm, gapOf};
  };
  const c = (i: number, j: number): number => {
    const {A, B, turn, norm} = parts(i, j);
    return (A * A + B * B + 2 * A * B * Math.cos(turn)) / norm;
  };

  /** By A's and B's exponents, the phase, and the fractions of both frames. */
  const slope = (p: number, i: number, j: number): number => {
    const {first, last, x, y, a, b, A, B, turn, norm, gapOf} = parts(i, j);
    const cos = Math.cos(turn);
    const gapSlope = at(ROW_SLOPES + p, last) - at(ROW_SLOPES + p, first);
    if (p < 3) return ((2 * A * A + 2 * A * B * cos) / norm) * -h * gapSlope;
    if (p < 6) return ((2 * B * B + 2 * A * B * cos) / norm) * -h * gapSlope;
    const byTurn = (-2 * A * B * Math.sin(turn)) / norm;
    if (p < 9) return byTurn * phase.factor * gapSlope;
    if (p === 13) return byTurn * phase.slope * gapOf(ROW_VELOCITY);
    const value = (A * A + B * B + 2 * A * B * cos) / norm;
    // d/dx of numerator and of n(x) = x² + (1 − x)², one frame at a time
    const byFraction = (u: number, v: number): number => {
      const dA = -(1 - v) * a;
      const dB = v * b;
      const top = 2 * A * dA + 2 * B * dB + 2 * (dA * B + A * dB) * cos;
      return top / norm - (value * (4 * u - 2)) / (u * u + (1 - u) * (1 - u));
    };
    const row = ROW_SLOPES + p;
    return byFraction(x, y) * at(row, first) + byFraction(y, x) * at(row, last);
  };

  const matrix = (): Float64Array =>
    Float64Array.from({length: frames * frames}, (_, k) => c(Math.floor(k / frames), k % frames));
  return {frames, c, slope, matrix};
}

/** v2 and xpcsjax take √(M² + 1e-12) for M, even of one frame with itself. */
function modulus(semantics: Semantics, gap: number): number {
  return semantics === "v2" || semantics === "xpcsjax" ? Math.sqrt(gap * gap + 1e-12) : gap;
}
