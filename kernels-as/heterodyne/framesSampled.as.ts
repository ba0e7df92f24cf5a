// ∫ (A·t^p + offset) dt as sums of samples: worker/heterodyne/model/sampled.ts step for step.
import {
  EXPONENT_MOST, GRID_DT, GRID_FRAMES, GRID_SEMANTICS, GRID_STRIDE, LEAST_RATE, NO_TIME, V1
} from "./constants";
import {expOf} from "./framesExp.as";
import {limit, number, tablesOf, timesOf, whole} from "./framesGrid.as";

export function sumUp(
  settings: usize, rates: usize, value: usize, first: usize, isFloored: bool, slopes: bool
): void {
  const frames = whole(settings, GRID_FRAMES);
  const row = <usize>whole(settings, GRID_STRIDE) << 3;
  const isV1 = whole(settings, GRID_SEMANTICS) == V1;
  sample(settings, rates, value, first, isFloored, slopes, isV1);
  const dt = number(settings, GRID_DT);
  for (let k = 0, count = slopes ? 4 : 1; k < count; k++) {
    const at = k == 0 ? value : first + <usize>(k - 1) * row;
    if (isV1) addRectangles(at, frames, dt);
    else addTrapezoids(at, frames, dt);
  }
}

function sample(
  settings: usize, rates: usize, value: usize, first: usize, isFloored: bool, slopes: bool,
  isV1: bool
): void {
  const frames = whole(settings, GRID_FRAMES);
  const row = <usize>whole(settings, GRID_STRIDE) << 3;
  const power = load<f64>(rates, 8);
  const floor = f64x2.splat(!isFloored ? -Infinity : isV1 ? LEAST_RATE : 0.0);
  const noTime = f64x2.splat(
    isV1 && power == 0 ? -1.0 : isV1 && power > 0 ? 0.0 : NO_TIME);
  const amplitudes = v128.load64_splat(rates), offsets = v128.load64_splat(rates, 16);
  const powers = f64x2.splat(power), bound = f64x2.splat(EXPONENT_MOST), one = f64x2.splat(1);
  const tables = tablesOf(settings), times = timesOf(settings), logs = times + row;
  const second = first + row, third = second + row;
  for (let at: usize = 0, end = <usize>frames << 3; at < end; at += 16) {
    const logTime = v128.load(logs + at);
    const full = expOf(limit(f64x2.mul(powers, logTime), bound), tables);
    const grown = v128.and(full, f64x2.gt(v128.load(times + at), noTime));
    const moved = f64x2.mul(amplitudes, grown);
    const rate = f64x2.add(moved, offsets);
    const low = f64x2.lt(rate, floor);
    v128.store(value + at, v128.bitselect(floor, rate, low));
    if (!slopes) continue;
    v128.store(first + at, v128.andnot(grown, low));
    v128.store(second + at, v128.andnot(f64x2.mul(moved, logTime), low));
    v128.store(third + at, v128.andnot(one, low));
  }
}

function addRectangles(at: usize, frames: i32, dt: f64): void {
  let sum = 0.0;
  store<f64>(at, 0);
  for (let k = at + 8, end = at + (<usize>frames << 3); k < end; k += 8) {
    sum += load<f64>(k);
    store<f64>(k, dt * sum);
  }
}

function addTrapezoids(at: usize, frames: i32, dt: f64): void {
  const half = 0.5 * dt;
  let sum = 0.0, before = load<f64>(at);
  store<f64>(at, 0);
  for (let k = at + 8, end = at + (<usize>frames << 3); k < end; k += 8) {
    const now = load<f64>(k);
    sum += before + now;
    before = now;
    store<f64>(k, half * sum);
  }
}
