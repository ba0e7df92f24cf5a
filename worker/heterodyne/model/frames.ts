// From θ to what a correlation is made of, frame by frame. Twin of kernels-as/heterodyne/frames.as.ts: the same bits.
import {
  FRAME_ROWS, ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY, VALUE_ROWS
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {strictMath} from "../../math.ts";
import {PHI0} from "../parameters.ts";
import type {Semantics} from "../types.ts";
import {fillFraction} from "./fraction.ts";
import {findStride} from "./grid.ts";
import {integrate} from "./integrals.ts";
import {sumUp} from "./sampled.ts";
import {sumUpAll} from "./thinned.ts";
import type {FrameGrid, FrameTable, Phase} from "./types.ts";

const DEGREE = Math.PI / 180;

export function makeTable({frames}: FrameGrid, withSlopes: boolean): FrameTable {
  const stride = findStride(frames);
  const rows = withSlopes ? FRAME_ROWS : VALUE_ROWS;
  return {frames, stride, numbers: new Float64Array(rows * stride)};
}

/** Rows of the integrals begin with 0 at the first frame: only their differences mean something. */
export function fillFrames(
  grid: FrameGrid,
  theta: Float64Array,
  table: FrameTable,
  withSlopes: boolean
): void {
  const fill = grid.semantics === "exact" ? integrate : grid.all ? sumUpAll : sumUp;
  fill(grid, theta, table, ROW_REFERENCE, withSlopes);
  fill(grid, theta, table, ROW_SAMPLE, withSlopes);
  fill(grid, theta, table, ROW_VELOCITY, withSlopes);
  fillFraction(grid, theta, table, withSlopes);
  pad(table, withSlopes ? FRAME_ROWS : VALUE_ROWS);
}

function pad({frames, stride, numbers}: FrameTable, rows: number): void {
  if (frames === stride) return;
  for (let row = 0; row < rows; row++) {
    const at = row * stride;
    numbers.fill(numbers[at + frames - 1], at + frames, at + stride);
  }
}

/** v2 and xpcsjax have φ0 with the other sign. */
export function phaseOf(
  semantics: Semantics,
  theta: ArrayLike<number>,
  phi: number,
  q: number
): Phase {
  const phi0 = theta[PHI0];
  const isTurned = semantics === "v2" || semantics === "xpcsjax";
  const angle = (isTurned ? phi + phi0 : phi0 - phi) * DEGREE;
  return {factor: q * strictMath.cos(angle), slope: -q * strictMath.sin(angle) * DEGREE};
}
