// ∫ max(A·t^p + offset, 0) dt in closed form: worker/heterodyne/model/integrals.ts, which says how,
// step for step.
import {
  EXPONENT_MOST, GRID_DT, GRID_FRAMES, GRID_LOG_FIRST, GRID_STRIDE, NO_POWER, SERIES
} from "./constants";
import {expm1Of, expm1OfOne, expOfOne, logOfOne} from "./framesExp.as";
import {limit, limitOne, number, tablesOf, timesOf, whole} from "./framesGrid.as";

// where the rate counts; an instance's own, so each thread has them for itself
let logFrom: f64 = 0;
let from: f64 = 0;
let mostLog: f64 = Infinity;
let most: f64 = Infinity;

/** `rates`: three numbers of θ; `value` and `first`: the row, and the first one of its slopes. */
export function integrate(
  settings: usize, rates: usize, value: usize, first: usize, isFloored: bool, slopes: bool
): void {
  const frames = whole(settings, GRID_FRAMES);
  const row = <usize>whole(settings, GRID_STRIDE) << 3;
  const amplitude = load<f64>(rates), power = load<f64>(rates, 8), offset = load<f64>(rates, 16);
  findSpan(settings, amplitude, power, offset, isFloored);
  const m = power + 1.0;
  const isLog = abs(m) < NO_POWER;
  const inverse = isLog ? 0.0 : 1.0 / m;
  const logStart = number(settings, GRID_LOG_FIRST) + logFrom;
  const tables = tablesOf(settings);
  const scale = f64x2.splat(expOfOne(limitOne(m * logStart, EXPONENT_MOST), tables));
  const second = first + row, third = second + row;
  const logs = timesOf(settings) + row;
  const dt = f64x2.splat(number(settings, GRID_DT)), zero = f64x2.splat(0);
  const bound = f64x2.splat(EXPONENT_MOST), powers = f64x2.splat(m);
  const step = f64x2.splat(2), inverses = f64x2.splat(inverse);
  const squares = f64x2.splat(inverse * inverse);
  const logStarts = f64x2.splat(logStart), logFroms = f64x2.splat(logFrom);
  const amplitudes = f64x2.splat(amplitude), offsets = f64x2.splat(offset);
  const froms = f64x2.splat(from), mosts = f64x2.splat(most), mostLogs = f64x2.splat(mostLog);
  let places = f64x2.replace_lane(zero, 1, 1);
  for (let at: usize = 0, end = <usize>frames << 3; at < end; at += 16) {
    const length = f64x2.pmin(f64x2.pmax(f64x2.sub(f64x2.mul(places, dt), froms), zero), mosts);
    const span = f64x2.sub(v128.load(logs + at), logFroms);
    const lag = f64x2.pmin(f64x2.pmax(span, zero), mostLogs);
    const z = limit(f64x2.mul(powers, lag), bound);
    const grown = expm1Of(z, tables);
    const unit = f64x2.mul(scale, isLog ? lag : f64x2.mul(grown, inverses));
    v128.store(
      value + at, f64x2.add(f64x2.mul(amplitudes, unit), f64x2.mul(offsets, length)));
    places = f64x2.add(places, step);
    if (!slopes) continue;
    const bend = bendOf(z, grown, lag, squares);
    v128.store(first + at, unit);
    v128.store(second + at, f64x2.mul(
      amplitudes, f64x2.add(f64x2.mul(logStarts, unit), f64x2.mul(scale, bend))));
    v128.store(third + at, length);
  }
}

@inline
function bendOf(z: v128, grown: v128, lag: v128, squares: v128): v128 {
  const far = f64x2.add(f64x2.mul(grown, f64x2.sub(z, f64x2.splat(1))), z);
  const near = f64x2.mul(f64x2.mul(lag, lag), series(z));
  return v128.bitselect(
    near, f64x2.mul(far, squares), f64x2.lt(f64x2.abs(z), f64x2.splat(SERIES)));
}

@inline
function next(sum: v128, z: v128, term: f64): v128 {
  return f64x2.add(f64x2.mul(sum, z), f64x2.splat(term));
}

/** (e^z·(z − 1) + 1)/z² near 0. */
@inline
function series(z: v128): v128 {
  let sum = f64x2.splat(12.0 / 6227020800.0);
  sum = next(sum, z, 11.0 / 479001600.0);
  sum = next(sum, z, 10.0 / 39916800.0);
  sum = next(sum, z, 9.0 / 3628800.0);
  sum = next(sum, z, 8.0 / 362880.0);
  sum = next(sum, z, 7.0 / 40320.0);
  sum = next(sum, z, 6.0 / 5040.0);
  sum = next(sum, z, 5.0 / 720.0);
  sum = next(sum, z, 4.0 / 120.0);
  sum = next(sum, z, 3.0 / 24.0);
  sum = next(sum, z, 2.0 / 6.0);
  return next(sum, z, 1.0 / 2.0);
}

function findSpan(
  settings: usize, amplitude: f64, power: f64, offset: f64, isFloored: bool
): void {
  logFrom = 0;
  from = 0;
  mostLog = Infinity;
  most = Infinity;
  if (!isFloored) return;
  const tables = tablesOf(settings), times = timesOf(settings);
  const logFirst = number(settings, GRID_LOG_FIRST);
  const stride = whole(settings, GRID_STRIDE), frames = whole(settings, GRID_FRAMES);
  const span = load<f64>(times + (<usize>(stride + frames - 1) << 3));
  const late = logFirst + span;
  const atFirst = amplitude * expOfOne(limitOne(power * logFirst, EXPONENT_MOST), tables) + offset;
  const atLast = amplitude * expOfOne(limitOne(power * late, EXPONENT_MOST), tables) + offset;
  if (!(atFirst < 0 || atLast < 0)) return;
  if (atFirst <= 0 && atLast <= 0) {
    mostLog = 0;
    most = 0;
    return;
  }
  const ratio = min<f64>(max<f64>(-offset / amplitude, 1e-300), 1e300);
  const root = logOfOne(ratio) / power - logFirst;
  const logRoot = min<f64>(max<f64>(root, 0), span);
  const length = load<f64>(times) * expm1OfOne(logRoot, tables);
  if (atFirst < 0) {
    logFrom = logRoot;
    from = length;
  } else {
    mostLog = logRoot;
    most = length;
  }
}
