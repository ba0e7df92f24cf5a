// Robust losses ρ of z = (r/scale)²: what a residual costs, how much it counts (ρ′), and how ρ′r
// moves with r (ρ′ + 2zρ″). Twin: worker/heterodyne/gram/reference/loss.ts.
import {CONTRAST, FACTOR_SUM, INVERSE_SQUARE, SHIFT} from "./constants";
import {madd, nmadd} from "../../lib/simd.as";
import {logOfOneAnd} from "./logarithm.as";
import {Room, angleNumber, stripBytes} from "./room.as";

const SOFT_L1: i32 = 1;
const HUBER: i32 = 2;

@inline
function residual(room: Room, at: usize, contrast: v128, shift: v128): v128 {
  const rest = f64x2.sub(v128.load(room.measured + at), shift);
  return nmadd(contrast, v128.load(room.theory + at), rest);
}

/** (r/scale)² */
@inline
function square(room: Room, at: usize, contrast: v128, shift: v128, inverse: v128): v128 {
  const r = residual(room, at, contrast, shift);
  return f64x2.mul(f64x2.mul(r, r), inverse);
}

/**
 * Turns factors into those of the loss, and sums it. Each loss has its own loop: one for all would
 * compute all.
 */
export function applyLoss(room: Room): void {
  const contrast = f64x2.splat(angleNumber(room, CONTRAST));
  const shift = f64x2.splat(angleNumber(room, SHIFT));
  const inverse = f64x2.splat(angleNumber(room, INVERSE_SQUARE));
  if (room.loss == SOFT_L1) applySoftL1(room, contrast, shift, inverse);
  else if (room.loss == HUBER) applyHuber(room, contrast, shift, inverse);
  else applyCauchy(room, contrast, shift, inverse);
}

/** 2(√(1 + z) − 1) */
function applySoftL1(room: Room, contrast: v128, shift: v128, inverse: v128): void {
  const bytes = stripBytes(room), one = f64x2.splat(1);
  let total = v128.load(room.sums);
  for (let k: usize = 0; k < bytes; k += 16) {
    const w = v128.load(room.weights + k), z = square(room, k, contrast, shift, inverse);
    const s = f64x2.sqrt(f64x2.add(one, z)), slope = f64x2.div(one, s);
    // without taking near numbers from one another
    total = madd(w, f64x2.div(f64x2.add(z, z), f64x2.add(one, s)), total);
    v128.store(room.weights + k, f64x2.mul(w, slope));
    v128.store(room.stiffness + k, f64x2.mul(w, f64x2.mul(slope, f64x2.mul(slope, slope))));
  }
  v128.store(room.sums, total);
}

/** z up to 1, then 2√z − 1 */
function applyHuber(room: Room, contrast: v128, shift: v128, inverse: v128): void {
  const bytes = stripBytes(room), one = f64x2.splat(1);
  let total = v128.load(room.sums);
  for (let k: usize = 0; k < bytes; k += 16) {
    const w = v128.load(room.weights + k), z = square(room, k, contrast, shift, inverse);
    const s = f64x2.sqrt(f64x2.max(one, z)), isNear = f64x2.le(z, one);
    const cost = v128.bitselect(z, f64x2.sub(f64x2.add(s, s), one), isNear);
    total = madd(w, cost, total);
    v128.store(room.weights + k, f64x2.mul(w, f64x2.div(one, s)));
    v128.store(room.stiffness + k, v128.and(w, isNear));
  }
  v128.store(room.sums, total);
}

/** ln(1 + z) */
function applyCauchy(room: Room, contrast: v128, shift: v128, inverse: v128): void {
  const bytes = stripBytes(room), one = f64x2.splat(1);
  let total = v128.load(room.sums);
  for (let k: usize = 0; k < bytes; k += 16) {
    const w = v128.load(room.weights + k), z = square(room, k, contrast, shift, inverse);
    const slope = f64x2.div(one, f64x2.add(one, z));
    const stiffness = f64x2.mul(f64x2.sub(one, z), f64x2.mul(slope, slope));
    total = madd(w, logOfOneAnd(z), total);
    v128.store(room.weights + k, f64x2.mul(w, slope));
    v128.store(room.stiffness + k, f64x2.mul(w, stiffness));
  }
  v128.store(room.sums, total);
}

export function sumFactors(room: Room): void {
  const end = room.weights + stripBytes(room), sum = room.sums + (FACTOR_SUM << 4);
  let total = v128.load(sum);
  for (let at = room.weights; at < end; at += 16) total = f64x2.add(total, v128.load(at));
  v128.store(sum, total);
}

/** The sums of LOSSES but the first, which is the loss itself. */
export function sumLosses(room: Room): void {
  const bytes = stripBytes(room), sums = room.sums;
  const contrast = f64x2.splat(angleNumber(room, CONTRAST));
  const shift = f64x2.splat(angleNumber(room, SHIFT));
  let sr = v128.load(sums, 16), srt = v128.load(sums, 32);
  let n = v128.load(sums, 48), st = v128.load(sums, 64), stt = v128.load(sums, 80);
  let h = v128.load(sums, 96), ht = v128.load(sums, 112), htt = v128.load(sums, 128);
  for (let k: usize = 0; k < bytes; k += 16) {
    const factor = v128.load(room.weights + k), t = v128.load(room.theory + k);
    const byResidual = f64x2.mul(factor, residual(room, k, contrast, shift));
    const byTheory = f64x2.mul(factor, t);
    sr = f64x2.add(sr, byResidual);
    srt = madd(byResidual, t, srt);
    n = f64x2.add(n, factor);
    st = f64x2.add(st, byTheory);
    stt = madd(byTheory, t, stt);
    const stiff = v128.load(room.stiffness + k), stiffTheory = f64x2.mul(stiff, t);
    h = f64x2.add(h, stiff);
    ht = f64x2.add(ht, stiffTheory);
    htt = madd(stiffTheory, t, htt);
  }
  v128.store(sums, sr, 16);
  v128.store(sums, srt, 32);
  v128.store(sums, n, 48);
  v128.store(sums, st, 64);
  v128.store(sums, stt, 80);
  v128.store(sums, h, 96);
  v128.store(sums, ht, 112);
  v128.store(sums, htt, 128);
}

/** The sums of VALUES. */
export function sumValues(room: Room): void {
  const bytes = stripBytes(room), sums = room.sums;
  let n = v128.load(sums), st = v128.load(sums, 16), se = v128.load(sums, 32);
  let stt = v128.load(sums, 48), ste = v128.load(sums, 64);
  for (let k: usize = 0; k < bytes; k += 16) {
    const w = v128.load(room.weights + k), t = v128.load(room.theory + k);
    const e = v128.load(room.measured + k), wt = f64x2.mul(w, t);
    n = f64x2.add(n, w);
    st = f64x2.add(st, wt);
    se = madd(w, e, se);
    stt = madd(wt, t, stt);
    ste = madd(wt, e, ste);
  }
  v128.store(sums, n);
  v128.store(sums, st, 16);
  v128.store(sums, se, 32);
  v128.store(sums, stt, 48);
  v128.store(sums, ste, 64);
}
