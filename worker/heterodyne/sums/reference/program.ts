// The sums of squares in TypeScript: where there is no SIMD. Twin:
// kernels-as/programs/heterodyneSums/heterodyneSums.as.ts, with the same bits.
import {FRAME_ROWS, PARAMETERS, VALUE_ROWS} from "../../../../kernels-as/heterodyne/constants.ts";
import {
  ANGLES, angleWords, BATCH, CAPACITY, FIELD_WORDS, GRADIENT, PHASES, pointWords, PREPARE, RESIDUALS,
  RESULT_FLAT, RESULT_GRADIENT, RESULT_SSR, SETTLE, SLOPES, SSR, SWEEP, THETA, TILE_WORDS
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import type {Entry} from "../../../compiler/wasm/abi.ts";
import {TILE} from "../../../compiler/wasm/abi.ts";
import {fillFrames} from "../../model/frames.ts";
import type {FrameGrid} from "../../model/types.ts";
import {differentiate} from "./gradient.ts";
import {prepareAngle, preparePoint} from "./prepare.ts";
import {chooseAngle, openRoom, placeAngle, placePoint, type Room} from "./room.ts";
import {settle, takeTrace} from "./settle.ts";
import {residualStrip, sweepStrip} from "./strip.ts";

/** The program's entry, on a memory; frames are computed by `grid`. */
export function makeReference(grid: FrameGrid, m: Float64Array): Entry {
  return (constants, _uniforms, _inputs, _outputs, scratch, begin, end) => {
    const at = constants / 8;
    const room = openRoom(m, m[at + 1] / 8, scratch / 8 + FIELD_WORDS);
    for (let strip = begin / TILE; strip * TILE < end; strip++) {
      work(room, grid, m[at], strip);
    }
  };
}

function work(room: Room, grid: FrameGrid, operation: number, strip: number): void {
  if (operation === BATCH) return evaluatePoint(room, grid, strip);
  if (operation === SWEEP || operation === RESIDUALS) {
    chooseAngle(room, Math.floor(strip / room.blocks));
    const block = strip % room.blocks;
    return operation === SWEEP ? sweepStrip(room, block) : residualStrip(room, block);
  }
  const {m, settings} = room;
  if (operation === PREPARE) {
    fill(room, grid, m.subarray(m[settings + THETA] / 8, m[settings + THETA] / 8 + PARAMETERS));
    preparePoint(room);
  }
  for (let angle = 0; angle < m[settings + ANGLES]; angle++) {
    chooseAngle(room, angle);
    if (operation === PREPARE) prepareAngle(room);
    if (operation === PREPARE) takeTrace(room);
    if (operation === SETTLE) settle(room);
    if (operation === GRADIENT) differentiate(room);
  }
}

function fill({m, table, frames, stride, hasGradient}: Room, grid: FrameGrid, theta: Float64Array) {
  const rows = hasGradient ? FRAME_ROWS : VALUE_ROWS;
  const numbers = m.subarray(table, table + rows * stride);
  fillFrames(grid, theta, {frames, stride, numbers}, hasGradient);
}

/** One point of many, all of it by one thread: everything lies in its scratch, after the tile. */
function evaluatePoint(room: Room, grid: FrameGrid, point: number): void {
  const {m, settings, stride, blocks, hasGradient} = room;
  const capacity = m[settings + CAPACITY];
  room.table = room.tile + TILE_WORDS;
  placePoint(room, room.table + (hasGradient ? FRAME_ROWS : VALUE_ROWS) * stride);
  const angleRoom = room.point + pointWords(stride);
  const results = angleRoom + angleWords(stride);
  const theta = new Float64Array(PARAMETERS);
  for (let p = 0; p < PARAMETERS; p++) theta[p] = m[m[settings + THETA] / 8 + p * capacity + point];
  fill(room, grid, theta);
  preparePoint(room);
  const angles = m[settings + ANGLES];
  for (let angle = 0; angle < angles; angle++) {
    const phase = m[settings + PHASES] / 8 + 2 * (point * angles + angle);
    placeAngle(room, angle, angleRoom, results, phase);
    evaluateAngle(room, blocks);
    m[m[settings + SSR] / 8 + angle * capacity + point] = m[results + RESULT_SSR];
    if (!hasGradient) continue;
    const slopes = m[settings + SLOPES] / 8 + angle * PARAMETERS * capacity + point;
    for (let p = 0; p < PARAMETERS; p++) {
      m[slopes + p * capacity] = m[results + RESULT_GRADIENT + p];
    }
  }
}

function evaluateAngle(room: Room, blocks: number): void {
  prepareAngle(room);
  takeTrace(room);
  for (let block = 0; block < blocks; block++) sweepStrip(room, block);
  settle(room);
  if (!room.hasGradient) return;
  if (room.m[room.angle.results + RESULT_FLAT] !== 0) {
    for (let block = 0; block < blocks; block++) residualStrip(room, block);
  }
  differentiate(room);
}
