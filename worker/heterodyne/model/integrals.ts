// ∫ max(A·t^p + offset, 0) dt from the first frame on, in closed form. Twin of kernels-as/heterodyne/integrals.as.ts.
//
// With m = p + 1, L = ln(t/r) and z = m·L, ∫_r^t s^p ds = r^m·(e^z − 1)/m, and its derivative by p is ln r times that and
// r^m·(e^z·(z − 1) + 1)/m². Both are smooth at m = 0, where they are L and L²/2.
import {NO_POWER, ROW_VELOCITY, SERIES} from "../../../kernels-as/heterodyne/constants.ts";
import {strictMath} from "../../math.ts";
import {limit} from "./limit.ts";
import {findSlopes} from "./slopes.ts";
import type {FrameGrid, FrameTable} from "./types.ts";

const {exp, expm1, log} = strictMath;

/** Where the rate counts: from ln(r/t_0) = `log` on, for logarithms of time up to `mostLog`. */
interface Span {
  log: number;
  /** r − t_0, seconds. */
  from: number;
  mostLog: number;
  most: number;
}

const span: Span = {log: 0, from: 0, mostLog: Infinity, most: Infinity};

export function integrate(
  grid: FrameGrid,
  theta: Float64Array,
  table: FrameTable,
  row: number,
  withSlopes: boolean
): void {
  const {frames, logTimes, logSpans} = grid;
  const step = grid.dt * (grid.every ?? 1);
  const {stride, numbers} = table;
  const amplitude = theta[3 * row];
  const power = theta[3 * row + 1];
  const offset = theta[3 * row + 2];
  findSpan(grid, amplitude, power, offset, row !== ROW_VELOCITY);
  const {log: logFrom, from, mostLog, most} = span;

  const m = power + 1;
  const isLog = Math.abs(m) < NO_POWER;
  const inverse = isLog ? 0 : 1 / m;
  const inverse2 = inverse * inverse;
  const logStart = logTimes[0] + logFrom;
  const scale = exp(limit(m * logStart));
  const value = row * stride;
  const first = findSlopes(table, row);
  const second = first + stride;
  const third = second + stride;
  for (let k = 0; k < frames; k++) {
    const length = Math.min(Math.max(k * step - from, 0), most);
    const lag = Math.min(Math.max(logSpans[k] - logFrom, 0), mostLog);
    const z = limit(m * lag);
    const grown = expm1(z);
    const unit = scale * (isLog ? lag : grown * inverse);
    numbers[value + k] = amplitude * unit + offset * length;
    if (!withSlopes) continue;
    const bend = Math.abs(z) < SERIES ? lag * lag * series(z) : (grown * (z - 1) + z) * inverse2;
    numbers[first + k] = unit;
    numbers[second + k] = amplitude * (logStart * unit + scale * bend);
    numbers[third + k] = length;
  }
}

/** (e^z·(z − 1) + 1)/z² near 0. */
function series(z: number): number {
  let sum = 12.0 / 6227020800.0;
  sum = sum * z + 11.0 / 479001600.0;
  sum = sum * z + 10.0 / 39916800.0;
  sum = sum * z + 9.0 / 3628800.0;
  sum = sum * z + 8.0 / 362880.0;
  sum = sum * z + 7.0 / 40320.0;
  sum = sum * z + 6.0 / 5040.0;
  sum = sum * z + 5.0 / 720.0;
  sum = sum * z + 4.0 / 120.0;
  sum = sum * z + 3.0 / 24.0;
  sum = sum * z + 2.0 / 6.0;
  return sum * z + 1 / 2;
}

/**
 * A rate is monotone in time, so it is positive on one stretch at most. Integrals from its root on are taken relative to the
 * root, those up to it stop there; the root's own place moves nothing, for the rate is 0 there.
 */
function findSpan(
  {frames, logTimes, logSpans, times}: FrameGrid,
  amplitude: number,
  power: number,
  offset: number,
  isFloored: boolean
): void {
  span.log = 0;
  span.from = 0;
  span.mostLog = Infinity;
  span.most = Infinity;
  if (!isFloored) return;
  const logFirst = logTimes[0];
  const whole = logSpans[frames - 1];
  const atFirst = amplitude * exp(limit(power * logFirst)) + offset;
  const atLast = amplitude * exp(limit(power * (logFirst + whole))) + offset;
  if (!(atFirst < 0 || atLast < 0)) return;
  if (atFirst <= 0 && atLast <= 0) {
    span.mostLog = 0;
    span.most = 0;
    return;
  }
  const ratio = Math.min(Math.max(-offset / amplitude, 1e-300), 1e300);
  const root = log(ratio) / power - logFirst;
  const logRoot = Math.min(Math.max(root, 0), whole);
  const length = times[0] * expm1(logRoot);
  if (atFirst < 0) {
    span.log = logRoot;
    span.from = length;
  } else {
    span.mostLog = logRoot;
    span.most = length;
  }
}
