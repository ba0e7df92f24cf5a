// Robust losses, with z = (r/scale)². Twin of kernels-as/programs/heterodyneGram/loss.as.ts.
import {LOG1P_LARGE} from "../../../../kernels-as/math/log1p/constants.ts";
import {
  CONTRAST, FACTOR_SUM, INVERSE_SQUARE, LOSS_SUM, SHIFT
} from "../../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import {strictMath} from "../../../math.ts";
import type {Room} from "./room.ts";

const HUBER = 2;
const CAUCHY = 3;

function softness(loss: number, z: number): number {
  if (loss === CAUCHY) return 1 + z;
  return Math.sqrt(loss === HUBER ? Math.max(1, z) : 1 + z);
}

function cost(loss: number, z: number, s: number): number {
  if (loss === CAUCHY) return strictMath.log1p(Math.min(z, LOG1P_LARGE));
  if (loss === HUBER) return z <= 1 ? z : s + s - 1;
  return (z + z) / (1 + s);
}

function stiffness(loss: number, z: number, slope: number): number {
  if (loss === CAUCHY) return (1 - z) * (slope * slope);
  if (loss === HUBER) return z <= 1 ? 1 : 0;
  return slope * (slope * slope);
}

function residual({measured, theory}: Room, k: number, contrast: number, shift: number): number {
  return measured[k] - shift - contrast * theory[k];
}

/** Turns factors into those of the loss, and sums it. */
export function applyLoss(room: Room): void {
  const {loss, weights} = room;
  const contrast = room.ofAngle(CONTRAST);
  const shift = room.ofAngle(SHIFT);
  const inverse = room.ofAngle(INVERSE_SQUARE);
  for (let k = 0; k < 2 * room.count; k++) {
    const w = weights[k];
    const r = residual(room, k, contrast, shift);
    const z = r * r * inverse;
    const s = softness(loss, z);
    const slope = 1 / s;
    room.add(LOSS_SUM, k & 1, w * cost(loss, z, s));
    weights[k] = w * slope;
    room.stiffness[k] = w * stiffness(loss, z, slope);
  }
}

export function sumFactors(room: Room): void {
  for (let k = 0; k < 2 * room.count; k++) room.add(FACTOR_SUM, k & 1, room.weights[k]);
}

export function sumLosses(room: Room): void {
  const {weights, theory} = room;
  const contrast = room.ofAngle(CONTRAST);
  const shift = room.ofAngle(SHIFT);
  for (let k = 0; k < 2 * room.count; k++) {
    const parity = k & 1;
    const t = theory[k];
    const byResidual = weights[k] * residual(room, k, contrast, shift);
    const byTheory = weights[k] * t;
    const stiff = room.stiffness[k];
    room.add(1, parity, byResidual);
    room.add(2, parity, byResidual * t);
    room.add(3, parity, weights[k]);
    room.add(4, parity, byTheory);
    room.add(5, parity, byTheory * t);
    room.add(6, parity, stiff);
    room.add(7, parity, stiff * t);
    room.add(8, parity, stiff * t * t);
  }
}

export function sumValues(room: Room): void {
  const {weights, theory, measured} = room;
  for (let k = 0; k < 2 * room.count; k++) {
    const parity = k & 1;
    const w = weights[k];
    room.add(0, parity, w);
    room.add(1, parity, w * theory[k]);
    room.add(2, parity, w * measured[k]);
    room.add(3, parity, w * theory[k] * theory[k]);
    room.add(4, parity, w * theory[k] * measured[k]);
  }
}
