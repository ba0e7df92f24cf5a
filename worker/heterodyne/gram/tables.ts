// From frames to what the Gram program reads: all that takes exponentials and cosines, once a frame and not once a pair.
// Rows are kernels-as/programs/heterodyneGram/constants.ts's.
import {
  BLOCK, ROW_FRACTION, ROW_REFERENCE, ROW_SAMPLE, ROW_SLOPES, ROW_VELOCITY
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {
  BLOCK_ROWS, ROW_FIRST, ROW_FIRST_SLOPES, ROW_LEAP_A, ROW_LEAP_B, ROW_MOVES, ROW_PLAIN,
  ROW_PLAIN_SLOPES, ROW_SECOND, ROW_SECOND_SLOPES, ROW_STEP_A, ROW_STEP_B, TILE_FACTORS
} from "../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import {strictMath} from "../../math.ts";
import type {FrameTable, Phase} from "../model/types.ts";
import {countBlocks} from "../sums/packing.ts";

/** A decay below this is none: squares of squares of what is left are still ordinary numbers. */
const NOTHING = 1e-40;

/** Numbers of an angle's blocks of frames. */
export function tableLength(frames: number): number {
  return countBlocks(frames) * BLOCK_ROWS * BLOCK;
}

/** Numbers of the decays between blocks, which all angles share. */
export function factorsLength(frames: number): number {
  const blocks = countBlocks(frames);
  return TILE_FACTORS * ((blocks * (blocks + 1)) / 2);
}

/** `half`: q²/2. */
export function fillFactors({numbers, stride}: FrameTable, half: number, to: Float64Array): void {
  const blocks = stride / BLOCK;
  const decay = (row: number, from: number, until: number): number =>
    strictMath.exp(half * (numbers[row * stride + from] - numbers[row * stride + until]));
  for (let I = 0, at = 0; I < blocks; I++) {
    const last = (I + 1) * BLOCK - 1;
    for (let J = I; J < blocks; J++, at += TILE_FACTORS) {
      const a = J === I ? 1 : decay(ROW_REFERENCE, last, J * BLOCK);
      const b = J === I ? 1 : decay(ROW_SAMPLE, last, J * BLOCK);
      to[at] = cut(a * a);
      to[at + 1] = cut(b * b);
      to[at + 2] = cut(a * b);
    }
  }
}

/** What does not depend on the angle, in one angle's table; `moves`: whether derivatives are wanted. */
export function fillDecays(
  table: FrameTable,
  half: number,
  moves: boolean,
  to: Float64Array
): void {
  for (let from = 0; from < table.stride; from += BLOCK) {
    const block = to.subarray(from * BLOCK_ROWS, (from + BLOCK) * BLOCK_ROWS);
    fillSteps(table, ROW_REFERENCE, half, from, block, ROW_STEP_A, ROW_LEAP_A);
    fillSteps(table, ROW_SAMPLE, half, from, block, ROW_STEP_B, ROW_LEAP_B);
    if (!moves) continue;
    for (let p = 0; p < 6; p++) fillMoves(table, ROW_SLOPES + p, half, from, block, p);
    for (let p = 9; p < 13; p++) fillMoves(table, ROW_SLOPES + p, 1, from, block, p);
  }
}

/** From each frame of a block to the next one, and to the one after it. */
function fillSteps(
  {numbers, stride}: FrameTable,
  row: number,
  half: number,
  from: number,
  block: Float64Array,
  step: number,
  leap: number
): void {
  for (let k = 0, at = row * stride + from; k < BLOCK; k++, at++) {
    const last = k === BLOCK - 1;
    block[step * BLOCK + k] = last ? 1 : strictMath.exp(half * (numbers[at] - numbers[at + 1]));
  }
  for (let k = 0; k < BLOCK; k++) {
    const next = k < BLOCK - 1 ? block[step * BLOCK + k + 1] : 1;
    block[leap * BLOCK + k] = cut(block[step * BLOCK + k] * next);
  }
}

function fillMoves(
  {numbers, stride}: FrameTable,
  row: number,
  factor: number,
  from: number,
  block: Float64Array,
  place: number
): void {
  const at = row * stride + from;
  const to = (ROW_MOVES + place) * BLOCK;
  for (let k = 0; k < BLOCK; k++) block[to + k] = factor * numbers[at + k];
}

/** What depends on the angle; `to` has what `fillDecays` fills. */
export function fillAngle(
  table: FrameTable,
  {factor, slope}: Phase,
  moves: boolean,
  to: Float64Array
): void {
  for (let from = 0; from < table.stride; from += BLOCK) {
    const block = to.subarray(from * BLOCK_ROWS, (from + BLOCK) * BLOCK_ROWS);
    fillTerms(table, factor, from, block);
    fillFirst(block);
    fillSecond(block);
    if (!moves) continue;
    for (let p = 6; p < 9; p++) fillMoves(table, ROW_SLOPES + p, factor, from, block, p);
    fillMoves(table, ROW_VELOCITY, slope, from, block, 13);
  }
}

/** R, S and X by the phase, and how they move with x. */
function fillTerms(
  {numbers, stride}: FrameTable,
  factor: number,
  from: number,
  block: Float64Array
): void {
  for (let k = 0; k < BLOCK; k++) {
    const x = numbers[ROW_FRACTION * stride + from + k];
    const phase = factor * numbers[ROW_VELOCITY * stride + from + k];
    const cos = strictMath.cos(phase);
    const sin = strictMath.sin(phase);
    const y = 1 - x;
    const n = x * x + y * y;
    const cross = (x * y) / n;
    const bend = (y - x) / (n * n);
    const move = (2 * x * y) / (n * n);
    setFour(block, ROW_PLAIN, k, (y * y) / n, (x * x) / n, cross * cos, cross * sin);
    setFour(block, ROW_PLAIN_SLOPES, k, -move, move, bend * cos, bend * sin);
  }
}

function setFour(
  block: Float64Array,
  row: number,
  k: number,
  r: number,
  s: number,
  x: number,
  y: number
): void {
  const at = row * BLOCK + k;
  block[at] = r;
  block[at + BLOCK] = s;
  block[at + 2 * BLOCK] = x;
  block[at + 3 * BLOCK] = y;
}

/** The terms of frames that are rows of a tile: decayed up to the end of the block. */
function fillFirst(block: Float64Array): void {
  let a = 1;
  let b = 1;
  for (let k = BLOCK - 1; k >= 0; k--) {
    a = cut(a * block[ROW_STEP_A * BLOCK + k]);
    b = cut(b * block[ROW_STEP_B * BLOCK + k]);
    fillDecayed(block, ROW_PLAIN, ROW_FIRST, k, a, b, 1);
    fillDecayed(block, ROW_PLAIN_SLOPES, ROW_FIRST_SLOPES, k, a, b, 1);
  }
}

/** Of frames that are columns: decayed from its beginning. */
function fillSecond(block: Float64Array): void {
  let a = 1;
  let b = 1;
  for (let k = 0; k < BLOCK; k++) {
    fillDecayed(block, ROW_PLAIN, ROW_SECOND, k, a, b, 2);
    fillDecayed(block, ROW_PLAIN_SLOPES, ROW_SECOND_SLOPES, k, a, b, 2);
    a = cut(a * block[ROW_STEP_A * BLOCK + k]);
    b = cut(b * block[ROW_STEP_B * BLOCK + k]);
  }
}

/** `times`: how often the cross term counts. */
function fillDecayed(
  block: Float64Array,
  from: number,
  to: number,
  k: number,
  a: number,
  b: number,
  times: number
): void {
  const cross = times * cut(a * b);
  const at = from * BLOCK + k;
  const r = block[at] * cut(a * a);
  const s = block[at + BLOCK] * cut(b * b);
  setFour(block, to, k, r, s, block[at + 2 * BLOCK] * cross, block[at + 3 * BLOCK] * cross);
}

function cut(decay: number): number {
  return decay < NOTHING ? 0 : decay;
}
