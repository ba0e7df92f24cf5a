// Sums of samples over all frames of a measurement, of which the table holds every so many: step
// for step what framesSampled.as.ts does with all. Twin: worker/heterodyne/model/thinned.ts.
import {
  BLOCK, EXPONENT_MOST, GRID_DT, GRID_EVERY, GRID_FRAMES, GRID_SEMANTICS, GRID_STRIDE, LEAST_RATE,
  NO_TIME, V1
} from "./constants";
import {expOfOne} from "./framesExp.as";
import {limitOne, number, tablesOf, timesOf, whole} from "./framesGrid.as";

// the samples of one frame: the rate and its slopes; an instance's own, as each thread has one
let rate: f64 = 0;
let bySize: f64 = 0;
let byPower: f64 = 0;
let byOffset: f64 = 0;

export function sumUpAll(
  settings: usize, rates: usize, value: usize, first: usize, isFloored: bool, slopes: bool
): void {
  const every = whole(settings, GRID_EVERY), all = (whole(settings, GRID_FRAMES) - 1) * every + 1;
  const row = <usize>whole(settings, GRID_STRIDE) << 3;
  const times = timesOf(settings) + 2 * row;
  const logs = times + (<usize>((all + BLOCK - 1) / BLOCK * BLOCK) << 3);
  const second = first + row, third = second + row, tables = tablesOf(settings);
  const isV1 = whole(settings, GRID_SEMANTICS) == V1, power = load<f64>(rates, 8);
  const floor = !isFloored ? -Infinity : isV1 ? LEAST_RATE : 0.0;
  const noTime = isV1 && power == 0 ? -1.0 : isV1 && power > 0 ? 0.0 : NO_TIME;
  // rectangles end at their frame; trapezoids have half of both
  const dt = number(settings, GRID_DT), scale = isV1 ? dt : 0.5 * dt;
  let sum = 0.0, sumBySize = 0.0, sumByPower = 0.0, sumByOffset = 0.0;
  for (let k = 0; k < all; k++) {
    const before = isV1 ? 0.0 : rate, beforeBySize = isV1 ? 0.0 : bySize;
    const beforeByPower = isV1 ? 0.0 : byPower, beforeByOffset = isV1 ? 0.0 : byOffset;
    const at = <usize>k << 3;
    sample(rates, load<f64>(times + at), load<f64>(logs + at), floor, noTime, tables);
    if (k > 0) {
      sum += before + rate;
      sumBySize += beforeBySize + bySize;
      sumByPower += beforeByPower + byPower;
      sumByOffset += beforeByOffset + byOffset;
    }
    if (k % every != 0) continue;
    const to = <usize>(k / every) << 3;
    store<f64>(value + to, scale * sum);
    if (!slopes) continue;
    store<f64>(first + to, scale * sumBySize);
    store<f64>(second + to, scale * sumByPower);
    store<f64>(third + to, scale * sumByOffset);
  }
}

@inline
function sample(
  rates: usize, time: f64, logTime: f64, floor: f64, noTime: f64, tables: usize
): void {
  const amplitude = load<f64>(rates), power = load<f64>(rates, 8), offset = load<f64>(rates, 16);
  const grown = time > noTime ? expOfOne(limitOne(power * logTime, EXPONENT_MOST), tables) : 0.0;
  const moved = amplitude * grown, free = moved + offset;
  const isLow = free < floor;
  rate = isLow ? floor : free;
  bySize = isLow ? 0.0 : grown;
  byPower = isLow ? 0.0 : moved * logTime;
  byOffset = isLow ? 0.0 : 1.0;
}
