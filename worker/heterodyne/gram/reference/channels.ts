// What a pair of frames contributes. Twin of kernels-as/programs/heterodyneGram/channels.as.ts.
import {BLOCK} from "../../../../kernels-as/heterodyne/constants.ts";
import {
  LOSSES, ROW_FIRST, ROW_FIRST_SLOPES, ROW_LEAP_A, ROW_LEAP_B, ROW_PLAIN, ROW_PLAIN_SLOPES,
  ROW_SECOND, ROW_SECOND_SLOPES, ROW_STEP_A, ROW_STEP_B, VALUES
} from "../../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import type {Room} from "./room.ts";

export function formChannels(room: Room): void {
  const withSlopes = room.operation !== VALUES && room.operation !== LOSSES;
  for (let k = 0; k < 2; k++) {
    const form = room.isDiagonal ? formNear : formFar;
    form(room, room.row + k, k * room.count, withSlopes);
  }
}

/** The four numbers u and v of a frame: of the terms, and of their derivatives by its fraction. */
const u = new Float64Array(4);
const v = new Float64Array(4);

function take(room: Room, to: Float64Array, row: number, frame: number): void {
  for (let k = 0; k < 4; k++) to[k] = room.numbers[room.first + (row + k) * BLOCK + frame];
}

function scale(of: Float64Array, first: number, second: number, cross: number): void {
  of[0] *= first;
  of[1] *= second;
  of[2] *= cross;
  of[3] *= cross;
}

/** Element k of the strip: w and z are places of the other frame's numbers, BLOCK apart. */
function form(room: Room, k: number, w: number, z: number, withSlopes: boolean): void {
  const {numbers, channels} = room;
  const w1 = numbers[w];
  const w2 = numbers[w + BLOCK];
  const w3 = numbers[w + 2 * BLOCK];
  const w4 = numbers[w + 3 * BLOCK];
  const p1 = u[0] * w1;
  const p2 = u[1] * w2;
  const cross = u[2] * w3 + u[3] * w4;
  room.theory[k] = p1 + p2 + cross - 1;
  if (!withSlopes) return;
  channels[0][k] = p1 + p1 + cross;
  channels[1][k] = p2 + p2 + cross;
  channels[2][k] = u[2] * w4 - u[3] * w3;
  channels[3][k] = v[3] * w4 + (v[2] * w3 + (v[1] * w2 + v[0] * w1));
  const z1 = u[0] * numbers[z];
  const z2 = u[1] * numbers[z + BLOCK];
  const z3 = u[2] * numbers[z + 2 * BLOCK];
  channels[4][k] = u[3] * numbers[z + 3 * BLOCK] + (z3 + (z2 + z1));
}

function formFar(room: Room, frame: number, at: number, withSlopes: boolean): void {
  const {numbers, factors, second, count} = room;
  take(room, u, ROW_FIRST, frame);
  take(room, v, ROW_FIRST_SLOPES, frame);
  scale(u, numbers[factors], numbers[factors + 1], numbers[factors + 2]);
  scale(v, numbers[factors], numbers[factors + 1], numbers[factors + 2]);
  const w = second + ROW_SECOND * BLOCK;
  const z = second + ROW_SECOND_SLOPES * BLOCK;
  for (let k = 0; k < count; k++) form(room, at + k, w + k, z + k, withSlopes);
}

function formNear(room: Room, frame: number, at: number, withSlopes: boolean): void {
  const {numbers, first, from, count} = room;
  const own = (row: number): number => numbers[first + row * BLOCK + frame];
  const other = (row: number, k: number): number => numbers[first + row * BLOCK + from + k];
  const isSecond = frame > from;
  const A = [1, isSecond ? 1 : own(ROW_STEP_A)];
  const B = [1, isSecond ? 1 : own(ROW_STEP_B)];
  for (let k = 0; k < count; k++) {
    const parity = k & 1;
    if (isSecond && (k === 2 || k === 3)) {
      A[parity] = own(k === 2 ? ROW_STEP_A : ROW_LEAP_A);
      B[parity] = own(k === 2 ? ROW_STEP_B : ROW_LEAP_B);
    } else if (k > 1) {
      A[parity] *= other(ROW_LEAP_A, k - 2);
      B[parity] *= other(ROW_LEAP_B, k - 2);
    }
    const [a, b] = [A[parity], B[parity]];
    const cross = a * b + a * b;
    take(room, u, ROW_PLAIN, frame);
    take(room, v, ROW_PLAIN_SLOPES, frame);
    scale(u, a * a, b * b, cross);
    scale(v, a * a, b * b, cross);
    const w = first + ROW_PLAIN * BLOCK + from + k;
    form(room, at + k, w, w + 4 * BLOCK, withSlopes);
  }
}
