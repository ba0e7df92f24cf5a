// ∫ (A·t^p + offset) dt as sums of samples, as the programs have it. Twin of kernels-as/heterodyne/sampled.as.ts.
import {LEAST_RATE, NO_TIME, ROW_VELOCITY} from "../../../kernels-as/heterodyne/constants.ts";
import {strictMath} from "../../math.ts";
import {limit} from "./limit.ts";
import {findSlopes} from "./slopes.ts";
import type {FrameGrid, FrameTable} from "./types.ts";

/** v1 sums rectangles that end at the frame; the others trapezoids. */
export function sumUp(
  grid: FrameGrid,
  theta: Float64Array,
  table: FrameTable,
  row: number,
  withSlopes: boolean
): void {
  const {semantics, frames, dt} = grid;
  const {stride, numbers} = table;
  sample(grid, theta, table, row, withSlopes);
  const add = semantics === "v1" ? addRectangles : addTrapezoids;
  add(numbers, row * stride, frames, dt);
  if (!withSlopes) return;
  const slopes = findSlopes(table, row);
  for (let k = 0; k < 3; k++) add(numbers, slopes + k * stride, frames, dt);
}

/** The rates themselves, J's not below their floor, and their slopes. Only v1 has 0^0 = 1. */
export function sample(
  {semantics, frames, times, logTimes}: FrameGrid,
  theta: Float64Array,
  table: FrameTable,
  row: number,
  withSlopes: boolean
): void {
  const {stride, numbers} = table;
  const amplitude = theta[3 * row];
  const power = theta[3 * row + 1];
  const offset = theta[3 * row + 2];
  const isV1 = semantics === "v1";
  const floor = row === ROW_VELOCITY ? -Infinity : isV1 ? LEAST_RATE : 0;
  const noTime = isV1 && power === 0 ? -1 : isV1 && power > 0 ? 0 : NO_TIME;
  const value = row * stride;
  const first = findSlopes(table, row);
  const second = first + stride;
  const third = second + stride;
  for (let k = 0; k < frames; k++) {
    const logTime = logTimes[k];
    const grown = times[k] > noTime ? strictMath.exp(limit(power * logTime)) : 0;
    const rate = amplitude * grown + offset;
    const isFree = !(rate < floor);
    numbers[value + k] = isFree ? rate : floor;
    if (!withSlopes) continue;
    numbers[first + k] = isFree ? grown : 0;
    numbers[second + k] = isFree ? amplitude * grown * logTime : 0;
    numbers[third + k] = isFree ? 1 : 0;
  }
}

function addRectangles(numbers: Float64Array, at: number, frames: number, dt: number): void {
  let sum = 0;
  numbers[at] = 0;
  for (let k = at + 1; k < at + frames; k++) {
    sum += numbers[k];
    numbers[k] = dt * sum;
  }
}

function addTrapezoids(numbers: Float64Array, at: number, frames: number, dt: number): void {
  const half = 0.5 * dt;
  let sum = 0;
  let before = numbers[at];
  numbers[at] = 0;
  for (let k = at + 1; k < at + frames; k++) {
    const now = numbers[k];
    sum += before + now;
    before = now;
    numbers[k] = half * sum;
  }
}
