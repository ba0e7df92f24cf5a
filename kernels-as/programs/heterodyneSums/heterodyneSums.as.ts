// The sums of squares of heterodyne scattering, contrast and offset at their best: a strip is a
// tile of points. The settings are constants.ts's. Twin:
// worker/heterodyne/sums/reference/program.ts.
import {FRAME_ROWS, PARAMETERS, VALUE_ROWS} from "../../heterodyne/constants";
import {fillFrames} from "../../heterodyne/frames.as";
import {
  ANGLES, BATCH, CAPACITY, GRADIENT, GRID, PHASES, PREPARE, RESIDUALS, RESULT_FLAT, RESULT_GRADIENT,
  RESULT_SSR, SETTLE, SLOPES, SSR, SWEEP, THETA, TILE_WORDS, angleWords, pointWords
} from "./constants";
import {differentiate} from "./gradient.as";
import {prepareAngle, preparePoint} from "./prepare.as";
import {
  Room, address, chooseAngle, openRoom, placeAngle, placePoint, setWord, word
} from "./room.as";
import {settle, takeTrace} from "./settle.as";
import {residualStrip, sweepStrip} from "./strip.as";

/** As worker/compiler/wasm/abi.ts has it; `constants`: what to do, and the settings' address. */
export function run(
  constants: usize, uniforms: usize, inputs: usize, outputs: usize, scratch: usize, begin: i32,
  end: i32
): void {
  const operation = <i32>word(constants, 0);
  const room = openRoom(address(constants, 1), scratch);
  for (let strip = begin >> 9; strip << 9 < end; strip++) {
    if (operation == BATCH) evaluatePoint(room, strip);
    else if (operation == SWEEP || operation == RESIDUALS) workStrip(room, operation, strip);
    else workAngles(room, operation);
  }
}

function workStrip(room: Room, operation: i32, strip: i32): void {
  chooseAngle(room, strip / room.blocks);
  const block = strip % room.blocks;
  if (operation == SWEEP) sweepStrip(room, block);
  else residualStrip(room, block);
}

function workAngles(room: Room, operation: i32): void {
  const settings = room.settings;
  if (operation == PREPARE) {
    fillFrames(address(settings, GRID), address(settings, THETA), room.table, room.hasGradient);
    preparePoint(room);
  }
  for (let angle = 0, angles = <i32>word(settings, ANGLES); angle < angles; angle++) {
    chooseAngle(room, angle);
    if (operation == PREPARE) {
      prepareAngle(room);
      takeTrace(room);
    } else if (operation == SETTLE) settle(room);
    else differentiate(room);
  }
}

/** One point of many, all of it by one thread: everything lies in its scratch, after the tile. */
function evaluatePoint(room: Room, point: i32): void {
  const settings = room.settings, stride = room.stride, hasGradient = room.hasGradient;
  const capacity = <i32>word(settings, CAPACITY), angles = <i32>word(settings, ANGLES);
  room.table = room.tile + (<usize>TILE_WORDS << 3);
  placePoint(room, room.table + <usize>(hasGradient ? FRAME_ROWS : VALUE_ROWS) * room.row);
  const angleRoom = room.point + (<usize>pointWords(stride) << 3);
  const results = angleRoom + (<usize>angleWords(stride) << 3);
  // the results' room is free until the angles begin
  for (let p = 0; p < PARAMETERS; p++) {
    setWord(results, p, word(address(settings, THETA), p * capacity + point));
  }
  fillFrames(address(settings, GRID), results, room.table, hasGradient);
  preparePoint(room);
  for (let angle = 0; angle < angles; angle++) {
    const phase = address(settings, PHASES) + (<usize>(point * angles + angle) << 4);
    placeAngle(room, angle, angleRoom, results, phase);
    evaluateAngle(room);
    setWord(address(settings, SSR), angle * capacity + point, word(results, RESULT_SSR));
    if (!hasGradient) continue;
    const slopes = angle * PARAMETERS * capacity + point;
    for (let p = 0; p < PARAMETERS; p++) {
      const slope = word(results, RESULT_GRADIENT + p);
      setWord(address(settings, SLOPES), slopes + p * capacity, slope);
    }
  }
}

function evaluateAngle(room: Room): void {
  prepareAngle(room);
  takeTrace(room);
  for (let block = 0; block < room.blocks; block++) sweepStrip(room, block);
  settle(room);
  if (!room.hasGradient) return;
  if (word(room.results, RESULT_FLAT) != 0) {
    for (let block = 0; block < room.blocks; block++) residualStrip(room, block);
  }
  differentiate(room);
}
